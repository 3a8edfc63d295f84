"""The laws that hold after every command, whatever users did before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from generator.migrations.revisions import VERSIONS
from generator.plan import Plan
from generator.tree import File, Tree
from tests.laws.snapshots import differing, is_marked, is_well_formed, occurrences

_PACKAGE = "__init__.py"

_SIDES = re.compile(
    rb"^<<<<<<< mine\r?\n(.*?)^=======\r?\n(.*?)^>>>>>>> theirs(?:\r?\n|\Z)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Step:
    """A command that was carried out.

    Attributes:
        before: The files before it.
        after: The files after it.
        plan: What it said.
    """

    before: Tree
    after: Tree
    plan: Plan

    @property
    def conflicts(self) -> set[str]:
        """The files that the user was told of, also of those from which others would come."""
        told = " ".join(f"{each.path} {each.what}" for each in self.plan.conflicts)
        return {*re.findall(r"[^\s;,]+", told)}


def check_plan(step: Step) -> None:
    """What changed on disk is what the plan says, and nothing else."""
    assert differing(_planned(step), step.after) == []


def check_all_or_nothing(step: Step) -> None:
    """L7: after a failure every file is as before, or every one as it was wanted."""
    if differing(step.before, step.after):
        assert differing(_planned(step), step.after) == [], "half of a command is left"


def _planned(step: Step) -> Tree:
    """The files as the plan wants them."""
    files = dict(step.before)
    for change in step.plan.writes:
        assert files.pop(change.path, None) == change.before
        if change.after is not None:
            files[change.path] = change.after
    return Tree(files)


def check_words(step: Step, markers: AbstractSet[str], *, once_more: bool = False) -> None:
    """L6: what users wrote is there as often as before, in files with conflicts too.

    Args:
        step: The command.
        markers: Words of users.
        once_more: Whether there may be more of them, as on the two sides of a conflict of `undo`.
    """
    before, after = occurrences(step.before, markers), occurrences(step.after, markers)
    lost = before - after
    assert not lost, f"lost: {_where(step.before, lost)}"
    if not once_more:
        assert after == before, f"doubled: {_where(step.after, after - before)}"


def _where(tree: Tree, words: Counter[str]) -> dict[str, list[str]]:
    return {
        word: [path for path, file in tree.items() if word.encode() in file.data] for word in words
    }


def check_form(step: Step) -> None:
    """What parsed before parses after it; only where conflicts are marked, either side does."""
    for change in step.plan.writes:
        if change.after is None:
            continue
        sides = [change.after]
        if is_marked(change.after) and not is_marked(change.before):
            assert change.path in step.conflicts
            sides = [settled(change.after, mine=True), settled(change.after, mine=False)]
        for side in sides:
            assert is_well_formed(change.path, side), f"{change.path} does not parse"


def check_habits(step: Step) -> None:
    """Line ends stay as they are in a file, and so does the right to be executed."""
    for path in {*step.before} & {*step.after}:
        before, after = step.before[path], step.after[path]
        assert after.executable == before.executable, path
        if before.data.count(b"\r\n") == before.data.count(b"\n") > 0:
            assert after.data.count(b"\r\n") == after.data.count(b"\n"), path


def check_untouched(step: Step, base: Tree, theirs: Tree) -> None:
    """What no user touched is what a new project has; what users deleted stays away.

    Args:
        step: The command.
        base: The whole project as it was written before, without any user.
        theirs: The whole project as it is written now.
    """
    for path in _ours({*base} & {*theirs}, step):
        if path not in step.before:
            assert path not in step.after, f"{path} is back"
        elif step.before[path] == base[path]:
            assert step.after.get(path) == theirs[path], path
    for path in _ours({*base} - {*theirs}, step):
        if step.before.get(path) == base[path]:
            assert (path in step.after) == _is_package(path, step.after), path
    edited = [path for path in {*base} - {*theirs} if step.before.get(path) != base[path]]
    fresh = _ours({*theirs} - {*base} - {*step.before}, step)
    moved = [path for path in fresh if step.after.get(path) != theirs[path]]
    assert len(moved) <= len(edited), moved


def _is_package(path: str, tree: Tree) -> bool:
    """Whether a file makes a folder a package in which modules are."""
    folder, _, name = path.rpartition("/")
    modules = (each for each in tree if each.startswith(f"{folder}/") and each.endswith(".py"))
    return name == _PACKAGE and any(not each.endswith(f"/{_PACKAGE}") for each in modules)


def _ours(paths: set[str], step: Step) -> list[str]:
    """Those that are no revisions, and of which the user was not told."""
    ours = (path for path in paths if not path.startswith(VERSIONS))
    return sorted(path for path in ours if path not in step.conflicts)


def settled(file: File, *, mine: bool) -> File:
    """The file as it is when the user chose a side, in all of its conflicts."""
    return File(_SIDES.sub(rb"\1" if mine else rb"\2", file.data), file.executable)
