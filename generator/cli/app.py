"""The application: its commands and the options that belong to none of them.

Everything heavy is imported inside the commands, so that `--help` stays instant.
"""

from __future__ import annotations

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
app.command(epilog=new.EPILOG)(new.new)
app.command(epilog=add_resource.EPILOG)(add_resource.add_resource)
app.command(epilog=add_field.EPILOG)(add_field.add_field)
app.command(epilog=change_field.EPILOG)(change_field.change_field)
app.command()(rename_field.rename_field)
app.command()(remove_field.remove_field)
app.command(epilog=change_resource.EPILOG)(change_resource.change_resource)
app.command()(rename_resource.rename_resource)
app.command()(remove_resource.remove_resource)
app.command(epilog=enable.EPILOG)(enable.enable)
app.command(epilog=disable.EPILOG)(disable.disable)
app.command(epilog=update.EPILOG)(update.update)
app.command(epilog=apply.EPILOG)(apply.apply)
app.command(epilog=export.EPILOG)(export.export)
app.command()(check.check)
app.command()(undo.undo)
app.command()(history.history)
app.command()(types.types)


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
