"""Columns of ours that a model has from a class of the user's.

Where the user moved a column to a mixin or a base, its model merges without a conflict when we
take the column away: it is not there. But the table is to lose it, and the model has it still.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.analysis.syntax import models_of
from generator.plan import Conflict, FileChange, Settling
from generator.soundness.merged_project import MergedProject
from generator.tree import text_of


def inherited_columns(merged: MergedProject) -> Iterator[Conflict]:
    """Find the columns that we took away and that a model inherits."""
    for change in (each for each in merged.changes if each.path in merged.rewritten):
        for owner, name in _taken_away(change, merged):
            if found := _home(change.path, owner, name, merged):
                line, what = found
                yield Conflict(change.path, what, "", line, Settling.REMOVE)


def with_homes(merged: MergedProject) -> Iterator[FileChange]:
    """The changes; where a column that we changed has no place in its model, they say where it is.

    The model inherits it, so that is where the change belongs.
    """
    for change in merged.changes:
        homes = dict(_homes(change, merged)) if change.conflicts else {}
        told = (replace(each, what=homes.get(each.what, each.what)) for each in change.conflicts)
        yield replace(change, conflicts=tuple(told)) if homes else change


def _homes(change: FileChange, merged: MergedProject) -> Iterator[tuple[str, str]]:
    """What the conflict of a changed column says, and what it should."""
    old, new, mine = _versions(change, merged)
    for owner, columns in old.items():
        for name in columns.keys() & new.get(owner, {}).keys() - mine.get(owner, columns).keys():
            if found := _home(change.path, owner, name, merged):
                yield f"class {owner} / attribute {name}", found[1]


def _home(path: str, owner: str, name: str, merged: MergedProject) -> tuple[int, str] | None:
    """The line of a model, and from where it has a column; None if it has none of that name."""
    model = merged.after.definition(path, owner)
    held = merged.after.holder(model.path, model.node, name) if model else None
    if model is None or held is None:
        return None
    there = f"{held.path}:{held.node.lineno}"
    return model.node.lineno, f"class {owner} / attribute {name}, which is in {there}"


def _versions(change: FileChange, merged: MergedProject) -> list[dict[str, dict[str, str]]]:
    """The models in a file as we once wrote it, as we would today, and as the user has it."""
    files = merged.base.get(change.path), merged.theirs.get(change.path), change.before
    return [models_of(text_of(file)) for file in files]


def _taken_away(change: FileChange, merged: MergedProject) -> Iterator[tuple[str, str]]:
    """Models and columns that we took away and that were not in the user's model."""
    path = change.path
    old, new, mine = _versions(change, merged)
    for owner, columns in old.items():
        for name in columns if owner in new and owner in mine else ():
            is_gone = name not in new[owner] and name not in mine[owner]
            if is_gone and (path, owner, name) not in merged.renamed:
                yield owner, name
