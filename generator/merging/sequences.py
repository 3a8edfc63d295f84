"""Merge of small sequences by identity: list elements, call arguments, parameters."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Numbered: TypeAlias = tuple[Hashable, int]


class IrreconcilableError(Exception):
    """Both sides changed the same node; the caller turns it into a conflict of the statement."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One element of the result, or one that is to go, by its index in each version."""

    base: int | None
    mine: int | None
    theirs: int | None


@dataclass(frozen=True, slots=True)
class Picks:
    """What becomes of each element.

    Attributes:
        kept: The result, in order.
        dropped: In the user's version, removed by theirs.
        missing: Removed by the user, still in theirs.
    """

    kept: list[Pick]
    dropped: list[Pick]
    missing: list[Pick]


def merge_sequence(
    base: Sequence[Hashable],
    mine: Sequence[Hashable],
    theirs: Sequence[Hashable],
    *,
    ordered: Collection[Hashable] = (),
    sort_key: Callable[[Any], Any] | None = None,
) -> Picks:
    """Decide about each element: the user's order, without what theirs removed, with what it added.

    Args:
        base: Identities of the elements of the base.
        mine: The same of the user's version.
        theirs: The same of the new version.
        ordered: Identities of elements whose order has a meaning: two of them, added by both sides
            at one place, clash.
        sort_key: If given, additions keep a sorted sequence sorted.

    Raises:
        IrreconcilableError: Both sides replaced an element, or added one where order counts.
    """
    old, kept, new = _numbered(base), _numbered(mine), _numbered(theirs)
    added = [key for key in new if key not in old and key not in kept]
    if added:
        _refuse_double_change(old, kept, new, ordered=ordered)
    order = [key for key in kept if key in new or key not in old]
    if sort_key is not None and _sorted(kept, sort_key) and _sorted(new, sort_key):
        order = sorted([*order, *added], key=lambda key: sort_key(key[0]))
    else:
        for key in added:
            _insert(order, key, list(new))
    return Picks(
        [Pick(old.get(key), kept.get(key), new.get(key)) for key in order],
        [Pick(old[key], kept[key], None) for key in kept if key in old and key not in new],
        [Pick(old[key], None, new[key]) for key in new if key in old and key not in kept],
    )


def _numbered(keys: Sequence[Hashable]) -> dict[Numbered, int]:
    """Index by key; the second element with the same key is another one."""
    seen: Counter[Hashable] = Counter()
    result: dict[Numbered, int] = {}
    for index, key in enumerate(keys):
        result[key, seen[key]] = index
        seen[key] += 1
    return result


def _refuse_double_change(
    old: dict[Numbered, int],
    mine: dict[Numbered, int],
    theirs: dict[Numbered, int],
    *,
    ordered: Collection[Hashable],
) -> None:
    gone = [key for key in old if key not in mine and key not in theirs]
    if gone and _gaps(old, mine) and _gaps(old, theirs):
        raise IrreconcilableError
    both = mine.keys() & theirs.keys()
    among = [{key for key in side if key[0] in ordered} - both for side in (mine, theirs)]
    if any(key[0] in ordered for key in gone) and among[1] - old.keys():
        raise IrreconcilableError  # the user removed what theirs put something else in place of
    if _gaps(old, mine, among[0]) & _gaps(old, theirs, among[1]):
        raise IrreconcilableError


def _gaps(
    old: dict[Numbered, int], side: dict[Numbered, int], among: Collection[Numbered] | None = None
) -> set[Numbered | None]:
    """After which elements of the base one side added something."""
    gaps: set[Numbered | None] = set()
    last: Numbered | None = None
    for key in side:
        if key in old:
            last = key
        elif among is None or key in among:
            gaps.add(last)
    return gaps


def _sorted(side: dict[Numbered, int], sort_key: Callable[[Any], Any]) -> bool:
    keys = [sort_key(key[0]) for key in side]
    return len(keys) > 1 and keys == sorted(keys)


def _insert(order: list[Numbered], key: Numbered, theirs: list[Numbered]) -> None:
    """Put an addition after the element it follows in theirs, or before the one it precedes."""
    at = theirs.index(key)
    for neighbour in reversed(theirs[:at]):
        if neighbour in order:
            order.insert(order.index(neighbour) + 1, key)
            return
    for neighbour in theirs[at + 1 :]:
        if neighbour in order:
            order.insert(order.index(neighbour), key)
            return
    order.append(key)
