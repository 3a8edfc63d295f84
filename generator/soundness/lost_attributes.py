"""Attributes of our classes that go, and what of the user's own uses them still.

`Product.price` does not run once `price` was removed. What merges without a conflict is no program
then, so each such place is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.analysis.sources import Sources
from generator.analysis.syntax import classes_of
from generator.analysis.uses import Use, uses
from generator.plan import Conflict, FileChange, Settling
from generator.tree import File


@dataclass(frozen=True, slots=True)
class _Gone:
    """An attribute that we declare no more, of a class that we still do."""

    path: str
    owner: str
    name: str


def with_lost_attributes(
    changes: Sequence[FileChange],
    base: Mapping[str, File],
    theirs: Mapping[str, File],
    sources: Callable[[], Sources],
    read: Callable[[str], File | None],
) -> Iterator[FileChange]:
    """The changes, with each use of an attribute that is there no more as a conflict.

    Args:
        changes: All of them.
        base: What we once wrote.
        theirs: What we would write today.
        sources: The modules of the project as they are; asked only if an attribute goes.
        read: The files as they are.
    """
    gone = list(_gone(base, theirs))
    found = _found(gone, sources().after(changes)) if gone else {}
    for change in changes:
        told = found.get(change.path, ())
        yield replace(change, conflicts=(*change.conflicts, *told)) if told else change
    known = {change.path for change in changes}
    for path in found.keys() - known:
        file = read(path)
        yield FileChange(path, file, file, tuple(found[path]))


def _gone(base: Mapping[str, File], theirs: Mapping[str, File]) -> Iterator[_Gone]:
    for path in base.keys() & theirs.keys():
        old, new = base[path].text or "", theirs[path].text or ""
        if path.endswith(".py") and old != new and "\nclass " in old:
            today = dict(classes_of(new))
            for owner, attributes in classes_of(old):
                names = attributes.keys() - today.get(owner, attributes).keys()
                yield from (_Gone(path, owner, name) for name in sorted(names))


def _found(gone: Sequence[_Gone], modules: Sources) -> dict[str, list[Conflict]]:
    """By file: the uses of what is gone."""
    found: dict[str, list[Conflict]] = {}
    for path, text in modules.texts.items():
        spoken = [each for each in gone if each.name in text and each.owner in text]
        for use in uses(path, modules) if spoken else ():
            if any(_is_of(use, each, modules) for each in spoken):
                what = f"{use.owner[1].name} has no {use.name} any more"
                told = Conflict(path, what, "", use.line, Settling.DEFINE)
                found.setdefault(path, []).append(told)
    return found


def _is_of(use: Use, gone: _Gone, modules: Sources) -> bool:
    """Whether something is used that a class of ours has lost, and that nothing else gives it."""
    owner = modules.definition(gone.path, gone.owner)
    return (
        use.name == gone.name
        and owner is not None
        and modules.descends(*use.owner, owner[2])
        and modules.holder(*use.owner, use.name) is None
        and not modules.is_method(*use.owner, use.name)
    )
