"""`fastapi-gen update`: a newer template, merged into what the user made of the older one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import Diff, DryRun, Json, NoColor, Output, ProjectOption, Yes
from generator.errors import ProjectError

if TYPE_CHECKING:
    from generator.plan import Plan
    from generator.project import ProjectOnDisk


def update(
    to: Annotated[
        str | None,
        typer.Option(
            metavar="VERSION", show_default="newest release", help="A tag, branch or commit."
        ),
    ] = None,
    allow_dirty: Annotated[
        bool, typer.Option("--allow-dirty", help="Merge into files with uncommitted changes too.")
    ] = False,
    project: ProjectOption = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    no_color: NoColor = False,
) -> None:
    """Bring the project to a newer template, resources included.

    Your files are merged as by every command: what only the template changed is taken, what only
    you changed stays, and where both changed the same statement yours stays and ours is printed.
    """
    _bring(project, to, Output(dry_run, diff, json, no_color), allow_dirty=allow_dirty)


def _bring(project: Path, to: str | None, output: Output, *, allow_dirty: bool) -> None:
    from dataclasses import replace

    from generator.cli.run import carry_out, now, open_project, waiting
    from generator.evolve import State, evolve
    from generator.rendering import complete
    from generator.spec.project import make_project
    from generator.template_source import newest

    opened, before = open_project(project)
    with waiting("Fetching the newest template"):
        template = newest(opened, to)
    answers = complete(template, before.project.to_mapping())
    plan = evolve(before, State(template, make_project(answers)), opened.folder, now())
    if output.writes and not allow_dirty:
        _refuse_uncommitted(opened, plan)
    if plan.writes:
        said = f"From {before.template.version} to {template.version} of {template.source}."
        steps = ("uv sync", "uv run alembic upgrade head", "uv run pytest")
        plan = replace(plan, notices=(said,), next_steps=steps)
    carry_out("update", opened, plan, output)


def _refuse_uncommitted(opened: ProjectOnDisk, plan: Plan) -> None:
    """A merge into uncommitted work could not be told from it afterwards."""
    from generator import git

    dirty = sorted(git.uncommitted(opened.folder.root) & {each.path for each in plan.writes})
    if dirty:
        raise ProjectError(
            f"the update would change files with uncommitted changes: {', '.join(dirty)}",
            "Commit them first, or say --allow-dirty.",
        )
