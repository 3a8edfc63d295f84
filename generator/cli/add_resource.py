"""`fastapi-gen add-resource`: one resource more, wired into what is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import Diff, DryRun, Json, NoColor, Output, ProjectOption, Yes

if TYPE_CHECKING:
    from generator.spec.field import Field

OPERATIONS = ("list", "get", "create", "update", "delete")
"""The operations that the template knows; `bulk` of the specification is not among them yet."""

EPILOG = """[bold]Examples[/]

fastapi-gen add-resource category name:str:80:unique parent:ref:self

fastapi-gen add-resource product name:str:120 price:decimal:10.2:min=0 category:ref:category

fastapi-gen add-resource order status:enum:open+paid:default=open items:m2m:product --dry-run

The field types: fastapi-gen types"""


def add_resource(
    name: Annotated[
        str, typer.Argument(help="The resource, in the singular: product, purchase-order.")
    ],
    fields: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FIELD]...", help="name:type[:argument][:modifier]..."),
    ] = None,
    plural: Annotated[str | None, typer.Option(help="The plural, where English is odd.")] = None,
    timestamps: Annotated[
        bool,
        typer.Option("--timestamps/--no-timestamps", help="Columns created_at and updated_at."),
    ] = True,
    operations: Annotated[
        str,
        typer.Option(metavar="list+get+...", help="Which of the operations it has."),
    ] = "+".join(OPERATIONS),
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
    name:str and description:text:opt.
    """
    from generator.cli.run import change_project
    from generator.cli.wizard import ask_fields, can_ask
    from generator.spec.resource import make_resource

    if not fields and not yes and not json and can_ask():
        fields = ask_fields(name, plural)
    resource = make_resource(
        name,
        fields or (),
        plural=plural,
        timestamps=timestamps,
        operations=_operations(operations),
    )
    change_project(
        "add-resource",
        project,
        lambda answers: answers.with_resource(resource),
        Output(dry_run, diff, json, no_color),
        notices=_notices(resource.fields),
        next_steps=("uv run alembic upgrade head", "uv run pytest"),
    )


def _operations(text: str) -> tuple[str, ...]:
    from generator.errors import UsageError

    words = tuple(text.replace(",", "+").split("+"))
    if unknown := [word for word in words if word not in OPERATIONS]:
        raise UsageError(
            f"--operations: {unknown[0]!r} is none of them", f"They are: {'+'.join(OPERATIONS)}."
        )
    return words


def _notices(fields: tuple[Field, ...]) -> tuple[str, ...]:
    """Be honest about what is recorded but not built yet."""
    idle = sorted(
        {word for word in ("filter", "search", "sort") for each in fields if getattr(each, word)}
    )
    if not idle:
        return ()
    return (f"{', '.join(idle)}: recorded, but this version of the template does not use it yet.",)
