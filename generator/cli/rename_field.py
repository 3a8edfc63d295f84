"""`fastapi-gen rename-field`: another name for a field; its data stays."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.completion import fields
from generator.cli.options import (
    MARKERS,
    ConflictOption,
    Diff,
    DryRun,
    Json,
    NoColor,
    Output,
    ProjectOption,
    ResourceArgument,
    Yes,
)


def rename_field(
    resource: ResourceArgument,
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD", autocompletion=fields, help="The field as it is called today."
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new name.")],
    conflict: ConflictOption = MARKERS,
    project: ProjectOption = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    no_color: NoColor = False,
) -> None:
    """Rename a field of a resource: in the code, in the API, and its column in the database.

    Lines that you wrote yourself get the new name where the code says whose field they mean; the
    others that have the old name are listed.
    """
    from generator.cli.run import change_project
    from generator.spec.changes import rename_field as renamed

    change_project(
        "rename-field",
        project,
        lambda answers: renamed(answers, resource, old, new),
        Output(dry_run, diff, json, no_color),
        on_conflict=conflict,
    )
