"""Where the user changed lines of ours, and what each of theirs was made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_IDENTIFIER_PART = re.compile(r"\w")
_ALIKE = 0.6
"""How much of a line must be left for it to be an edited one (1 is all of it)."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines of ours that the user changed, and what stands in their place; one may be empty.

    Attributes:
        ours: Their indices.
        own: The indices of the user's lines.
        origins: What some of the user's were made from, by their index: one of these lines of ours,
            or one that was moved here.
    """

    ours: range
    own: range
    origins: Mapping[int, int]


def hunks_of(old: Sequence[str], own: Sequence[str]) -> Iterator[Hunk]:
    """Compare our lines with the user's; between the hunks both are the same."""
    matcher = SequenceMatcher(None, bare(old), bare(own), autojunk=False)
    spans = [span for tag, *span in matcher.get_opcodes() if tag != "equal"]
    gone = {old[at].strip(): at for i1, i2, _, _ in spans for at in range(i1, i2)}
    for i1, i2, j1, j2 in spans:
        ours, lines = range(i1, i2), range(j1, j2)
        found = {at: _origin(own[at], old, ours, gone) for at in lines}
        origins = {at: origin for at, origin in found.items() if origin is not None}
        yield Hunk(ours, lines, origins)


def _origin(line: str, old: Sequence[str], among: range, gone: Mapping[str, int]) -> int | None:
    """The line of ours that the user's line was made from: the same, one of its place, or moved."""
    if line.strip() in gone:
        return gone[line.strip()]
    matcher = SequenceMatcher(b=line, autojunk=False)
    best, ratio = None, _ALIKE
    for index in among:
        matcher.set_seq1(old[index])
        if matcher.quick_ratio() >= ratio and matcher.ratio() >= ratio:
            best, ratio = index, matcher.ratio()
    if best is None:
        nearby = (index for index in among if _goes_on(line, old[index]))
        moved = [text for text in gone if _goes_on(line.strip(), text)]
        return next(nearby, gone[max(moved, key=len)] if moved else None)
    return best


def _goes_on(line: str, old: str) -> bool:
    """Whether a line is all of another one, and more behind it."""
    start = old.rstrip()
    return bool(start) and line.startswith(start) and not _IDENTIFIER_PART.match(line, len(start))


def bare(lines: Sequence[str]) -> list[str]:
    """The lines without what ends them."""
    return [line.rstrip("\r\n") for line in lines]
