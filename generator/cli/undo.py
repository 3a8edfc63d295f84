"""`fastapi-gen undo`: take back the last command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from generator.cli.options import Diff, DryRun, Json, NoColor, Output, ProjectOption, Yes

if TYPE_CHECKING:
    from generator.applying.journal import Entry
    from generator.plan import Plan


def undo(
    project: ProjectOption = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    no_color: NoColor = False,
) -> None:
    """Take back the last command that changed the project.

    Files are restored byte for byte; where you edited one since, the way back is merged into it. A
    migration that was applied has to be taken back first: alembic downgrade -1. If the last command
    was interrupted, what it left is what goes, and nothing else.
    """
    from dataclasses import replace

    from generator.applying.journal import Journal
    from generator.applying.transaction import undo as take_back
    from generator.cli.report import report
    from generator.cli.run import mend, now
    from generator.errors import ProjectError
    from generator.project import find_folder
    from generator.undoing import undoing

    folder = find_folder(project)
    if mend(folder):
        raise typer.Exit
    entries = Journal(folder.root).entries()
    if not entries:
        raise ProjectError(f"there is nothing to undo in {folder.root}", "See fastapi-gen history.")
    plan = undoing(entries[-1], folder)
    plan = replace(plan, notices=(*_notices(entries[-1], plan), *plan.notices))
    output = Output(dry_run, diff, json, no_color)
    if output.writes:
        take_back(entries[-1], plan, folder, now().isoformat())
    raise typer.Exit(report("undo", folder.root, plan, output))


def _notices(entry: Entry, plan: Plan) -> Iterator[str]:
    """What is undone, where somebody was at work since, and what a database may have of it."""
    from generator.migrations.revisions import VERSIONS

    yield f"Undone: {entry.command}"
    written = {each.path: each.after for each in entry.changes}
    edited = [each.path for each in plan.writes if each.before != written.get(each.path)]
    if edited:
        yield f"Edited since, and merged around your edits: {', '.join(edited)}."
    revisions = (each.path for each in plan.writes if each.after is None)
    if gone := [path for path in revisions if path.startswith(VERSIONS)]:
        yield (
            f"Gone with it: {', '.join(gone)}. If a database has that already: run the command "
            "again, then alembic downgrade -1, then undo."
        )
