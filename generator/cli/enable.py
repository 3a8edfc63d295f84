"""`fastapi-gen enable`: features that a project did without."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.completion import features
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

EPILOG = """[bold]Examples[/]

fastapi-gen enable

fastapi-gen enable docker github-actions

fastapi-gen enable redis --diff"""

FeaturesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FEATURE",
        show_default=False,
        autocompletion=features,
        help="Without any, those that there are get listed, on or off.",
    ),
]


def enable(
    features: FeaturesArgument = None,
    conflict: ConflictOption = MARKERS,
    project: ProjectOption = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    no_color: NoColor = False,
) -> None:
    """Give the project features: their files, and what others say of them.

    The project becomes what it had been if it had been made with them.
    """
    from generator.cli.features import switch_features

    output = Output(dry_run, diff, json, no_color)
    switch_features(project, features or [], output, conflict, on=True)
