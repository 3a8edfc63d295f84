"""`fastapi-gen undo`: take back the last command."""

from __future__ import annotations

from pathlib import Path

import typer

from generator.cli.options import Diff, DryRun, Json, NoColor, Output, ProjectOption, Yes


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
    migration that was applied has to be taken back first: alembic downgrade -1.
    """
    from dataclasses import replace

    from generator.applying.journal import Journal
    from generator.applying.transaction import recover, undoing
    from generator.applying.transaction import undo as take_back
    from generator.cli.report import report
    from generator.cli.run import now
    from generator.errors import ProjectError
    from generator.project import find_folder

    folder = find_folder(project)
    recover(folder)
    entries = Journal(folder.root).entries()
    if not entries:
        raise ProjectError(f"there is nothing to undo in {folder.root}", "See fastapi-gen history.")
    plan = replace(undoing(entries[-1], folder), notices=(f"Undone: {entries[-1].command}",))
    output = Output(dry_run, diff, json, no_color)
    if output.writes:
        take_back(entries[-1], plan, folder, now().isoformat())
    raise typer.Exit(report("undo", folder.root, plan, output))
