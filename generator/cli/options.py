"""The options that every command which changes a project has, each defined once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.completion import resources
from generator.merging.outcome import OnConflict

_common = partial(typer.Option, rich_help_panel="Common options")

ResourceArgument = Annotated[
    str,
    typer.Argument(
        metavar="RESOURCE", autocompletion=resources, help="The resource, in the singular."
    ),
]
ProjectOption = Annotated[
    Path,
    _common(
        "--project",
        "-C",
        metavar="DIR",
        show_default="search upwards from here",
        help="The project.",
    ),
]
DryRun = Annotated[bool, _common("--dry-run", help="Show what would change; write nothing.")]
Diff = Annotated[bool, _common("--diff", help="Show it as unified diffs; write nothing.")]
Json = Annotated[bool, _common("--json", help="Print the plan as JSON on standard output.")]
Yes = Annotated[bool, _common("--yes", "-y", help="Never ask; take the defaults.")]
NoColor = Annotated[
    bool,
    _common("--no-color", envvar="NO_COLOR", show_envvar=True, help="Print without colours."),
]
ConflictOption = Annotated[
    OnConflict,
    _common(
        "--conflict",
        metavar="markers|keep-mine",
        help="Where you and the template changed the same lines: mark both, or keep yours.",
    ),
]
MARKERS = OnConflict.MARKERS
"""What becomes of conflicts if nothing is said."""


@dataclass(frozen=True, slots=True)
class Output:
    """How the user wants to see a plan.

    Attributes:
        dry_run: Write nothing.
        diff: Show unified diffs, and write nothing.
        json: Print JSON instead of text.
        no_color: Print without colours.
    """

    dry_run: bool
    diff: bool
    json: bool
    no_color: bool

    @property
    def writes(self) -> bool:
        """Whether the plan is carried out."""
        return not (self.dry_run or self.diff)
