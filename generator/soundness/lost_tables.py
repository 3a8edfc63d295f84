"""Foreign keys of the user's, to tables that we take away or call otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.analysis.quoted import quoted_tables
from generator.analysis.syntax import tables_of
from generator.plan import Conflict, Settling
from generator.soundness.merged_project import MergedProject
from generator.tree import File, text_of


def lost_tables(merged: MergedProject) -> Iterator[Conflict]:
    """Find what refers by name to a table that is there no more: no model can be loaded then."""
    gone = _tables(merged.base, merged) - _tables(merged.theirs, merged)
    if not gone:
        return
    there = {name for text in merged.after.texts.values() for name in tables_of(text)}
    for path, text in merged.after.texts.items():
        tree = merged.after.tree(path) if any(each in text for each in gone) else None
        for each in quoted_tables(tree) if tree else ():
            if each.name in gone - there:
                what = f"there is no table {each.name} any more"
                yield Conflict(path, what, "", each.line, Settling.DEFINE)


def _tables(tree: Mapping[str, File], merged: MergedProject) -> set[str]:
    modules = (text_of(tree.get(path)) for path in merged.rewritten)
    return {name for text in modules for name in tables_of(text)}
