"""The application: its commands and the options that belong to none of them.

Everything heavy is imported inside the commands, so that `--help` stays instant.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated

import typer

from generator.cli import (
    add_field,
    add_resource,
    apply,
    change_field,
    change_resource,
    check,
    disable,
    enable,
    export,
    history,
    new,
    remove_field,
    remove_resource,
    rename_field,
    rename_resource,
    types,
    undo,
    update,
)

app = typer.Typer(
    name="fastapi-gen",
    help="Create FastAPI projects and grow them. Your edits are merged, never overwritten.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _add(panel: str, command: Callable[..., None], epilog: str | None = None) -> None:
    """Add a command; where the lines of its help break is up to the terminal, not to the source."""
    paragraphs = (inspect.getdoc(command) or "").split("\n\n")
    text = "\n\n".join(" ".join(each.split()) for each in paragraphs)
    app.command(help=text, epilog=epilog, rich_help_panel=panel)(command)


_add("Projects", new.new, new.EPILOG)
_add("Projects", enable.enable, enable.EPILOG)
_add("Projects", disable.disable, disable.EPILOG)
_add("Projects", update.update, update.EPILOG)
_add("Projects", apply.apply, apply.EPILOG)
_add("Projects", export.export, export.EPILOG)
_add("Projects", check.check)
_add("Projects", undo.undo)
_add("Projects", history.history)
_add("Resources", add_resource.add_resource, add_resource.EPILOG)
_add("Resources", change_resource.change_resource, change_resource.EPILOG)
_add("Resources", rename_resource.rename_resource)
_add("Resources", remove_resource.remove_resource)
_add("Fields", add_field.add_field, add_field.EPILOG)
_add("Fields", change_field.change_field, change_field.EPILOG)
_add("Fields", rename_field.rename_field)
_add("Fields", remove_field.remove_field)
_add("Fields", types.types)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"fastapi-gen {version('fastapi-evolve')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Create FastAPI projects and grow them. Your edits are merged, never overwritten."""
