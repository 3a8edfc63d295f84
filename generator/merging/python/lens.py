"""How nodes of different parses are compared: by their code, by their meaning, by their comments.

The formatter is nobody's edit: two nodes that differ only in layout, quotes, redundant parentheses
or trailing commas mean the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, TypeAlias

import libcst as cst

from generator.merging.sequences import IrreconcilableError, Pick

Statement: TypeAlias = cst.SimpleStatementLine | cst.BaseCompoundStatement
Block: TypeAlias = cst.Module | cst.IndentedBlock

_LAYOUT = (
    cst.BaseParenthesizableWhitespace,
    cst.TrailingWhitespace,
    cst.EmptyLine,
    cst.Newline,
    cst.LeftParen,
    cst.RightParen,
    cst.Comma,
    cst.Semicolon,
    cst.MaybeSentinel,
)
_PRINTER = cst.Module([])


def leading_lines(node: cst.CSTNode) -> Sequence[cst.EmptyLine]:
    """The blank lines and comments above a statement."""
    lines: Sequence[cst.EmptyLine] = getattr(node, "leading_lines", ())
    return lines


def docstring(statement: cst.CSTNode) -> str | None:
    """The code of a statement that is nothing but a string."""
    match statement:
        case cst.SimpleStatementLine(body=[cst.Expr(value=cst.SimpleString(value=code))]):
            return str(code)
    return None


class Lens:
    """Remembers the code and the meaning of the nodes of one merge."""

    def __init__(self) -> None:
        """Start with nothing seen."""
        self._code: dict[int, str] = {}
        self._shape: dict[int, str] = {}
        self._seen: list[cst.CSTNode] = []  # keeps the ids valid

    def know(self, module: cst.Module, text: str) -> None:
        """Take the code of a module from the text that it was parsed from."""
        self._seen.append(module)
        self._code[id(module)] = text

    def code(self, node: cst.CSTNode) -> str:
        """The code of a node at indentation zero, without the lines above it."""
        if id(node) not in self._code:
            self._seen.append(node)
            text = _PRINTER.code_for_node(_printable(node)).replace("\r\n", "\n")
            above = len(leading_lines(node))
            self._code[id(node)] = text.split("\n", above)[above]
        return self._code[id(node)]

    def shape(self, node: cst.CSTNode) -> str:
        """What a node means: equal for nodes that differ in layout and comments alone."""
        if id(node) not in self._shape:
            self._seen.append(node)
            self._shape[id(node)] = "\0".join(_shape(node))
        return self._shape[id(node)]

    def means(self, left: cst.CSTNode | None, right: cst.CSTNode | None) -> bool:
        """Whether two nodes mean the same, whatever their layout and comments."""
        if left is right or left is None or right is None:
            return left is right
        return self.code(left) == self.code(right) or self.shape(left) == self.shape(right)

    def same(self, left: cst.CSTNode | None, right: cst.CSTNode | None) -> bool:
        """Whether two nodes mean the same and carry the same comments."""
        if left is right or left is None or right is None:
            return left is right
        if self.code(left) == self.code(right):
            return True
        return self.shape(left) == self.shape(right) and self.comments(left) == self.comments(right)

    def comments(self, node: cst.CSTNode) -> list[str]:
        """The comments inside a node, in order."""
        if "#" not in self.code(node):
            return []
        above = leading_lines(node)
        return [text for child in node.children if child not in above for text in _comments(child)]


def require_unchanged(
    pick: Pick, base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any], lens: Lens
) -> None:
    """Hold what one side removed against what the other one made of it.

    Raises:
        IrreconcilableError: The other side changed it.
    """
    place = pick.mine if pick.mine is not None else pick.theirs
    side = mine if pick.mine is not None else theirs
    if pick.base is None or place is None or not lens.same(base[pick.base], side[place]):
        raise IrreconcilableError


def _printable(node: cst.CSTNode) -> cst.CSTNode:
    """The node itself, or what stands for it if LibCST prints it only as part of another."""
    if isinstance(node, cst.Annotation):
        return node.annotation
    if isinstance(node, cst.Param) and isinstance(node.star, cst.MaybeSentinel):
        return node.with_changes(star="")
    if isinstance(node, cst.ParamStar):
        return cst.ParamStar()
    return node


def _comments(node: cst.CSTNode) -> Iterator[str]:
    if isinstance(node, cst.Comment):
        yield node.value
    for child in node.children:
        yield from _comments(child)


def _unquoted(prefix: str, raw: str) -> str:
    """The content of a string, whichever quotes stand around it."""
    return raw if "r" in prefix else raw.replace("\\'", "'").replace('\\"', '"')


def _shape_of_string(node: cst.SimpleString | cst.FormattedString) -> Iterator[str]:
    prefix = node.prefix.lower()
    yield prefix
    if isinstance(node, cst.SimpleString):
        yield _unquoted(prefix, node.raw_value)
        return
    for part in node.parts:
        if isinstance(part, cst.FormattedStringText):
            yield _unquoted(prefix, part.value)
        else:
            yield from _shape(part)


@cache
def _field_names(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    """The fields of a kind of nodes that can mean something."""
    layout = ("leading_lines", "lpar", "rpar", "comma", "semicolon")
    names = (field.name for field in fields(kind))
    return tuple(name for name in names if name not in layout and "whitespace" not in name)


def _shape(node: cst.CSTNode) -> Iterator[str]:
    yield type(node).__name__
    if isinstance(node, cst.SimpleString | cst.FormattedString):
        yield from _shape_of_string(node)
        return
    for name in _field_names(type(node)):
        value = getattr(node, name)
        if isinstance(value, str):
            yield f"{name}={value}"
        elif isinstance(value, cst.CSTNode):
            if not isinstance(value, _LAYOUT):
                yield name
                yield from _shape(value)
        elif isinstance(value, Sequence):
            yield f"{name}["
            for child in value:
                if not isinstance(child, _LAYOUT):
                    yield from _shape(child)
            yield "]"
