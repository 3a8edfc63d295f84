"""Attributes of our classes that go, and what of the user's own uses them still.

`Product.price` does not run once `price` was removed. What merges without a conflict is no program
then, so each such place is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.analysis.sources import Sources
from generator.analysis.syntax import classes_of
from generator.analysis.uses import Use, uses
from generator.plan import Conflict, Settling
from generator.soundness.merged_project import MergedProject
from generator.tree import text_of


@dataclass(frozen=True, slots=True)
class _Gone:
    """An attribute that we declare no more, of a class that we still do."""

    path: str
    owner: str
    name: str


def lost_attributes(merged: MergedProject) -> Iterator[Conflict]:
    """Find the uses of attributes that are there no more."""
    gone = list(_gone(merged))
    for path, text in merged.after.texts.items() if gone else ():
        known = [each for each in gone if each.name in text and each.owner in text]
        for use in uses(path, merged.after) if known else ():
            if any(_is_of(use, each, merged.after) for each in known):
                what = f"{use.owner.node.name} has no {use.name} any more"
                yield Conflict(path, what, "", use.line, Settling.DEFINE)


def _gone(merged: MergedProject) -> Iterator[_Gone]:
    for path in merged.rewritten & merged.base.keys() & merged.theirs.keys():
        old = text_of(merged.base[path])
        if "\nclass " in old:
            today = dict(classes_of(text_of(merged.theirs[path])))
            for owner, attributes in classes_of(old):
                names = attributes.keys() - today.get(owner, attributes).keys()
                yield from (_Gone(path, owner, name) for name in sorted(names))


def _is_of(use: Use, gone: _Gone, modules: Sources) -> bool:
    """Whether something is used that a class of ours has lost, and that nothing else gives it."""
    owner = modules.definition(gone.path, gone.owner)
    return (
        use.name == gone.name
        and owner is not None
        and modules.descends(*use.owner, owner.node)
        and modules.holder(*use.owner, use.name) is None
        and not modules.is_method(*use.owner, use.name)
    )
