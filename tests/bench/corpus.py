"""The situations of `tests/merging/cases` as one template with two releases, and one project."""

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from tests.bench import programs
from tests.bench.trials import Trial, update

_CASES = Path(__file__).parent.parent / "merging/cases"
_PART = re.compile(r"^----- (\w+) ?(.*)\n", re.MULTILINE)
_ANSWERS = {
    "copier.yml": "_subdirectory: files\nproject_name:\n  type: str\n",
    "files/{{ _copier_conf.answers_file }}.jinja": "{{ _copier_answers | to_nice_yaml }}\n",
}


def try_corpus(place: Path) -> Trial:
    """Bring all situations from their base to theirs at once."""
    place.mkdir()
    versions = _versions()
    template, project = place / "template", place / "corpus"
    _release(template, "1.0.0", versions["base"])
    new = ("new", project.name, "--yes", "--no-git", "--template", template)
    programs.run(place, programs.TOOL, *new)
    programs.commit_all(project, "Start")
    _release(template, "2.0.0", versions["theirs"])
    edited = _edited(project, versions["mine"])
    return update(project, edited, versions["expected"])


def _versions() -> Mapping[str, Mapping[str, str]]:
    """The files of each version; where only the user can decide, none is the expected one."""
    versions: dict[str, dict[str, str]] = defaultdict(dict)
    for case in sorted(_CASES.glob("*.case")):
        _, *parts = _PART.split(case.read_text(encoding="utf-8"))
        # The first folder stays where it is: it tells which imports are the project's own.
        path = str(PurePosixPath(parts[1]).parent / case.stem / PurePosixPath(parts[1]).name)
        for name, text in zip(parts[::3], parts[2::3], strict=True):
            versions[name][path] = text
    return versions


def _release(template: Path, version: str, files: Mapping[str, str]) -> None:
    _write(template, {**_ANSWERS, **{f"files/{path}": text for path, text in files.items()}})
    programs.commit_all(template, version)
    programs.git(template, "tag", version)


def _edited(project: Path, files: Mapping[str, str]) -> Path:
    """The project as the users of all situations left it."""
    edited = project.with_name("edited")
    programs.git(project, "clone", "--quiet", project, edited)
    _write(edited, files)
    programs.commit_all(edited, "Make it ours")
    return edited


def _write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
