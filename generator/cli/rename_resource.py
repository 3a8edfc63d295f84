"""`fastapi-gen rename-resource`: another name for a resource; its data stays."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.completion import resources
from generator.cli.options import (
    MARKERS,
    ConflictOption,
    Diff,
    DryRun,
    Json,
    NoColor,
    Output,
    ProjectOption,
    Yes,
)


def rename_resource(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD", autocompletion=resources, help="The resource as it is called today."
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new name, in the singular.")],
    plural: Annotated[str | None, typer.Option(help="The plural, where English is odd.")] = None,
    conflict: ConflictOption = MARKERS,
    project: ProjectOption = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    no_color: NoColor = False,
) -> None:
    """Rename a resource: its package, classes, routes, tests, and its table in the database.

    What you changed in its files moves along.
    """
    from generator.cli.run import change_project
    from generator.spec.changes import rename_resource as renamed

    change_project(
        "rename-resource",
        project,
        lambda answers: renamed(answers, old, new, plural),
        Output(dry_run, diff, json, no_color),
        on_conflict=conflict,
    )
