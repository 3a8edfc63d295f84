"""`fastapi-gen disable`: features that a project does without."""

from __future__ import annotations

from pathlib import Path

from generator.cli.enable import FeaturesArgument
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

fastapi-gen disable

fastapi-gen disable agents pre-commit

fastapi-gen disable docker --dry-run"""


def disable(
    features: FeaturesArgument = None,
    conflict: ConflictOption = MARKERS,
    project: ProjectOption = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    no_color: NoColor = False,
) -> None:
    """Take features from the project: their files, and what others say of them.

    Files that you edited stay and are named. It does not ask: enable and undo bring all of it back.
    """
    from generator.cli.features import switch_features

    output = Output(dry_run, diff, json, no_color)
    switch_features(project, features or [], output, conflict, on=False)
