"""What `new` does once the answers are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import typer

from generator import git as repository
from generator.applying.creation import create, refuse_taken
from generator.cli.options import Output
from generator.cli.report import report
from generator.cli.run import now, waiting
from generator.evolve import State, evolve
from generator.naming import Name
from generator.project import Folder
from generator.rendering import complete
from generator.spec.project import make_project
from generator.template import Template
from generator.template_source import at, packaged

_UNKNOWN_SOURCE = (
    "Where this project's template can be found again is not known: Copier will find no newer "
    "version. Name its repository with --template to change that."
)


def create_project(
    answers: Mapping[str, Any], location: str | None, ref: str | None, output: Output, *, git: bool
) -> None:
    """Render a project into a new folder.

    Args:
        answers: What was said; None where nothing was.
        location: Another template than the packaged one.
        ref: The version of that template.
        output: How to show it, and whether to write at all.
        git: Whether to make a repository.

    Raises:
        typer.Exit: Always; its code is that of the contract.
    """
    name = str(answers["project_name"])
    Name.parse(name, "project name")
    root = Path.cwd() / name
    refuse_taken(root)
    with waiting("Fetching the template"):
        template = at(location, ref) if location else packaged()
    state = State(template, make_project(complete(template, answers)))
    plan = evolve(None, state, Folder(root), now())
    plan = replace(plan, notices=_notices(template), next_steps=_next_steps(name))
    if output.writes:
        create(plan, root)
        plan = replace(plan, notices=plan.notices + _version(root, git=git))
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
