"""A file that stays as it is: where the clashes are in it, and what else it would have got."""

import difflib
from dataclasses import replace

from generator.merging.hunks import changes
from generator.merging.newlines import as_lf, split_lines, terminated
from generator.merging.outcome import Clash, Merged


def left_alone(mine: str, merged: Merged) -> Merged:
    """The user's text, and everything that the merge would have brought into it.

    No clash is one of a place that both sides changed any more: nothing of theirs is in the text.
    """
    before = as_lf(mine)
    clashes = [
        replace(each, line=line_before(before, merged.text, each.line), both_changed=False)
        for each in merged.clashes
    ]
    if along := added_lines(before, merged.text):
        clashes.insert(0, Clash("what goes with it", "", along))
    return Merged(mine, tuple(clashes))


def added_lines(old: str, new: str) -> str:
    """The lines that only the new text has."""
    before, after = split_lines(terminated(old)), split_lines(terminated(new))
    return "".join("".join(after[start:end]) for _, _, start, end in changes(before, after))


def line_before(old: str, new: str, line: int | None) -> int | None:
    """Where a line of the new text stands in the old one."""
    if line is None:
        return None
    matcher = difflib.SequenceMatcher(None, old.splitlines(), new.splitlines(), autojunk=False)
    for block in reversed(matcher.get_matching_blocks()):
        if block.b < line:
            return block.a + min(line - block.b, block.size or 1)
    return 1
