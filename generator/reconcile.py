"""File-level three-way merge: which of the three versions of a file stands, or their merge."""

from __future__ import annotations

from generator.merging import (
    Clash,
    OnConflict,
    differ_in_layout,
    merge_text_file,
    taking_theirs,
)
from generator.merging.newlines import as_lf
from generator.merging.untouched import added_lines
from generator.plan import Conflict, FileChange, Settling
from generator.tree import File, text_of


def reconcile(
    path: str,
    base: File | None,
    mine: File | None,
    theirs: File | None,
    on_conflict: OnConflict = OnConflict.MARKERS,
) -> FileChange:
    """Decide what becomes of one file.

    Args:
        path: The file, relative to the project.
        base: What was written last.
        mine: What the user has now.
        theirs: What would be written today.
        on_conflict: What becomes of the places that both sides changed.

    Returns:
        The change from `mine`. If something of theirs has no place in the file, it stays as the
        user has it, byte for byte; the conflicts carry all that it would have got.
    """
    if theirs in (base, mine) or (base is None and _says_the_same(mine, theirs)):
        return FileChange(path, mine, mine)
    if mine == base or (theirs is None and _says_the_same(mine, base, path)):
        return FileChange(path, mine, theirs)
    if theirs is None:
        what = "edited here, no longer part of the template; delete it, or keep it as yours"
        return _kept(path, mine, what)
    if mine is None:
        snippet = added_lines(text_of(base), text_of(theirs))
        return _kept(path, mine, "deleted here, changed in the template", snippet)
    if base is None or None in (base.text, mine.text, theirs.text):
        what = "edited here, and no UTF-8" if base else "there is a file of yours already"
        return _kept(path, mine, what, text_of(theirs))
    return _merged(path, base, mine, theirs, on_conflict)


def _says_the_same(one: File | None, other: File | None, path: str = "") -> bool:
    """Whether nobody but a program wrote what differs: git the line ends, a formatter the layout.

    Args:
        one: A file.
        other: Another version of it.
        path: Where it lies; only what has a path is looked at by its kind.
    """
    if one is None or other is None or one.text is None or other.text is None:
        return False
    same = as_lf(one.text) == as_lf(other.text) or differ_in_layout(path, one.text, other.text)
    return one.executable == other.executable and same


def _merged(path: str, base: File, mine: File, theirs: File, on_conflict: OnConflict) -> FileChange:
    texts = text_of(base), text_of(mine), text_of(theirs)
    merged = merge_text_file(path, *texts, on_conflict=on_conflict)
    changed = theirs if base.executable == mine.executable else mine
    after = File.from_text(merged.text, executable=changed.executable)
    conflicts = (_conflict(path, clash, after, on_conflict) for clash in merged.clashes)
    return FileChange(path, mine, after, tuple(conflicts))


def _conflict(path: str, clash: Clash, after: File, on_conflict: OnConflict) -> Conflict:
    """What the user is told of a clash, with the patch to theirs where the user's version stays."""
    if not clash.both_changed:
        return Conflict(path, clash.what, clash.theirs, clash.line)
    if on_conflict == OnConflict.MARKERS:
        return Conflict(path, clash.what, clash.theirs, clash.line, Settling.MARKERS)
    ours = File.from_text(taking_theirs(text_of(after), clash))
    patch = FileChange(path, after, ours).diff
    return Conflict(path, clash.what, clash.theirs, clash.line, Settling.PATCH, patch)


def _kept(path: str, mine: File | None, what: str, snippet: str = "") -> FileChange:
    return FileChange(path, mine, mine, (Conflict(path, what, snippet),))
