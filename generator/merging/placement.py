"""Where an addition goes: next to the neighbour that it has in the version it comes from."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in the user's version: directly before or after the entry with this index."""

    index: int
    side: Literal["before", "after"]


def find_anchor(
    index: int,
    homes: Mapping[int, int],
    families: Sequence[Hashable],
    added: Collection[int] = (),
) -> Anchor | None:
    """Where the addition ``index`` of theirs belongs among the user's entries.

    Directly after the entry that it follows in theirs. Before the one that it precedes if only
    that is of its own kind, or if only that still exists. If neither neighbour exists any more, the
    one of its own kind, or else the nearest entry that does.

    Args:
        index: The addition, an index in theirs.
        homes: Index in mine by index in theirs, for all entries that both have.
        families: The kind of each entry of theirs.
        added: All additions of theirs, which make no neighbour more distant: they stay together.

    Returns:
        None if no entry of theirs is left in mine.
    """
    before = max((at for at in homes if at < index), default=None)
    after = min((at for at in homes if at > index), default=None)
    if before is None:
        return None if after is None else Anchor(homes[after], "before")
    if after is not None and homes[before] < homes[after]:
        kin = [families[at] == families[index] for at in (before, after)]
        if kin == [False, True]:
            return Anchor(homes[after], "before")
        if kin == [True, False]:
            return Anchor(homes[before], "after")
    known = {*homes, *added}
    if after is not None and _distance(index, after, known) < _distance(index, before, known):
        return Anchor(homes[after], "before")
    return Anchor(homes[before], "after")


def _distance(index: int, other: int, known: Collection[int]) -> int:
    """How many entries of theirs that the user took away stand between two entries."""
    low, high = sorted((index, other))
    return sum(at not in known for at in range(low + 1, high))
