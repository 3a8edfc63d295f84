"""`fastapi-gen new`: a complete project in a new folder."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from generator.cli.completion import features
from generator.cli.options import Diff, DryRun, Json, NoColor, Output, Yes
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
from generator.errors import UsageError
from generator.spec.choices import ApiVersionBy, Database, Envelope, IdType, PythonVersion

EPILOG = """[bold]Examples[/]

fastapi-gen new shop --yes

fastapi-gen new shop --database postgresql --id int --python 3.13

fastapi-gen new shop --without docker,redis

fastapi-gen new shop --read owner --write owner --soft-delete

fastapi-gen new shop --template https://example.com/our/template.git --ref v2.1"""


def new(
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="The project, and the folder that is made for it."),
    ],
    description: Annotated[str | None, typer.Option(help="One sentence about it.")] = None,
    package: Annotated[
        str | None, typer.Option(show_default="src", help="The Python package of the code.")
    ] = None,
    database: Annotated[
        Database | None, typer.Option(show_default="sqlite", help="The default database.")
    ] = None,
    id_type: Annotated[
        IdType | None, typer.Option("--id", show_default="uuid", help="Primary keys.")
    ] = None,
    python: Annotated[
        PythonVersion | None, typer.Option(show_default="3.11", help="The lowest Python version.")
    ] = None,
    envelope: Annotated[
        Envelope | None,
        typer.Option(
            show_default="plain", help="Whether answers are {success, message, data, errors}."
        ),
    ] = None,
    api_version_by: Annotated[
        ApiVersionBy | None,
        typer.Option(
            show_default="url", help="Whether clients may name a version in X-API-Version too."
        ),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FEATURE",
            autocompletion=features,
            help="Leave out docker, github-actions, pre-commit, agents or redis; a,b for several.",
        ),
    ] = None,
    timestamps: Timestamps = None,
    soft_delete: SoftDelete = None,
    versioned: Versioned = None,
    idempotent: Idempotent = None,
    pagination: PaginationOption = None,
    read: Read = None,
    write: Write = None,
    operations: Operations = None,
    git: Annotated[bool, typer.Option("--git/--no-git", help="Make a git repository.")] = True,
    template: Annotated[
        str | None,
        typer.Option(
            envvar="FASTAPI_GEN_TEMPLATE", help="Another template: a git address or a folder."
        ),
    ] = None,
    ref: Annotated[
        str | None, typer.Option(show_default="newest release", help="The version of --template.")
    ] = None,
    data: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUE", help="Answer a question that only another template asks."
        ),
    ] = None,
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    no_color: NoColor = False,
) -> None:
    """Make a complete FastAPI project in ./NAME.

    On a terminal it asks for what no option says; with --yes, and without a terminal, it takes the
    defaults. The options of resources are kept: what add-resource does where nothing else is said.
    """
    from generator.cli.creation import Wanted, create_project
    from generator.cli.values import pairs
    from generator.cli.wizard import ask_project, can_ask

    if ref and not template:
        raise UsageError(f"--ref {ref!r} is the version of no template", "Name it with --template.")
    answers: dict[str, Any] = {
        "project_name": name,
        "description": description,
        "package": package,
        "database": database,
        "id": id_type,
        "python": python,
        "envelope": envelope,
        "api_version_by": api_version_by,
        "without": without,
        "defaults": said_options(
            pagination=pagination,
            read=read,
            write=write,
            soft_delete=soft_delete,
            versioned=versioned,
            idempotent=idempotent,
            timestamps=timestamps,
            operations=operations,
        ),
    }
    ask = not yes and not json and can_ask()
    if ask:
        answers, git = ask_project(answers, git=git)
    wanted = Wanted(answers, pairs(data, "--data"), ask, template, ref, git)
    create_project(wanted, Output(dry_run, diff, json, no_color))
