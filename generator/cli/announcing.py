"""What a change of several things does, in words, and whether it may where data goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from generator.cli.options import Output

if TYPE_CHECKING:
    from generator.declarative.differences import Difference
    from generator.spec.changes import Change
    from generator.spec.project import Project

_COLORS = {"+": "green", "-": "red", "~": "yellow", ">": "cyan"}


def announce(answers: Project, wanted: Change, output: Output, *, yes: bool) -> None:
    """Say what will be done, and ask before data goes.

    Raises:
        ProjectError: Data goes, and there is nobody to ask.
        typer.Abort: The answer is no.
    """
    from generator.cli.wizard import consent
    from generator.declarative.differences import differences

    found = differences(answers, wanted)
    _print(found, output)
    lost = [each.text for each in found if each.loses_data]
    if lost and output.writes and not yes:
        consent(f"Remove {', '.join(lost)}, with the data in it?")


def _print(found: Iterable[Difference], output: Output) -> None:
    for each in found:
        color = False if output.no_color else None
        typer.secho(str(each), fg=_COLORS[each.sign], color=color, err=output.json)
