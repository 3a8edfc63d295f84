"""Three-way comparison of sequences: which stretches of the base did each side change?"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
Change: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch of the three sequences; ``stable`` if both sides left it alone."""

    base: Span
    mine: Span
    theirs: Span
    stable: bool


def changes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Change]:
    """The stretches ``(old_start, old_end, new_start, new_end)`` that differ, in order."""
    head = 0
    for left, right in zip(old, new, strict=False):
        if left != right:
            break
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    matcher = SequenceMatcher(
        None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False
    )
    return [
        (head + i1, head + i2, head + j1, head + j2)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def _overlap(first: Span, second: Span) -> bool:
    """Whether two stretches of the base touch the same place; neighbours do not."""
    if first[0] == first[1] or second[0] == second[1]:
        return (
            first == second or first[0] < second[0] < first[1] or second[0] < first[0] < second[1]
        )
    return first[0] < second[1] and second[0] < first[1]


def _groups(
    mine: list[Change], theirs: list[Change]
) -> Iterator[tuple[list[Change], list[Change]]]:
    """Changes of both sides, those that overlap together, in the order of the base."""
    queue = sorted(
        [(change, "mine") for change in mine] + [(change, "theirs") for change in theirs],
        key=lambda entry: (entry[0][0], entry[0][1]),
    )
    while queue:
        first, side = queue.pop(0)
        span, group = (first[0], first[1]), [(first, side)]
        while queue and _overlap(span, (queue[0][0][0], queue[0][0][1])):
            change, owner = queue.pop(0)
            span = (span[0], max(span[1], change[1]))
            group.append((change, owner))
        yield (
            [change for change, owner in group if owner == "mine"],
            [change for change, owner in group if owner == "theirs"],
        )


def _counterpart(span: Span, inside: list[Change], shift: int) -> Span:
    """The stretch of one side that stands for ``span`` of the base."""
    start = span[0] + shift
    growth = sum((new_end - new_start) - (end - begin) for begin, end, new_start, new_end in inside)
    return start, start + (span[1] - span[0]) + growth


def three_way(
    base: Sequence[Hashable], mine: Sequence[Hashable], theirs: Sequence[Hashable]
) -> Iterator[Hunk]:
    """Walk over the base in stretches that one side, both sides or nobody changed."""
    position = mine_shift = theirs_shift = 0
    for by_mine, by_theirs in _groups(changes(base, mine), changes(base, theirs)):
        group = by_mine + by_theirs
        span = min(change[0] for change in group), max(change[1] for change in group)
        if position < span[0]:
            yield _stable(position, span[0], mine_shift, theirs_shift)
        mine_span = _counterpart(span, by_mine, mine_shift)
        theirs_span = _counterpart(span, by_theirs, theirs_shift)
        yield Hunk(span, mine_span, theirs_span, stable=False)
        position = span[1]
        mine_shift, theirs_shift = mine_span[1] - span[1], theirs_span[1] - span[1]
    if position < len(base):
        yield _stable(position, len(base), mine_shift, theirs_shift)


def _stable(start: int, end: int, mine_shift: int, theirs_shift: int) -> Hunk:
    return Hunk(
        (start, end),
        (start + mine_shift, end + mine_shift),
        (start + theirs_shift, end + theirs_shift),
        stable=True,
    )
