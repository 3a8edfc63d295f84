"""What stands around statements: comments and blank lines above them, comments behind them."""

from collections.abc import Sequence
from typing import TypeAlias

import libcst as cst

from generator.merging.hunks import three_way
from generator.merging.sequences import IrreconcilableError

Lines: TypeAlias = Sequence[cst.EmptyLine]


def remark(line: cst.EmptyLine) -> str:
    """The comment of a line; empty for a blank line."""
    return line.comment.value if line.comment else ""


def remarks(lines: Lines) -> list[str]:
    """The comments of some lines; blank ones as empty strings."""
    return [remark(line) for line in lines]


def merge_lines(base: Lines, mine: Lines, theirs: Lines) -> Lines:
    """Merge the lines above a statement; where only spacing differs on both sides, mine wins.

    Raises:
        IrreconcilableError: Both sides changed the same comment.
    """
    before, kept, wanted = remarks(base), remarks(mine), remarks(theirs)
    if wanted in (before, kept):
        return mine
    if kept == before:
        return theirs
    result: list[cst.EmptyLine] = []
    for hunk in three_way(before, kept, wanted):
        result.extend(
            _resolve(
                before[slice(*hunk.base)], mine[slice(*hunk.mine)], theirs[slice(*hunk.theirs)]
            )
        )
    return result


def _resolve(before: list[str], mine: Lines, theirs: Lines) -> Lines:
    kept, wanted = remarks(mine), remarks(theirs)
    if wanted in (before, kept) or not (any(wanted) or any(before)):
        return mine
    if kept == before:
        return theirs
    if not any(before):
        return [*theirs, *mine] if any(kept) else theirs
    raise IrreconcilableError


def merge_trailing(
    base: cst.TrailingWhitespace, mine: cst.TrailingWhitespace, theirs: cst.TrailingWhitespace
) -> cst.TrailingWhitespace:
    """Merge the comments behind a statement.

    Raises:
        IrreconcilableError: Both sides changed the comment.
    """
    before, kept, wanted = (_behind(side) for side in (base, mine, theirs))
    if wanted in (before, kept):
        return mine
    if kept == before:
        return theirs
    raise IrreconcilableError


def _behind(side: cst.TrailingWhitespace) -> str:
    return side.comment.value if side.comment else ""
