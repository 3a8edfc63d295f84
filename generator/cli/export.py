"""`fastapi-gen export`: a project as the file that `apply` reads."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.options import ProjectOption
from generator.errors import WriteError

EPILOG = """[bold]Examples[/]

fastapi-gen export > shop.yaml

fastapi-gen export --schema > project.schema.json"""


def export(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE", show_default="standard output", help="A new file to write it to."
        ),
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON schema of such files instead.")
    ] = False,
    project: ProjectOption = Path(),
) -> None:
    """Print the project in its declarative form: answers, resources and fields, in YAML.

    `fastapi-gen apply` makes a project what such a file says; applied as it is, it changes nothing.
    """
    text = _schema() if schema else _form(project)
    if file is None:
        typer.echo(text.encode(), nl=False)  # as in a file, whatever the terminal's encoding
        return
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(text)
    except FileExistsError as error:
        raise WriteError(f"{file} is there already", "Name another file.") from error


def _schema() -> str:
    from generator.declarative.schema import schema_text

    return schema_text()


def _form(start: Path) -> str:
    from generator.declarative.writing import write
    from generator.project import find_project

    return write(find_project(start).project, _schema_address())


def _schema_address() -> str:
    """Where editors find the schema: published in the tool's repository, or with the tool."""
    from importlib import metadata

    from generator.template_source import DISTRIBUTION, published_at

    about = metadata.metadata(DISTRIBUTION)
    if repository := published_at(about):
        return f"{repository}/raw/v{about['Version']}/docs/project.schema.json"
    return _packaged().as_uri()


def _packaged() -> Path:
    """The copy inside the package, or that of the checkout which the tool runs from."""
    package = Path(__file__).parents[1]
    built = package / "declarative/project.schema.json"
    return built if built.is_file() else package.parent / "docs/project.schema.json"
