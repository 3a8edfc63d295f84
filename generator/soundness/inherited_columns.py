"""Columns of ours that a model has from a class of the user's.

Where the user moved a column to a mixin or a base, its model merges without a conflict when we
take the column away: it is not there. But the table is to lose it, and the model has it still.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.analysis.sources import Sources
from generator.analysis.syntax import classes_of
from generator.plan import Conflict, FileChange, Settling
from generator.tree import File

_TABLE = "__tablename__"


def with_inherited_columns(
    changes: Sequence[FileChange],
    base: Mapping[str, File],
    theirs: Mapping[str, File],
    sources: Callable[[], Sources],
    renamed: Collection[tuple[str, str, str]] = (),
) -> Iterator[FileChange]:
    """The changes, with each column that we took away and a model inherits as a conflict.

    Args:
        changes: All of them.
        base: What we once wrote.
        theirs: What we would write today.
        sources: The user's modules as they are; asked only if a model does not have a column.
        renamed: The columns that have another name today, by file, model and name.
    """
    lacking: dict[str, list[tuple[str, str]]] = {}
    for change in changes:
        for owner, name in _lacking(change, base, theirs):
            if (change.path, owner, name) not in renamed:
                lacking.setdefault(change.path, []).append((owner, name))
    after = sources().after(changes) if lacking else Sources({})
    for change in changes:
        found = [*_inherited(change.path, lacking.get(change.path, ()), after)]
        yield replace(change, conflicts=(*change.conflicts, *found)) if found else change


def _lacking(
    change: FileChange, base: Mapping[str, File], theirs: Mapping[str, File]
) -> Sequence[tuple[str, str]]:
    """Models and columns that we took away and that were not in the user's model."""
    old, new, mine = (
        _models(file) for file in (base.get(change.path), theirs.get(change.path), change.before)
    )
    return [
        (owner, name)
        for owner, columns in old.items()
        if owner in new and owner in mine
        for name in columns
        if name not in new[owner] and name not in mine[owner]
    ]


def _models(file: File | None) -> Mapping[str, Mapping[str, str]]:
    """The models in a module, each with its attributes."""
    text = file.text if file else None
    classes = classes_of(text) if text and _TABLE in text else ()
    return {name: own for name, own in classes if _TABLE in own}


def _inherited(path: str, columns: Iterable[tuple[str, str]], after: Sources) -> Iterator[Conflict]:
    for owner, name in columns:
        model = after.definition(path, owner)
        held = after.holder(model[0], model[2], name) if model else None
        if model and held:
            where = f"class {owner} / attribute {name}, which is in {held[0]}:{held[2].lineno}"
            yield Conflict(path, where, "", model[2].lineno, Settling.REMOVE)
