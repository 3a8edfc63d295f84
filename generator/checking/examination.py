"""All that a check looks at, in the order of the report."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from generator.checking.answers import compare_answers
from generator.checking.drift import Drift, Findings, Kind
from generator.checking.environment import compare_models, compare_models_with, interpreters
from generator.checking.leftovers import find_markers
from generator.checking.modules import modules_on_disk, rendered_modules
from generator.checking.revisions import compare_heads, compare_names
from generator.errors import WriteError
from generator.evolve import State
from generator.migrations.revisions import VERSIONS
from generator.project import Folder
from generator.spec.project import Project
from generator.tree import File, Tree, text_of

_ENVIRONMENT = "alembic/env.py"
_UNCOMPARED = (
    "The migrations were not compared with the models: "
    "no environment with what the project needs was found; run uv sync, or name one with --python."
)


def examine_code(state: State, folder: Folder) -> Findings:
    """Compare the answers with the code, and look for conflicts that were left."""
    rendered = state.render()
    modules = rendered_modules(rendered, state.project.package)
    disk = modules_on_disk(folder.root, state.project.package, modules)
    answers = Findings.of(compare_answers(state.project, modules, disk))
    markers = _examine_markers(rendered, folder)
    marked = {each.path for each in markers.drift}
    broken = {path: why for path, why in disk.unreadable.items() if path not in marked}
    return answers + markers + _unread(broken, rendered, state.project.python)


def _unread(broken: Mapping[str, str], rendered: Tree, python: str) -> Findings:
    """Tell of the modules that could not be read; newer syntax than ours is nobody's mistake."""
    ours = f"{sys.version_info.major}.{sys.version_info.minor}"
    if broken and sys.version_info < tuple(map(int, python.split("."))):
        notice = (
            f"This tool runs on Python {ours} and cannot read all that Python {python} knows: "
            f"{', '.join(sorted(broken))} not compared; install it with Python {python}."
        )
        return Findings(notices=(notice,))
    drift = (_syntax(path, why) for path, why in broken.items() if path in rendered)
    others = (
        f"{path} was not compared, it cannot be read ({why})."
        for path, why in broken.items()
        if path not in rendered
    )
    return Findings(tuple(drift), tuple(others))


def _syntax(path: str, why: str) -> Drift:
    return Drift(Kind.SYNTAX, path, f"it cannot be read: {why}", "Mend it, or restore it from git")


def examine_migrations(project: Project, folder: Folder, python: Path | None) -> Findings:
    """Compare the revisions with each other and with the models.

    Args:
        project: The answers.
        folder: The project.
        python: The interpreter that has what the project needs; None to look for one.

    Raises:
        ProjectError: The interpreter has not, or the server for tests is not to be reached.
    """
    files = folder.list(VERSIONS)
    versions = {path: text_of(file) for path, file in files.items() if path.endswith(".py")}
    if not versions or folder.read(_ENVIRONMENT) is None:
        missing = f"there is no {_ENVIRONMENT}, or nothing in {VERSIONS}"
        return Findings(notices=(f"The migrations were not compared: {missing}.",))
    heads = Findings.of(compare_heads(versions))
    if heads.drift:
        return heads
    if python is not None:
        return compare_models_with(python, folder.root, project)
    found = compare_models(folder.root, project, interpreters(folder.root))
    if found is not None:
        return found
    return Findings.of(compare_names(project, versions)) + Findings(notices=(_UNCOMPARED,))


def _examine_markers(rendered: Tree, folder: Folder) -> Findings:
    """Look for conflicts in what we once wrote; a link out of the project is not ours any more."""
    files: list[tuple[str, File | None, File | None]] = []
    notices: list[str] = []
    for path in sorted({*rendered, *folder.list(VERSIONS)}):
        try:
            files.append((path, rendered.get(path), folder.read(path)))
        except WriteError as error:
            notices.append(f"{error.message}: it was not searched for conflicts.")
    return Findings(tuple(find_markers(files)), tuple(notices))
