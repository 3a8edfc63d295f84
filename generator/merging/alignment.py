"""Which entries of two versions of a list are the same one: statements, keys, tables, lines."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

Key: TypeAlias = tuple[Hashable, ...]
_ALIKE = 0.5
_RENAMED = 0.7


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: who it is (its kind first), and what it says, which is asked for if need be."""

    key: Key
    say: Callable[[], str]

    @property
    def text(self) -> str:
        """What the entry says."""
        return self.say()


def align(
    old: Sequence[Entry],
    new: Sequence[Entry],
    anonymous: Collection[Hashable] = (),
    renamed: Collection[Hashable] = (),
) -> dict[int, int]:
    """Pair the entries of two versions.

    Equal keys are paired wherever they stand; of several, those that say the same first, the others
    in order. What is left of the ``anonymous`` and ``renamed`` kinds is paired if it stands
    between the same neighbours and says nearly the same.

    Returns:
        Index in ``new`` by index in ``old``.
    """
    pairs: dict[int, int] = {}
    places: dict[Key, list[int]] = defaultdict(list)
    for index, entry in enumerate(new):
        places[entry.key].append(index)
    wanted: dict[Key, list[int]] = defaultdict(list)
    for index, entry in enumerate(old):
        wanted[entry.key].append(index)
    for key, indexes in wanted.items():
        pairs |= _pair(indexes, places.get(key, []), old, new)
    least = dict.fromkeys(anonymous, _ALIKE) | dict.fromkeys(renamed, _RENAMED)
    return pairs | _pair_alike(pairs, old, new, least) if least else pairs


def _pair(
    left: Sequence[int], right: Sequence[int], old: Sequence[Entry], new: Sequence[Entry]
) -> dict[int, int]:
    """Pair entries of one key."""
    if len(left) == len(right) == 1:
        return {left[0]: right[0]}
    pairs: dict[int, int] = {}
    free = list(right)
    for index in left:
        equal = next((at for at in free if new[at].text == old[index].text), None)
        if equal is not None:
            pairs[index] = equal
            free.remove(equal)
    rest = [index for index in left if index not in pairs]
    return pairs | dict(zip(rest, free, strict=False))


def _pair_alike(
    pairs: dict[int, int],
    old: Sequence[Entry],
    new: Sequence[Entry],
    least: Mapping[Hashable, float],
) -> dict[int, int]:
    taken = set(pairs.values())
    free = [at for at, entry in enumerate(new) if at not in taken and entry.key[0] in least]
    alike: dict[int, int] = {}
    for index, entry in enumerate(old):
        if index in pairs or not free or entry.key[0] not in least:
            continue
        low = max((pairs[at] for at in pairs if at < index), default=-1)
        high = min((pairs[at] for at in pairs if at > index), default=len(new))
        rated = [
            (_likeness(entry.text, new[at].text), -at)
            for at in free
            if low < at < high and new[at].key[0] == entry.key[0]
        ]
        likeness, place = max(rated, default=(0.0, 0))
        if likeness >= least[entry.key[0]]:
            alike[index] = -place
            free.remove(-place)
    return alike


def _likeness(left: str, right: str) -> float:
    return SequenceMatcher(None, left.split(), right.split(), autojunk=False).ratio()
