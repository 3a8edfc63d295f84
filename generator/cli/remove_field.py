"""`fastapi-gen remove-field`: fields that go, with their data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.completion import fields
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

if TYPE_CHECKING:
    from generator.spec.changes import Change
    from generator.spec.project import Project


def remove_field(
    resource: ResourceArgument,
    names: Annotated[
        list[str], typer.Argument(metavar="NAME", autocompletion=fields, help="The fields.")
    ],
    conflict: ConflictOption = MARKERS,
    project: ProjectOption = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    no_color: NoColor = False,
) -> None:
    """Remove fields of a resource. Their columns go, with all that is in them.

    It asks first; without a terminal it needs --yes.
    """
    from generator.cli.run import change_project
    from generator.cli.wizard import consent
    from generator.spec.changes import remove_fields

    output = Output(dry_run, diff, json, no_color)

    def change(answers: Project) -> Change:
        wanted = remove_fields(answers, resource, names)
        if output.writes and not yes:
            consent(f"Remove {', '.join(names)} of {resource}? Its new migration drops the data.")
        return wanted

    change_project("remove-field", project, change, output, on_conflict=conflict)
