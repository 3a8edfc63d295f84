"""`fastapi-gen apply`: a project becomes what a file says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
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
from generator.errors import ProjectError, UsageError

if TYPE_CHECKING:
    from generator.declarative.declaration import Declaration
    from generator.declarative.lookalikes import Lookalike
    from generator.spec.changes import Change
    from generator.spec.project import Project

EPILOG = """[bold]Examples[/]

fastapi-gen export shop.yaml

fastapi-gen apply shop.yaml --dry-run

fastapi-gen apply shop.yaml --yes"""


def apply(
    spec: Annotated[
        str, typer.Argument(metavar="SPEC", help="The file, in YAML; - is standard input.")
    ],
    no_renames: Annotated[
        bool,
        typer.Option(
            "--no-renames",
            help="What goes while its like comes was not renamed, unless the file says so.",
        ),
    ] = False,
    conflict: ConflictOption = MARKERS,
    project: ProjectOption = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    no_color: NoColor = False,
) -> None:
    """Make the project what a declarative file says; what it does not mention stays.

    Resources and fields that the file does not list go, with their data: it asks first, and needs
    --yes without a terminal. Applied twice, the second time does nothing.
    """
    from generator.cli.announcing import announce
    from generator.cli.run import change_project
    from generator.cli.wizard import can_ask
    from generator.declarative.reading import read

    output = Output(dry_run, diff, json, no_color)
    with _in(spec):
        said = read(_text(spec))

    def change(answers: Project) -> Change:
        with _in(spec):
            wanted = _settled(answers, said, ask=can_ask() and not yes, guess=not no_renames)
        announce(answers, wanted, output, yes=yes)
        return wanted

    change_project("apply", project, change, output, on_conflict=conflict)


@contextmanager
def _in(spec: str) -> Iterator[None]:
    """Say of which file an error tells."""
    try:
        yield
    except UsageError as error:
        name = "standard input" if spec == "-" else spec
        raise UsageError(f"{name}: {error.message}", error.hint) from error


def _text(spec: str) -> str:
    if spec == "-" and sys.stdin is None:
        raise UsageError("it is closed", "Name a YAML file.")
    try:
        data = sys.stdin.buffer.read() if spec == "-" else Path(spec).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"it cannot be read: {error.strerror}", "Name a YAML file.") from error
    except UnicodeDecodeError as error:
        raise UsageError("it is no text in UTF-8", "Name a YAML file.") from error


def _settled(answers: Project, said: Declaration, *, ask: bool, guess: bool) -> Change:
    """The change that is wanted, once it is known what was renamed."""
    from generator.declarative.convergence import converge, with_rows
    from generator.declarative.lookalikes import lookalikes

    change = converge(answers, said)
    while guess and (like := next(lookalikes(answers, change, said), None)):
        if not ask:
            raise _ambiguous(like)
        said = replace(said, renames={**said.renames, like.gone: _ask(like)})
        change = converge(answers, said)
    return with_rows(answers, change, said)


def _ask(like: Lookalike) -> str | None:
    """The new name of what seems to have one, or None if it goes."""
    from generator.cli.wizard import agrees

    for name in like.new:
        if agrees(f"Is {like.gone} called {name} from now on?"):
            return name
    return None


def _ambiguous(like: Lookalike) -> ProjectError:
    return ProjectError(
        f"{like.gone} goes and {like.new[0]} comes, which is defined alike: it may be a rename",
        f"If it is, the file must say renames: {{{like.gone}: {like.new[0]}}}; if it is not, "
        "null instead of the new name, or say --no-renames.",
    )
