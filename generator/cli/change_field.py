"""`fastapi-gen change-field`: a field of the same name with another definition."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
from generator.cli.values import Backfill, backfill, pairs

EPILOG = """[bold]Examples[/]

fastapi-gen change-field product name:str:120:unique

fastapi-gen change-field product price:decimal:12.4 --backfill 0

fastapi-gen change-field order status:enum:open+done --map paid=done --map sent=done"""


def change_field(
    resource: ResourceArgument,
    field: Annotated[
        str,
        typer.Argument(metavar="FIELD", help="The field as it shall be: name:type[:...]..."),
    ],
    fill: Backfill = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="OLD=NEW", help="What becomes of a value that an enum loses."
        ),
    ] = None,
    conflict: ConflictOption = MARKERS,
    project: ProjectOption = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    no_color: NoColor = False,
) -> None:
    """Give a field a new definition: its type, length, bounds, values, or whether it may be null.

    The whole definition is said anew. The migration converts what the rows hold.
    """
    from generator.cli.run import change_project
    from generator.spec.changes import change_field as changed
    from generator.spec.grammar import parse_field

    new = parse_field(field)
    filling, values = backfill(fill, [new]), pairs(mapping, "--map")
    change_project(
        "change-field",
        project,
        lambda answers: changed(answers, resource, new, filling, values),
        Output(dry_run, diff, json, no_color),
        on_conflict=conflict,
    )
