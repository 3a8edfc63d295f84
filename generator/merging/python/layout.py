"""How a merged list is laid out: like the user's, and on several lines if it gets too long."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import libcst as cst

from generator.merging.python.comma_lists import NOTHING, CommaList, Gap, bare, read, write
from generator.merging.sequences import IrreconcilableError

_DEFAULT_WIDTH = 88
_PRINTER = cst.Module([])
_BRACKETED = (cst.Call, cst.List, cst.Set, cst.Dict, cst.ImportFrom)
_AROUND_BRACKETS = (cst.Assign, cst.AnnAssign, cst.Expr, cst.Return, cst.Await)


@dataclass(frozen=True, slots=True)
class Taken:
    """An element of a merged list, and where it comes from."""

    node: Any
    side: Literal["mine", "theirs"]
    index: int


def combine(taken: Sequence[Taken], mine: CommaList, theirs: CommaList) -> CommaList:
    """Lay out a merged list like the user's, or like theirs where only that is on several lines.

    Raises:
        IrreconcilableError: A comment would have to go where no comment can be.
    """
    lists = {"mine": mine, "theirs": theirs}
    side = "theirs" if theirs.exploded and not mine.exploded else "mine"
    style = lists[side]
    if not taken:
        return CommaList((), (NOTHING,), trailing=False)
    gaps = []
    for left, right in zip([None, *taken], [*taken, None], strict=True):
        behind = (left.side, left.index + 1) if left else ("mine", 0)
        above = (right.side, right.index) if right else ("mine", len(mine.nodes))
        before, after = (lists[where].gaps[at] for where, at in (behind, above))
        if behind == above and side == "mine":
            gaps.append(before)
            continue
        plain = style.between() if left and right else bare(style.gaps[-1 if left else 0])
        gaps.append(_commented(plain, before, after))
    trailing = style.exploded and (style.trailing or not style.nodes)
    return CommaList([item.node for item in taken], gaps, trailing)


def _commented(plain: Gap, before: Gap, after: Gap) -> Gap:
    """A gap with the comment of the element before it and those of the element after it."""
    same_line = before.first_line if isinstance(before, cst.ParenthesizedWhitespace) else None
    own_lines = after.empty_lines if isinstance(after, cst.ParenthesizedWhitespace) else ()
    has_comment = same_line is not None and same_line.comment is not None
    if not has_comment and not own_lines:
        return plain
    if not isinstance(plain, cst.ParenthesizedWhitespace):
        raise IrreconcilableError
    return plain.with_changes(first_line=same_line or plain.first_line, empty_lines=own_lines)


def room(module_code: str, depth: int) -> int:
    """How long a line may be at a depth of nesting: as long as the longest line of the module."""
    longest = max(map(len, module_code.splitlines()), default=0)
    return max(_DEFAULT_WIDTH, longest) - 4 * depth


def exploded(flat: CommaList) -> CommaList:
    """One element a line, with a trailing comma."""
    inner = cst.ParenthesizedWhitespace(indent=True, last_line=cst.SimpleWhitespace("    "))
    outer = cst.ParenthesizedWhitespace(indent=True)
    return CommaList(flat.nodes, [inner] * len(flat.nodes) + [outer], trailing=True)


def wrapped(statement: Any, width: int) -> Any:
    """A statement of one line whose outermost bracket is exploded if the line is too long."""
    code = _PRINTER.code_for_node(statement.with_changes(leading_lines=())).rstrip("\n")
    if "\n" in code or len(code) <= width or len(statement.body) != 1:
        return statement
    return statement.with_changes(body=[_exploded_inside(statement.body[0])])


def _exploded_inside(node: Any) -> Any:
    """The node with its outermost bracket exploded, if that is where its value begins."""
    if isinstance(node, _BRACKETED):
        content = read(node)
        return write(node, exploded(content)) if content.nodes else node
    name = "expression" if isinstance(node, cst.Await) else "value"
    if not isinstance(node, _AROUND_BRACKETS) or getattr(node, name) is None:
        return node
    return node.with_changes(**{name: _exploded_inside(getattr(node, name))})
