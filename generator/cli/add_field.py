"""`fastapi-gen add-field`: more fields for a resource that is there."""

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
from generator.cli.values import Backfill, backfill

EPILOG = """[bold]Examples[/]

fastapi-gen add-field product sku:str:40:opt stock:int:default=0

fastapi-gen add-field product price:decimal:10.2 --backfill 9.99

fastapi-gen add-field order buyer:ref:user:opt tags:m2m:tag"""


def add_field(
    resource: ResourceArgument,
    fields: Annotated[
        list[str],
        typer.Argument(metavar="FIELD", help="name:type[:argument][:modifier]..."),
    ],
    fill: Backfill = None,
    conflict: ConflictOption = MARKERS,
    project: ProjectOption = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    no_color: NoColor = False,
) -> None:
    """Add fields to a resource: model, schemas, service, tests, and a migration.

    Rows that are there get the default of a new field, or what --backfill says; a required field
    needs one of them.
    """
    from generator.cli.run import change_project
    from generator.spec.changes import add_fields
    from generator.spec.grammar import parse_field

    new = [parse_field(text) for text in fields]
    values = backfill(fill, new)
    change_project(
        "add-field",
        project,
        lambda answers: add_fields(answers, resource, new, values),
        Output(dry_run, diff, json, no_color),
        on_conflict=conflict,
    )
