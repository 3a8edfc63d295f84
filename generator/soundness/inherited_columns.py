"""Columns of ours that a model has from a class of the user's.

Where the user moved a column to a mixin or a base, its model merges without a conflict when we
take the column away: it is not there. But the table is to lose it, and the model has it still.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.analysis.syntax import models_of
from generator.plan import Conflict, FileChange, Settling
from generator.soundness.merged_project import MergedProject
from generator.tree import text_of


def inherited_columns(merged: MergedProject) -> Iterator[Conflict]:
    """Find the columns that we took away and that a model inherits."""
    for change in merged.changes:
        for owner, name in _taken_away(change, merged):
            model = merged.after.definition(change.path, owner)
            held = merged.after.holder(model.path, model.node, name) if model else None
            if model and held:
                there = f"{held.path}:{held.node.lineno}"
                what = f"class {owner} / attribute {name}, which is in {there}"
                yield Conflict(change.path, what, "", model.node.lineno, Settling.REMOVE)


def _taken_away(change: FileChange, merged: MergedProject) -> Iterator[tuple[str, str]]:
    """Models and columns that we took away and that were not in the user's model."""
    path = change.path
    files = merged.base.get(path), merged.theirs.get(path), change.before
    old, new, mine = (models_of(text_of(file)) for file in files)
    for owner, columns in old.items():
        for name in columns if owner in new and owner in mine else ():
            is_gone = name not in new[owner] and name not in mine[owner]
            if is_gone and (path, owner, name) not in merged.renamed:
                yield owner, name
