"""`fastapi-gen change-resource`: other options for a resource that is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from generator.cli.resource_options import (
    IDEMPOTENT,
    OPERATIONS,
    PAGINATED,
    READ,
    SOFT_DELETE,
    TIMESTAMPS,
    VERSIONED,
    WRITE,
    kept,
    said_options,
)
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.spec.changes import Change
    from generator.spec.project import Project

EPILOG = """[bold]Examples[/]

fastapi-gen change-resource product --soft-delete --pagination cursor

fastapi-gen change-resource product --operations list+get+create+update+delete+bulk

fastapi-gen change-resource note --read owner --write owner --backfill $ADMIN_ID"""


def change_resource(
    resource: ResourceArgument,
    timestamps: Annotated[bool | None, kept(TIMESTAMPS)] = None,
    soft_delete: Annotated[bool | None, kept(SOFT_DELETE)] = None,
    versioned: Annotated[bool | None, kept(VERSIONED)] = None,
    idempotent: Annotated[bool | None, kept(IDEMPOTENT)] = None,
    pagination: Annotated[str | None, kept(PAGINATED)] = None,
    read: Annotated[str | None, kept(READ)] = None,
    write: Annotated[str | None, kept(WRITE)] = None,
    operations: Annotated[str | None, kept(OPERATIONS)] = None,
    backfill: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="The user to whom the rows that are there belong, if they get an owner.",
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
    """Give a resource other options: who may do what with it, and how.

    What no option says stays as it is; operations are said anew as a whole. Where a column goes
    with its data it asks first; without a terminal it needs --yes.
    """
    from generator.cli.announcing import announce
    from generator.cli.run import change_project
    from generator.spec.options import change_options

    said = said_options(
        pagination=pagination,
        read=read,
        write=write,
        soft_delete=soft_delete,
        versioned=versioned,
        idempotent=idempotent,
        timestamps=timestamps,
        operations=operations,
    )
    if not said:
        raise UsageError(
            f"no option says what shall change of {resource!r}",
            "Such as --soft-delete. They are in: fastapi-gen change-resource --help.",
        )
    output = Output(dry_run, diff, json, no_color)

    def change(answers: Project) -> Change:
        wanted = change_options(answers, resource, said, backfill)
        announce(answers, wanted, output, yes=yes)
        return wanted

    change_project("change-resource", project, change, output, on_conflict=conflict)
