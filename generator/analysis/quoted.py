"""Names in strings that SQLAlchemy or Python reads as code: columns, tables and classes.

`UniqueConstraint("name", "code")` in the `__table_args__` of a model, `ForeignKey("product.id")`,
`Mapped["Product"]`: whose names these are needs no guess.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_ARGUMENTS = "__table_args__"
_NAMES = re.compile(r"'[^']*'|[^\W\d]\w*")
_OF_COLUMNS = {"UniqueConstraint": 0, "PrimaryKeyConstraint": 0, "Index": 1}
"""Whose strings are columns, and how many come before those."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A name in a string.

    Attributes:
        name: The name.
        line: Where the string begins, from 1.
        start: Where the name begins in the line, in bytes, if the string is a plain one.
    """

    name: str
    line: int
    start: int

    def is_in(self, text: str) -> bool:
        """Whether it really stands there: strings may have prefixes, escapes and several lines."""
        lines = text.split("\n")
        line = lines[self.line - 1].encode() if self.line <= len(lines) else b""
        return line[self.start :].startswith(self.name.encode())


def quoted_columns(node: ast.ClassDef) -> Iterator[Quoted]:
    """The columns that the constraints and indexes of a model name."""
    for call in table_arguments(node):
        yield from _columns(call)


def table_arguments(node: ast.ClassDef) -> Iterator[ast.Call]:
    """The calls in the `__table_args__` of a model."""
    for each in node.body:
        if isinstance(each, ast.Assign | ast.AnnAssign) and _ARGUMENTS in _targets(each):
            yield from _calls(each)


def quoted_tables(tree: ast.AST) -> Iterator[Quoted]:
    """The tables that foreign keys and relationships name."""
    for call in _calls(tree):
        name = _function(call)
        secondary = (each.value for each in call.keywords if each.arg == "secondary")
        keys = call.args[:1] if name == "ForeignKey" else []
        if name == "ForeignKeyConstraint" and len(call.args) > 1:
            keys = getattr(call.args[1], "elts", [])
        for each in (*keys, *secondary):
            if text := _text(each):
                yield _quoted(each, text.rpartition(".")[0] or text)


def quoted_classes(tree: ast.AST) -> Iterator[Quoted]:
    """The names in annotations that stand in quotes, and the targets of relationships."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _function(node) == "relationship":
            yield from _words(node.args[:1])
        for part in ("annotation", "returns"):
            if annotation := getattr(node, part, None):
                yield from _words(_forward(annotation))


def _columns(call: ast.Call) -> Iterator[Quoted]:
    name = _function(call)
    if name in _OF_COLUMNS:
        strings = call.args[_OF_COLUMNS[name] :]
        yield from (_quoted(each, text) for each in strings if (text := _text(each)))
    elif name == "CheckConstraint":
        yield from _words(call.args[:1])
    elif name == "ForeignKeyConstraint" and call.args:
        strings = getattr(call.args[0], "elts", [])
        yield from (_quoted(each, text) for each in strings if (text := _text(each)))


def _forward(annotation: ast.expr) -> Iterator[ast.expr]:
    """The strings in an annotation that are types: not those of `Literal`, nor what is added."""
    if isinstance(annotation, ast.Subscript):
        name = ast.unparse(annotation.value).rpartition(".")[2]
        inner = annotation.slice
        parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
        kept = {"Literal": 0, "Annotated": 1}.get(name, len(parts))
        for each in parts[:kept]:
            yield from _forward(each)
    elif isinstance(annotation, ast.BinOp):
        yield from _forward(annotation.left)
        yield from _forward(annotation.right)
    elif _text(annotation):
        yield annotation


def _words(nodes: Iterable[ast.expr]) -> Iterator[Quoted]:
    """The names in strings of code or SQL, but for what stands in quotes there."""
    for node in nodes:
        text = _text(node)
        for match in _NAMES.finditer(text):
            if match[0][0] != "'":
                yield _quoted(node, match[0], len(text[: match.start()].encode()))


def _quoted(node: ast.expr, name: str, before: int = 0) -> Quoted:
    return Quoted(name, node.lineno, node.col_offset + 1 + before)


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    return (each for each in ast.walk(node) if isinstance(each, ast.Call))


def _function(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def _targets(node: ast.Assign | ast.AnnAssign) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [each.id for each in targets if isinstance(each, ast.Name)]


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
