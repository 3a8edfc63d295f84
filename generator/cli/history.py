"""`fastapi-gen history`: what was done to the project."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import typer

from generator.cli.options import Json, NoColor, ProjectOption


def history(project: ProjectOption = Path(), json: Json = False, no_color: NoColor = False) -> None:
    """List the commands that changed the project, the newest last; undo takes back that one.

    The journal is private to this checkout and keeps the last twenty.
    """
    import json as text

    from generator.applying.journal import Journal
    from generator.project import find_folder

    entries = Journal(find_folder(project).root).entries()
    rows = [
        {"number": each.number, "at": each.at, "command": each.command, "files": len(each.changes)}
        for each in entries
    ]
    if json:
        typer.echo(text.dumps({"schema": 1, "history": rows}, indent=2))
        return
    for row in rows:
        at = dt.datetime.fromisoformat(str(row["at"])).astimezone()
        typer.echo(
            f"{row['number']:>4}  {at:%Y-%m-%d %H:%M}  {row['command']}  ({row['files']} files)"
        )
    if not rows:
        typer.echo("No command has changed this project in this checkout yet.")
