"""The one place where errors become messages and exit codes."""

from __future__ import annotations

import io
import os
import signal
import sys
import tempfile
import traceback
from typing import NoReturn

import typer

from generator.cli.app import app
from generator.errors import GeneratorError

BUG = 70
"""The exit code of an error that is ours (EX_SOFTWARE of sysexits.h)."""


def main() -> NoReturn:
    """Run the command line and leave the process with the exit code of the contract."""
    _show_everything()
    _read_no_color()
    _end_in_order()
    try:
        sys.exit(app(standalone_mode=False))
    except GeneratorError as error:
        _tell(f"{error.message}. {error.hint}")
        sys.exit(error.exit_code)
    except typer.TyperException as error:
        if error.format_message():  # without any words the help was shown, and that is all
            _tell(_usage(error))
        sys.exit(error.exit_code)
    except typer.Abort:
        typer.echo("Aborted: nothing was changed.", err=True)
        sys.exit(1)
    except OSError as error:
        _tell(f"{_place(error)}: {error.strerror}.")
        sys.exit(1)
    except Exception:  # noqa: BLE001 - whatever comes here is a bug; it is logged, never hidden
        sys.exit(_report_bug(traceback.format_exc()))


def _tell(message: str) -> None:
    """Say in one line what is wrong and what to do."""
    typer.secho("Error: ", fg="red", bold=True, color=_color(), err=True, nl=False)
    typer.echo(" ".join(message.split()), err=True)


def _usage(error: typer.TyperException) -> str:
    """What is wrong with the words of a command, and where to read which there are."""
    # Pydantic's name for what a validator says is of no use to whoever reads it.
    message = error.format_message().replace("Value error, ", "").removesuffix(".")
    end = "" if message.endswith("?") else "."
    context = getattr(error, "ctx", None)
    return f"{message}{end} See: {context.command_path if context else 'fastapi-gen'} --help."


def _color() -> bool | None:
    """Whether an error is red: by the terminal, unless somebody said that nothing shall be."""
    unwanted = os.environ.get("NO_COLOR") or "--no-color" in sys.argv
    return False if unwanted else None


def _place(error: OSError) -> str:
    """What an error is about that names no file: only the current folder can be missing."""
    nameless = "the current folder" if isinstance(error, FileNotFoundError) else "the output"
    return str(error.filename or nameless)


def _show_everything() -> None:
    """Write what a stream cannot show, in its encoding, as an escape: the work is done by then."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _read_no_color() -> None:
    """Take any value of the variable for a yes, see no-color.org; as an option it is a boolean."""
    if os.environ.get("NO_COLOR"):
        os.environ["NO_COLOR"] = "1"


def _end_in_order() -> None:
    """Put everything back if the process is told to end, or loses its terminal, as on Ctrl-C."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # there is no SIGHUP on Windows
        if number and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _report_bug(trace: str) -> int:
    text = f"{sys.argv}\n{sys.version}\n{trace}"
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="fastapi-gen-", suffix=".log", delete=False
        ) as log:
            log.write(text)
    except OSError:  # there is no room for it
        typer.echo(f"{text}This is a bug of fastapi-gen. Please report it with that.", err=True)
        return BUG
    last = trace.rstrip().splitlines()[-1]
    typer.echo(
        f"This is a bug of fastapi-gen ({last}). Please report it with {log.name}.", err=True
    )
    return BUG
