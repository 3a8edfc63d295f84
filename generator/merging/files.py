"""The door of the room: which kind of file is it, and is the answer fit to be written?"""

from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath
from typing import TypeAlias

from generator.merging.lines import merge_lines, unmerged
from generator.merging.markers import left_markers, with_markers
from generator.merging.newlines import LineStyle, as_lf, restore_line_ends
from generator.merging.outcome import Clash, Merged, OnConflict
from generator.merging.untouched import left_alone

Driver: TypeAlias = Callable[[str, str, str], Merged]


def merge_text_file(
    path: str,
    base: str | None,
    mine: str,
    theirs: str,
    *,
    on_conflict: OnConflict = OnConflict.MARKERS,
) -> Merged:
    """Bring the changes from ``base`` to ``theirs`` into ``mine``.

    Line ends, byte order mark, indentation, comments and spacing stay as the user has them. A line
    that the user wrote is in the result, or a clash names it. A text that does not parse is never
    returned for one that did, unless it is for the markers. If something of theirs has no place in
    the user's text, nothing is merged at all, and the clashes name everything that theirs changed:
    half of a change is worse than none.

    Args:
        path: Path in the project; its name decides how the file is merged.
        base: What we once wrote, or None if both sides added the file.
        mine: What the user made of it.
        theirs: What we would write now.
        on_conflict: What becomes of places that both sides changed.
    """
    if theirs in (base, mine):
        return Merged(mine)
    if mine == base:
        return Merged(theirs)
    merged = _merge(path, base, as_lf(mine), as_lf(theirs))
    if not merged.has_place_for_all:
        return left_alone(mine, merged)
    merged = Merged(_in_style_of(mine, merged.text), merged.clashes)
    return with_markers(merged) if on_conflict == OnConflict.MARKERS else merged


def _merge(path: str, base: str | None, mine: str, theirs: str) -> Merged:
    """Merge texts that have Unix line ends."""
    if theirs == mine or (base is not None and theirs == as_lf(base)):
        return Merged(mine)
    if base is None:
        return Merged(mine, (Clash("the whole file", mine, theirs),))
    base = as_lf(base)
    if mine == base:
        return Merged(theirs)
    line = left_markers(base, mine)
    if line is not None:
        clash = Clash("conflict markers are left; settle them first", "", "", line)
        return Merged(mine, (clash, *unmerged(base, mine, theirs).clashes))
    return driver_for(path)(base, mine, theirs)


def _in_style_of(mine: str, merged: str) -> str:
    """The merged text with the line ends and the byte order mark of the user's."""
    style = LineStyle.of(mine)
    if merged == as_lf(mine):
        return mine
    return restore_line_ends(mine, merged) if style.mixed else style.apply(merged)


def driver_for(path: str) -> Driver:
    """The merge for a kind of file; the libraries it needs are imported only now."""
    name, suffix = PurePosixPath(path).name, PurePosixPath(path).suffix
    if suffix in {".py", ".pyi"}:
        from generator.merging.python.modules import merge_python

        return partial(merge_python, path)
    if suffix in {".toml", ".yaml", ".yml", ".ini", ".cfg"} or name.startswith(".env"):
        from generator.merging.config import drivers

        by_suffix = {".toml": drivers.merge_toml, ".yaml": drivers.merge_yaml}
        by_suffix[".yml"] = drivers.merge_yaml
        return by_suffix.get(suffix, drivers.merge_ini)
    return merge_lines


def differ_in_layout(path: str, one: str, other: str) -> bool:
    """Whether two versions of a file say the same, comments included; only of Python that is known.

    The order of imports is layout too.
    """
    if PurePosixPath(path).suffix != ".py":
        return False
    from generator.merging.python.modules import same_module

    return same_module(as_lf(one), as_lf(other))


def with_imports_sorted(path: str, before: str, after: str) -> str:
    """A file whose names changed; its imports are sorted if they were sorted before."""
    if PurePosixPath(path).suffix != ".py" or before == after:
        return after
    from generator.merging.python.resorting import sorted_again

    return sorted_again(before, after)
