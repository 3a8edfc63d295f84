"""Line-based merge (diff3), for the files of which we know nothing better.

Two pure additions at the same place are both kept, theirs first: losing neither is worth more
than an order. Everything else that overlaps is a conflict.
"""

from collections.abc import Sequence

from generator.merging.hunks import Hunk, three_way
from generator.merging.markers import marked
from generator.merging.newlines import ended_like, split_lines, terminated
from generator.merging.outcome import Conflict, Merged, OnConflict


def merge_lines(
    path: str, base: str, mine: str, theirs: str, on_conflict: OnConflict = "keep-mine"
) -> Merged:
    """Merge texts with Unix line ends line by line.

    Args:
        path: Named in the conflicts.
        base: What we once wrote.
        mine: What the user made of it.
        theirs: What we would write now.
        on_conflict: Whether a conflict keeps the user's lines or is marked in the text.
    """
    sides = [terminated(text) for text in (base, mine, theirs)]
    before, ours, new = (split_lines(text) for text in sides)
    result: list[str] = []
    conflicts: list[Conflict] = []
    for hunk in three_way(before, ours, new):
        merged = _resolve(hunk, before, ours, new)
        if merged is None:
            kept, wanted = ours[slice(*hunk.mine)], new[slice(*hunk.theirs)]
            conflicts.append(_conflict(path, len(result) + 1, kept, wanted))
            merged = marked(kept, wanted) if on_conflict == "markers" else kept
        result.extend(merged)
    return Merged(ended_like(mine, base, theirs, "".join(result)), tuple(conflicts))


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


def _conflict(path: str, line: int | None, mine: Sequence[str], theirs: Sequence[str]) -> Conflict:
    first = next((text.strip() for text in [*mine, *theirs] if text.strip()), "blank lines")
    return Conflict(path, line, f"lines at {first!r}", "".join(mine), "".join(theirs))


def unmerged(path: str, base: str, mine: str, theirs: str) -> Merged:
    """Leave the user's text alone and report each stretch that theirs changed as a conflict."""
    before, new = split_lines(base), split_lines(theirs)
    stretches = (hunk for hunk in three_way(before, before, new) if not hunk.stable)
    conflicts = (
        _conflict(path, None, before[slice(*hunk.base)], new[slice(*hunk.theirs)])
        for hunk in stretches
    )
    return Merged(mine, tuple(conflicts))
