"""The door of the room: which kind of file is it, and is the answer fit to be written?"""

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TypeAlias

from generator.merging.newlines import LineStyle, as_lf, restore_line_ends
from generator.merging.outcome import Conflict, Merged, OnConflict

Driver: TypeAlias = Callable[[str, str, str, str, OnConflict], Merged]


def merge_text_file(
    path: str,
    base: str | None,
    mine: str,
    theirs: str,
    *,
    on_conflict: OnConflict = "keep-mine",
) -> Merged:
    """Bring the changes from ``base`` to ``theirs`` into ``mine``.

    Line ends, byte order mark, indentation, comments and spacing stay as the user has them. A line
    that the user wrote is in the result, or a conflict names it. A text that does not parse is
    never returned for one that did: the user's text is, with a conflict.

    Args:
        path: Path in the project; its name decides how the file is merged.
        base: What we once wrote, or None if both sides added the file.
        mine: What the user made of it.
        theirs: What we would write now.
        on_conflict: Whether a conflict leaves the user's version of the place (``keep-mine``), or
            shows both between conflict markers (``markers``).
    """
    if theirs in (base, mine):
        return Merged(mine)
    if mine == base:
        return Merged(theirs)
    style = LineStyle.of(mine)
    merged = _merge(path, base, as_lf(mine), as_lf(theirs), on_conflict)
    if merged.text == as_lf(mine):
        return Merged(mine, merged.conflicts)
    text = restore_line_ends(mine, merged.text) if style.mixed else style.apply(merged.text)
    return Merged(text, merged.conflicts)


def _merge(path: str, base: str | None, mine: str, theirs: str, on_conflict: OnConflict) -> Merged:
    """Merge texts that have Unix line ends."""
    if theirs == mine or (base is not None and theirs == as_lf(base)):
        return Merged(mine)
    if base is None:
        return Merged(mine, (Conflict(path, None, "the whole file", mine, theirs),))
    if mine == as_lf(base):
        return Merged(theirs)
    return driver_for(path)(path, as_lf(base), mine, theirs, on_conflict)


def driver_for(path: str) -> Driver:
    """The merge for a kind of file; the libraries it needs are imported only now."""
    name, suffix = PurePosixPath(path).name, PurePosixPath(path).suffix
    if suffix in {".py", ".pyi"}:
        from generator.merging.python.modules import merge_python

        return merge_python
    if suffix in {".toml", ".yaml", ".yml", ".ini", ".cfg"} or name.startswith(".env"):
        from generator.merging.config import drivers

        by_suffix = {".toml": drivers.merge_toml, ".yaml": drivers.merge_yaml}
        by_suffix[".yml"] = drivers.merge_yaml
        return by_suffix.get(suffix, drivers.merge_ini)
    from generator.merging.lines import merge_lines

    return merge_lines
