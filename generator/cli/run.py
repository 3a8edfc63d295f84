"""What every command that changes a project does with its new answers: plan, write, report."""

from __future__ import annotations

import datetime as dt
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import typer

from generator.applying.journal import Journal
from generator.applying.transaction import apply, recover
from generator.cli.options import Output
from generator.cli.report import report
from generator.errors import UsageError, WriteError
from generator.evolve import State, evolve
from generator.merging import OnConflict
from generator.migrations.revisions import VERSIONS
from generator.plan import Plan
from generator.project import Folder, ProjectOnDisk, find_folder, find_project
from generator.spec.changes import Change
from generator.spec.project import Project
from generator.template_source import for_project
from generator.templating.rendering import ANSWERS_FILE

Changing = Callable[[Project], Change]


def change_project(
    command: str,
    start: Path,
    change: Changing,
    output: Output,
    *,
    on_conflict: OnConflict = OnConflict.MARKERS,
) -> NoReturn:
    """Carry out a command that changes the answers of an existing project.

    Args:
        command: The name of the command, for the report.
        start: A folder inside the project.
        change: From the answers of today to those that are wanted.
        output: How to show it, and whether to write at all.
        on_conflict: What becomes of the places that the user and the template both changed.

    Raises:
        typer.Exit: Always; its code is that of the contract.
    """
    opened, before = open_project(start)
    wanted = change(before.project)
    after = replace(before, project=wanted.project)
    plan = evolve(before, after, opened.folder, now(), wanted.intent, on_conflict)
    plan = replace(plan, notices=(*wanted.notices, *plan.notices))
    carry_out(command, opened, plan, output)


def open_project(start: Path) -> tuple[ProjectOnDisk, State]:
    """Find a project, and what it was last written from.

    Raises:
        ProjectError: There is none.
        TemplateError: Its template is not to be had.
    """
    folder = find_folder(start)
    mend(folder)
    opened = find_project(start)
    if Journal(folder.root).unfinished():  # begun meanwhile: what was read may be half of it
        mend(folder)
        opened = find_project(start)
    with waiting("Fetching the project's template"):
        return opened, State(for_project(opened), opened.project)


def mend(folder: Folder) -> bool:
    """Take back a command that was killed, and say so; whether there was one.

    Raises:
        WriteError: It is still at work.
    """
    killed = recover(folder)
    if killed:
        typer.echo(f"Taken back first, since it was interrupted: {killed.command}", err=True)
    return killed is not None


def carry_out(command: str, opened: ProjectOnDisk, plan: Plan, output: Output) -> NoReturn:
    """Write a plan, unless it is only looked at, and report it.

    Raises:
        WriteError: Another command has written meanwhile.
        typer.Exit: Always; its code is that of the contract.
    """
    plan = replace(plan, next_steps=tuple(_next_steps(plan)))
    if output.writes:
        _refuse_overtaken(opened, plan)
        apply(plan, opened.folder, shlex.join(sys.argv[1:]), now().isoformat())
    raise typer.Exit(report(command, opened.folder.root, plan, output))


def _refuse_overtaken(opened: ProjectOnDisk, plan: Plan) -> None:
    """Files are read after the answers: both have to be of one moment, or revisions part.

    That the file still is as the plan has it is seen to by who writes it.
    """
    for change in plan.writes:
        if change.path == ANSWERS_FILE and change.before and change.before.data != opened.answers:
            raise WriteError(f"{ANSWERS_FILE} changed while the command ran", "Run it again.")


def _next_steps(plan: Plan) -> Iterator[str]:
    """What the user runs after changes of any kind: what they ask for, and nothing else."""
    paths = {each.path for each in plan.writes} - {ANSWERS_FILE}
    if "pyproject.toml" in paths:
        yield "uv sync"
    if any(path.startswith(VERSIONS) for path in paths):
        yield "uv run alembic upgrade head"
    if paths:
        yield "uv run pytest"


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show on a terminal that something goes on, which may take long."""
    if not (sys.stderr and sys.stderr.isatty()):  # None where it was closed
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{what} ..."):
        yield


def now() -> dt.datetime:
    """The moment of this run, in UTC; `SOURCE_DATE_EPOCH` stands in for it where it is set.

    Raises:
        UsageError: It is set to something else than a moment.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.now(dt.UTC)
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH {epoch!r} is no moment",
            "Set it to seconds since 1970, or unset it.",
        ) from error
