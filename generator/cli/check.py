"""`fastapi-gen check`: do answers, code and migrations still say the same?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.options import NoColor, ProjectOption

if TYPE_CHECKING:
    from generator.checking.drift import Findings
    from generator.project import Folder, ProjectOnDisk

DRIFT = 4
"""The exit code of a project that has drifted."""

JSON_SCHEMA = 1
"""The version of the JSON form; it grows when a key changes its meaning or goes away."""


def check(
    offline: Annotated[
        bool, typer.Option("--offline", help="Do not ask whether there is a newer template.")
    ] = False,
    python: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            metavar="PATH",
            show_default="the one of .venv, else the active one",
            help="The Python that the project is installed for.",
        ),
    ] = None,
    project: ProjectOption = Path(),
    json: Annotated[
        bool, typer.Option("--json", help="Print the findings as JSON on standard output.")
    ] = False,
    no_color: NoColor = False,
) -> None:
    """Compare answers, code, migrations and template; exit code 4 if they drifted apart.

    What you edited, moved or deleted on purpose is no drift. Nothing is written, and the
    migrations run on a temporary database.
    """
    from generator.project import find_folder

    folder = find_folder(project)
    findings = _interrupted(folder) or _examine(folder, python, offline=offline)
    if json:
        _print_json(folder, findings)
    else:
        _print(findings, no_color=no_color)
    raise typer.Exit(DRIFT if findings.drift else 0)


def _interrupted(folder: Folder) -> Findings | None:
    """A command that was killed: any other one would now take back what it wrote."""
    from generator.applying.journal import FOLDER, Journal
    from generator.checking.drift import Drift, Findings, Kind

    entry = Journal(folder.root).pending()
    if entry is None:
        return None
    message = f"a command was killed on its way, or is still at work: {entry.command}"
    hint = f"Run it again, its first half is taken back before: fastapi-gen {entry.command}"
    return Findings.of([Drift(Kind.INTERRUPTED, FOLDER, message, hint)])


def _examine(folder: Folder, python: Path | None, *, offline: bool) -> Findings:
    from generator.checking.drift import Findings
    from generator.checking.examination import examine_code, examine_migrations
    from generator.checking.template_release import compare_release
    from generator.cli.run import waiting
    from generator.evolve import State
    from generator.project import find_project
    from generator.template_source import for_project

    opened: ProjectOnDisk = find_project(folder.root)
    with waiting("Fetching the project's template"):
        state = State(for_project(opened), opened.project)
    findings = examine_code(state, folder)
    with waiting("Running the migrations on a temporary database"):
        findings += examine_migrations(opened.project, folder, python)
    with waiting("Looking for a newer template"):
        return findings + (Findings() if offline else compare_release(opened))


def _print_json(folder: Folder, findings: Findings) -> None:
    import json
    from dataclasses import asdict

    plain = {
        "schema": JSON_SCHEMA,
        "command": "check",
        "project": str(folder.root),
        "drift": [asdict(each) for each in findings.drift],
        "notices": list(findings.notices),
    }
    print(json.dumps(plain, indent=2))


def _print(findings: Findings, *, no_color: bool) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(no_color=no_color, highlight=False, soft_wrap=True)
    for each in findings.drift:
        where = (each.path, "bold"), ": "
        console.print(Text.assemble(*where, (each.message, "yellow"), ". ", each.hint))
    if not findings.drift:
        console.print("No drift: answers, code and migrations say the same.")
    for notice in findings.notices:
        console.print(Text.assemble(("Note: ", "yellow"), notice))
