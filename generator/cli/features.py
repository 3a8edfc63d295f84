"""What `enable` and `disable` do: switch features of a project, or tell which there are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import typer

from generator.cli.options import Output
from generator.cli.run import carry_out, now, open_project
from generator.evolve import State, evolve
from generator.merging import OnConflict
from generator.spec.features import FEATURES, chosen, spelled, switched
from generator.templating.rendering import complete


def switch_features(
    start: Path, names: Sequence[str], output: Output, on_conflict: OnConflict, *, on: bool
) -> NoReturn:
    """Switch features on or off; without names, show which there are.

    Raises:
        typer.Exit: Always; its code is that of the contract.
        UsageError: There is no such feature.
    """
    opened, before = open_project(start)
    if not names:
        _show(before, output)
        raise typer.Exit
    answers = chosen(names, [*dict.fromkeys([*before.template.features, *FEATURES])])
    after = replace(before, project=switched(before.project, answers, on=on))
    plan = evolve(before, after, opened.folder, now(), on_conflict=on_conflict)
    carry_out("enable" if on else "disable", opened, plan, output)


def _show(state: State, output: Output) -> None:
    """Print the features of a project, each with what it is."""
    answers = complete(state.template, state.project.to_mapping())
    features = state.template.features
    if output.json:
        rows = [
            {"name": spelled(name), "on": bool(answers[name]), "about": about}
            for name, about in features.items()
        ]
        typer.echo(json.dumps({"schema": 1, "features": rows}, indent=2))
        return
    width = max(map(len, features), default=0)
    for name, about in features.items():
        typer.echo(f"{spelled(name):<{width}}  {'on ' if answers[name] else 'off'}  {about}")
    if not features:
        typer.echo("The template of this project asks for no features.")
