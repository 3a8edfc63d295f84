"""`fastapi-gen update`: a newer template, merged into what the user made of the older one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
from generator.errors import ProjectError

if TYPE_CHECKING:
    from generator.evolve import State
    from generator.merging import OnConflict
    from generator.plan import Plan
    from generator.project import ProjectOnDisk

EPILOG = """[bold]Examples[/]

fastapi-gen update

fastapi-gen update --to v2.1 --diff

fastapi-gen update --data team=red

fastapi-gen update --data envelope=wrapped"""

CHANGEABLE = ("description", "database", "python", "envelope", "api_version_by", "defaults")
"""The answers of every project that a merge can change honestly, beside the features."""


def update(
    to: Annotated[
        str | None,
        typer.Option(
            metavar="VERSION", show_default="newest release", help="A tag, branch or commit."
        ),
    ] = None,
    data: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUE", help="Change an answer, or answer a question of a fork's template."
        ),
    ] = None,
    allow_dirty: Annotated[
        bool, typer.Option("--allow-dirty", help="Merge into files with uncommitted changes too.")
    ] = False,
    conflict: ConflictOption = MARKERS,
    project: ProjectOption = Path(),
    dry_run: DryRun = False,
    diff: Diff = False,
    json: Json = False,
    yes: Yes = False,
    no_color: NoColor = False,
) -> None:
    """Bring the project to a newer template, resources included.

    Your files are merged as by every command. Where the newer template asks for something new, a
    terminal is asked; with --yes, and without a terminal, the default is taken.
    """
    from generator.cli.values import pairs
    from generator.cli.wizard import can_ask

    ask = not yes and not json and can_ask()
    asked = Update(to, pairs(data, "--data"), ask, allow_dirty, conflict)
    _bring(project, asked, Output(dry_run, diff, json, no_color))


@dataclass(frozen=True, slots=True)
class Update:
    """What the user wants.

    Attributes:
        to: The version; None for the newest release.
        data: Answers to new questions, in words.
        ask: Whether there is somebody to ask for others.
        allow_dirty: Whether files with uncommitted changes may be changed.
        on_conflict: What becomes of the places that the user and the template both changed.
    """

    to: str | None
    data: dict[str, str]
    ask: bool
    allow_dirty: bool
    on_conflict: OnConflict


def _bring(project: Path, wanted: Update, output: Output) -> None:
    from generator.cli.questions import answer
    from generator.cli.run import carry_out, now, open_project, waiting
    from generator.evolve import State, evolve
    from generator.spec.features import FEATURES
    from generator.spec.project import make_project
    from generator.template_source import newest

    opened, before = open_project(project)
    with waiting("Fetching the newest template"):
        template = newest(opened, wanted.to)
    recorded, changeable = before.project.to_mapping(), (*CHANGEABLE, *FEATURES)
    answers = answer(template, recorded, wanted.data, ask=wanted.ask, changeable=changeable)
    after = State(template, make_project(answers))
    plan = evolve(before, after, opened.folder, now(), on_conflict=wanted.on_conflict)
    if output.writes and not wanted.allow_dirty:
        _refuse_uncommitted(opened, plan)
    notices = (*_about(before, after, wanted), *plan.notices)
    carry_out("update", opened, replace(plan, notices=notices), output)


def _refuse_uncommitted(opened: ProjectOnDisk, plan: Plan) -> None:
    """A merge into uncommitted work could not be told from it afterwards."""
    from generator import git

    dirty = sorted(git.uncommitted(opened.folder.root) & {each.path for each in plan.writes})
    if dirty:
        raise ProjectError(
            f"the update would change files with uncommitted changes: {', '.join(dirty)}",
            "Commit them first, or say --allow-dirty.",
        )


def _about(before: State, after: State, wanted: Update) -> Iterator[str]:
    """From where to where, and which questions were answered by default."""
    from generator.cli.questions import is_asked

    old, new = before.template, after.template
    if old.version == new.version:
        yield f"The project is at {new.version} of {new.source} already."
        return
    yield f"From {old.version} to {new.version} of {new.source}."
    known = {*before.project.to_mapping(), *wanted.data}
    answers = after.project.to_mapping()
    for name in new.questions:
        if name not in known and not wanted.ask and is_asked(new, name, answers):
            yield f"The template asks for {name!r} now: it is {answers[name]!r}, by default."
