"""`fastapi-gen add-resource`: one resource more, wired into what is there."""

from __future__ import annotations

import datetime as dt
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
    Yes,
)
from generator.cli.resource_options import (
    Idempotent,
    Operations,
    PaginationOption,
    Read,
    SoftDelete,
    Timestamps,
    Versioned,
    Write,
    said_options,
)

if TYPE_CHECKING:
    from generator.spec.changes import Change
    from generator.spec.project import Project
    from generator.spec.resource import Resource

_DAY = "%Y-%m-%d"

EPILOG = """[bold]Examples[/]

fastapi-gen add-resource category name:str:80:unique parent:ref:self

fastapi-gen add-resource product name:str:120 price:decimal:10.2:min=0 category:ref:category

fastapi-gen add-resource note text:text --read owner --write owner

fastapi-gen add-resource product --api-version v2 --sunset 2027-06-30

fastapi-gen add-resource order status:enum:open+paid:default=open items:m2m:product --dry-run

The field types: fastapi-gen types"""


def add_resource(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="The resource, in the singular: product, purchase-order."
        ),
    ],
    fields: Annotated[
        list[str] | None,
        typer.Argument(metavar="FIELD", help="name:type[:argument][:modifier]..."),
    ] = None,
    plural: Annotated[str | None, typer.Option(help="The plural, where English is odd.")] = None,
    timestamps: Timestamps = None,
    soft_delete: SoftDelete = None,
    versioned: Versioned = None,
    idempotent: Idempotent = None,
    pagination: PaginationOption = None,
    read: Read = None,
    write: Write = None,
    operations: Operations = None,
    api_version: Annotated[
        str | None,
        typer.Option(
            metavar="v2|v3|...",
            help="The version of the API. Of a resource that is there: its next one, beside the "
            "others, with a router and schemas of its own.",
        ),
    ] = None,
    deprecated: Annotated[
        dt.datetime | None,
        typer.Option(
            metavar="DATE",
            formats=[_DAY],
            show_default="today",
            help="With a next version: the day from which on clients should use it.",
        ),
    ] = None,
    sunset: Annotated[
        dt.datetime | None,
        typer.Option(
            metavar="DATE",
            formats=[_DAY],
            help="With a next version: the day on which the one before it goes.",
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
    """Add a resource: model, schemas, service, router, tests and migration.

    The router manifest and the models that its relations point to are patched by a structural
    merge; what you wrote there stays. With no fields at all it asks on a terminal, and else takes
    name:str and description:text:opt. What no option says is as the defaults of the project have
    it: see fastapi-gen new.
    """
    from generator.cli.run import change_project
    from generator.cli.wizard import ask_resource, can_ask
    from generator.spec.resource import make_resource

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
    is_next = bool(api_version) and _is_there(name, project)
    if not fields and not yes and not json and not is_next and can_ask():
        fields, said = ask_resource(project, name, plural, said)
    said["versions"] = [api_version or "v1"]
    days = [each.date() if each else None for each in (deprecated, sunset)]

    def add(answers: Project) -> Change:
        options = said if is_next else answers.defaults | said
        resource = make_resource(name, fields or (), plural=plural, **options)
        return (_next_version if is_next else _first_version)(answers, resource, days)

    change_project(
        "add-resource",
        project,
        add,
        Output(dry_run, diff, json, no_color),
        on_conflict=conflict,
    )


def _is_there(name: str, start: Path) -> bool:
    from generator.naming import resource_name
    from generator.project import find_project

    return find_project(start).project.resource(resource_name(name).snake) is not None


def _first_version(answers: Project, resource: Resource, days: list[dt.date | None]) -> Change:
    from generator.errors import UsageError
    from generator.spec.changes import Change

    if any(days):
        raise UsageError(
            f"nothing of {resource.name!r} is deprecated: it has no other version",
            "Say --deprecated and --sunset with the --api-version of a resource that is there.",
        )
    return Change(answers.with_resource(resource))


def _next_version(answers: Project, resource: Resource, days: list[dt.date | None]) -> Change:
    from generator.cli.run import now
    from generator.errors import UsageError
    from generator.spec.changes import add_version
    from generator.spec.resource import make_resource

    version = resource.versions[0].name
    if resource != make_resource(resource.name, versions=[version]):
        raise UsageError(
            f"resource {resource.name!r} is there already: its versions share fields and options",
            f"Say nothing but --api-version {version}, and then edit the schemas of {version}.",
        )
    deprecated, sunset = days
    return add_version(answers, resource.name, version, deprecated or now().date(), sunset)
