"""Line-based merge (diff3), for the files of which we know nothing better.

Two pure additions at the same place are both kept, theirs first: losing neither is worth more
than an order. Everything else that overlaps is a clash.
"""

from collections.abc import Sequence

from generator.merging.hunks import Hunk, three_way
from generator.merging.newlines import ended_like, split_lines, terminated
from generator.merging.outcome import Clash, Merged


def merge_lines(base: str, mine: str, theirs: str) -> Merged:
    """Merge texts with Unix line ends line by line."""
    sides = [terminated(text) for text in (base, mine, theirs)]
    before, ours, new = (split_lines(text) for text in sides)
    result: list[str] = []
    clashes: list[Clash] = []
    for hunk in three_way(before, ours, new):
        merged = _resolve(hunk, before, ours, new)
        if merged is None:
            merged, wanted = ours[slice(*hunk.mine)], new[slice(*hunk.theirs)]
            clashes.append(_clash(merged, wanted, len(result) + 1))
        result.extend(merged)
    return Merged(ended_like(mine, base, theirs, "".join(result)), tuple(clashes))


def _resolve(
    hunk: Hunk, base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Sequence[str] | None:
    """The lines of a stretch, or None where both sides want different things."""
    before, kept, wanted = (
        base[slice(*hunk.base)],
        mine[slice(*hunk.mine)],
        theirs[slice(*hunk.theirs)],
    )
    if hunk.stable or wanted == before or (not before and _contains(kept, wanted)):
        return kept
    if kept in (before, wanted):
        return wanted
    if not before:
        return [*wanted, *kept]
    return None


def _contains(haystack: Sequence[str], needle: Sequence[str]) -> bool:
    width = len(needle)
    return any(haystack[at : at + width] == needle for at in range(len(haystack) - width + 1))


def _clash(mine: Sequence[str], theirs: Sequence[str], line: int | None) -> Clash:
    first = next((text.strip() for text in [*mine, *theirs] if text.strip()), "blank lines")
    texts = "".join(mine), "".join(theirs)
    return Clash(f"lines at {first!r}", *texts, line, both_changed=line is not None)


def unmerged(base: str, mine: str, theirs: str) -> Merged:
    """Leave the user's text alone and report each stretch that theirs changed."""
    before, new = split_lines(base), split_lines(theirs)
    stretches = (hunk for hunk in three_way(before, before, new) if not hunk.stable)
    clashes = (
        _clash(before[slice(*hunk.base)], new[slice(*hunk.theirs)], None) for hunk in stretches
    )
    return Merged(mine, tuple(clashes))
