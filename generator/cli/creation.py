"""What `new` does once the answers are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import typer

from generator import git as repository
from generator.applying.creation import create, refuse_taken
from generator.cli.options import Output
from generator.cli.questions import answer
from generator.cli.report import report
from generator.cli.run import now, waiting
from generator.evolve import State, evolve
from generator.naming import Name
from generator.project import Folder
from generator.spec.features import FEATURES, chosen
from generator.spec.project import make_project
from generator.template_source import at, packaged
from generator.templating.template import Template

_UNKNOWN_SOURCE = (
    "Where this project's template can be found again is not known: Copier will find no newer "
    "version. Name its repository with --template to change that."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user said of a new project.

    Attributes:
        answers: To the questions of every template, and the features to leave out as `without`;
            None where nothing was said.
        data: To those that only another template asks, in words.
        ask: Whether to ask for what neither says.
        location: Another template than the packaged one.
        ref: The version of that template.
        git: Whether to make a repository.
    """

    answers: Mapping[str, Any]
    data: Mapping[str, str]
    ask: bool
    location: str | None
    ref: str | None
    git: bool


def create_project(wanted: Wanted, output: Output) -> None:
    """Render a project into a new folder.

    Args:
        wanted: What the user said of it.
        output: How to show it, and whether to write at all.

    Raises:
        typer.Exit: Always; its code is that of the contract.
    """
    name = str(wanted.answers["project_name"])
    Name.parse(name, "project name")
    root = Path.cwd() / name
    refuse_taken(root)
    with waiting("Fetching the template"):
        template = at(wanted.location, wanted.ref) if wanted.location else packaged()
    said = {key: value for key, value in wanted.answers.items() if value is not None}
    left_out = chosen(said.pop("without", ()), template.features)
    said |= dict.fromkeys(FEATURES, True) | dict.fromkeys(left_out, False)
    state = State(template, make_project(answer(template, said, wanted.data, ask=wanted.ask)))
    plan = evolve(None, state, Folder(root), now())
    plan = replace(plan, notices=_notices(template), next_steps=_next_steps(name))
    if output.writes:
        create(plan, root)
        plan = replace(plan, notices=plan.notices + _version(root, git=wanted.git))
    raise typer.Exit(report("new", root, plan, output))


def _notices(template: Template) -> tuple[str, ...]:
    if template.source and template.version:
        return ()
    return (_UNKNOWN_SOURCE,)


def _version(root: Path, *, git: bool) -> tuple[str, ...]:
    """Put the project under version control, unless it already is."""
    if not git:
        return ()
    if repository.inside_work_tree(root):
        return ("No repository was made: the folder is part of one already.",)
    problem = repository.start_repository(root)
    return (f"No first commit was made: {problem}.",) if problem else ()


def _next_steps(name: str) -> tuple[str, ...]:
    return (
        f"cd {name}",
        "uv sync",
        "uv run alembic upgrade head",
        "uv run pytest",
        "uv run fastapi dev",
    )
