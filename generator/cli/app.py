"""The application: its commands and the options that belong to none of them.

Everything heavy is imported inside the commands, so that `--help` stays instant.
"""

from __future__ import annotations

from typing import Annotated

import typer

from generator.cli import add_resource, history, new, remove_resource, types, undo, update

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
app.command()(remove_resource.remove_resource)
app.command()(update.update)
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
