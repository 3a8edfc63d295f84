"""`fastapi-gen remove-resource`: one resource less, and nothing of the user's with it."""

from __future__ import annotations

from pathlib import Path

from generator.cli.options import (
    MARKERS,
    ConflictOption,
    Diff,
    DryRun,
    Json,
    NoColor,
    Output,
    ProjectOption,
    ResourceArgument,
    Yes,
)


def remove_resource(
    name: ResourceArgument,
    conflict: ConflictOption = MARKERS,
    project: ProjectOption = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    no_color: NoColor = False,
) -> None:
    """Remove a resource: its files, its wiring, and by a new migration its table.

    It is refused while other resources refer to it. Files that you edited stay and are named. It
    asks first on a terminal; without one it goes on, for undo takes it back and the table stays
    until you run the migration.
    """
    from generator.cli.run import change_project
    from generator.cli.wizard import can_ask, consent
    from generator.spec.changes import remove_resource as removed

    output = Output(dry_run, diff, json, no_color)
    if output.writes and not yes and not json and can_ask():
        consent(f"Remove {name}? Its new migration drops the table and its rows.")
    change_project(
        "remove-resource",
        project,
        lambda answers: removed(answers, name),
        output,
        on_conflict=conflict,
    )
