"""File-level three-way merge: which of the three versions of a file stands, or their merge."""

from __future__ import annotations

import difflib

from generator.merging.files import merge_text_file
from generator.plan import Conflict, FileChange
from generator.tree import File


def reconcile(path: str, base: File | None, mine: File | None, theirs: File | None) -> FileChange:
    """Decide what becomes of one file.

    Args:
        path: The file, relative to the project.
        base: What was written last.
        mine: What the user has now.
        theirs: What would be written today.

    Returns:
        The change from `mine`. A file that cannot be merged as a whole stays as the user has it,
        byte for byte; the conflicts carry all that it would have got.
    """
    if theirs in (base, mine):
        return FileChange(path, mine, mine)
    if mine == base:
        return FileChange(path, mine, theirs)
    if theirs is None:
        return _kept(path, mine, "edited here, no longer part of the template")
    if mine is None:
        snippet = _added(_text(base), _text(theirs))
        return _kept(path, mine, "deleted here, changed in the template", snippet)
    if base is None or None in (base.text, mine.text, theirs.text):
        return _kept(path, mine, "there is a file of yours already", _text(theirs))
    return _merged(path, base, mine, theirs)


def _merged(path: str, base: File, mine: File, theirs: File) -> FileChange:
    merged = merge_text_file(path, _text(base), _text(mine), _text(theirs))
    if not merged.conflicts:
        return FileChange(path, mine, File.from_text(merged.text, executable=mine.executable))
    conflicts = [
        Conflict(path, each.what, each.theirs, _line_before(_text(mine), merged.text, each.line))
        for each in merged.conflicts
    ]
    if along := _added(_text(mine), merged.text):
        conflicts.insert(0, Conflict(path, "what goes with it", along))
    return FileChange(path, mine, mine, tuple(conflicts))


def _kept(path: str, mine: File | None, what: str, snippet: str = "") -> FileChange:
    return FileChange(path, mine, mine, (Conflict(path, what, snippet),))


def _text(file: File | None) -> str:
    return (file.text if file else None) or ""


def _added(old: str, new: str) -> str:
    """The lines that only the new text has."""
    lines = difflib.ndiff(old.splitlines(), new.splitlines())
    return "\n".join(line[2:] for line in lines if line.startswith("+ "))


def _line_before(old: str, new: str, line: int | None) -> int | None:
    """Where a line of the new text stands in the old one."""
    if line is None:
        return None
    matcher = difflib.SequenceMatcher(None, old.splitlines(), new.splitlines(), autojunk=False)
    for block in reversed(matcher.get_matching_blocks()):
        if block.b < line:
            return block.a + min(line - block.b, block.size or 1)
    return 1
