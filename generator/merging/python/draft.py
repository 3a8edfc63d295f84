"""The user's module with the changes that are to be made to it.

The edits refer to the user's own nodes; what no edit touches comes out byte for byte.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import libcst as cst

from generator.merging.markers import marked
from generator.merging.newlines import split_lines
from generator.merging.outcome import Conflict, Merged, OnConflict
from generator.merging.python.lens import Block, Statement

_FENCE = "__merge_conflict_{}_{}__"
_NESTED = ("body", "orelse", "handlers", "finalbody", "cases")


@dataclass(frozen=True, slots=True)
class Clash:
    """A place of the draft where both sides want something different."""

    what: str
    mine: str
    theirs: str


class Draft:
    """Edits of one module; nothing is changed until it is rendered."""

    def __init__(self, module: cst.Module) -> None:
        """Start with the user's module as it is."""
        self.module = module
        self.clashes: list[Clash] = []
        self._changes: dict[int, dict[str, Any]] = defaultdict(dict)
        self._replaced: dict[int, cst.CSTNode] = {}
        self._dropped: set[int] = set()
        self._moved: set[int] = set()
        self._before: dict[int, list[Statement]] = defaultdict(list)
        self._after: dict[int, list[Statement]] = defaultdict(list)
        self._imports: dict[int, list[Statement]] = defaultdict(list)
        self._opening: dict[int, list[Statement]] = defaultdict(list)
        self._fenced: dict[int, list[int]] = defaultdict(list)

    def change(self, node: cst.CSTNode, **fields: Any) -> None:
        """Give a node of the user's other values in these fields."""
        self._changes[id(node)].update(fields)

    def replace(self, node: cst.CSTNode, new: cst.CSTNode) -> None:
        """Put another node in the place of one of the user's."""
        self._replaced[id(node)] = new

    def drop(self, statement: Statement) -> None:
        """Take out a statement of the user's."""
        self._dropped.add(id(statement))

    def insert_after(self, anchor: Statement, new: Statement) -> None:
        """Put a statement directly after one of the user's, and after what was put there before."""
        self._after[id(anchor)].append(new)

    def insert_import(self, anchor: Statement, new: Statement) -> None:
        """Put an import after one of the user's statements, before what else goes there."""
        self._imports[id(anchor)].append(new)

    def insert_before(self, anchor: Statement, new: Statement) -> None:
        """Put a statement directly before one of the user's."""
        self._before[id(anchor)].append(new)

    def move(self, statement: Statement) -> None:
        """Take one of the user's statements from its place; it is to be inserted at another."""
        self._moved.add(id(statement))

    def insert_first(self, block: Block, new: Statement) -> None:
        """Put a statement at the beginning of a block of the user's."""
        self._opening[id(block)].append(new)

    def clash(self, what: str, mine: str, theirs: str, at: cst.CSTNode) -> None:
        """Report a place where both sides want something different.

        Args:
            what: The place in words.
            mine: The user's code.
            theirs: The snippet to paste.
            at: The user's statement, or the block if the user has no such statement.
        """
        self._fenced[id(at)].append(len(self.clashes))
        self.clashes.append(Clash(what, mine, theirs))

    def tree(self) -> cst.Module:
        """The changed module, as it is without regard to conflicts."""
        return cst.ensure_type(self._block(self.module, fenced=False), cst.Module)

    def render(self, path: str, on_conflict: OnConflict) -> Merged:
        """The changed text and its conflicts."""
        fenced = cst.ensure_type(self._block(self.module, fenced=True), cst.Module)
        return _unfence(fenced, path, self.clashes, on_conflict)

    def _block(self, block: Any, *, fenced: bool) -> Any:
        body: list[Statement] = [*self._opening[id(block)]]
        for statement in block.body:
            if id(statement) not in self._moved:
                body.extend(self._surrounded(statement, fenced=fenced))
        if fenced:
            for number in self._fenced[id(block)]:
                body.extend(_fence(number, []))
        if isinstance(block, cst.Module) and not block.header and _is_other(body, block.body):
            body[:1] = [_without_blank_above(node) for node in body[:1]]
        if not body and isinstance(block, cst.IndentedBlock):
            body = [cst.SimpleStatementLine([cst.Pass()])]
        return _changed(block, {**self._changes[id(block)], "body": body})

    def _surrounded(self, statement: Any, *, fenced: bool) -> Iterator[Statement]:
        """A statement of the user's with what goes before and after it."""
        name = id(statement)
        for new in self._before[name]:
            yield from self._inserted(new, fenced=fenced)
        yield from self._statement(statement, fenced=fenced)
        for new in [*self._imports[name], *self._after[name]]:
            yield from self._inserted(new, fenced=fenced)

    def _inserted(self, new: Statement, *, fenced: bool) -> Iterator[Statement]:
        if id(new) in self._moved:
            yield from self._surrounded(new, fenced=fenced)
        else:
            yield new

    def _statement(self, statement: Any, *, fenced: bool) -> Sequence[Statement]:
        if id(statement) in self._dropped:
            return []
        node: Any = self._replaced.get(id(statement))
        node = self._compound(statement, fenced=fenced) if node is None else node
        result: list[Statement] = [node]
        for number in self._fenced[id(statement)] if fenced else ():
            result = _fence(number, result)
        return result

    def _compound(self, node: Any, *, fenced: bool) -> Any:
        """Rebuild a statement, or a clause of one, around its blocks."""
        fields = dict(self._changes[id(node)])
        for name in _NESTED:
            if isinstance(node, cst.IndentedBlock | cst.SimpleStatementLine):
                break
            value = getattr(node, name, None)
            if isinstance(value, cst.CSTNode):
                fields[name] = self._part(value, fenced=fenced)
            elif value and name in {"handlers", "cases"}:
                fields[name] = [self._part(part, fenced=fenced) for part in value]
        return _changed(node, fields)

    def _part(self, node: cst.CSTNode, *, fenced: bool) -> Any:
        node = self._replaced.get(id(node), node)
        if isinstance(node, cst.IndentedBlock):
            return self._block(node, fenced=fenced)
        if isinstance(node, cst.SimpleStatementSuite | cst.BaseExpression):
            return node
        return self._compound(node, fenced=fenced)


def _is_other(new: Sequence[Statement], old: Sequence[Statement]) -> bool:
    """Whether a body begins with another statement than before."""
    return bool(new) and bool(old) and new[0] is not old[0]


def _without_blank_above(statement: Any) -> Any:
    """A statement that has become the first of its module."""
    above = list(statement.leading_lines)
    while above and above[0].comment is None:
        above.pop(0)
    return statement.with_changes(leading_lines=above)


def _changed(node: cst.CSTNode, fields: Mapping[str, Any]) -> cst.CSTNode:
    """The node with other fields, or the very same node if they are what it has."""
    new = {name: value for name, value in fields.items() if not _same(getattr(node, name), value)}
    return node.with_changes(**new) if new else node


def _same(left: object, right: object) -> bool:
    if isinstance(left, Sequence) and isinstance(right, Sequence) and not isinstance(left, str):
        return len(left) == len(right) and all(a is b for a, b in zip(left, right, strict=True))
    return left is right


def _fence(number: int, inside: list[Statement]) -> list[Statement]:
    """Mark a place in the tree with two names that no program has."""
    opening, closing = (
        cst.SimpleStatementLine([cst.Expr(cst.Name(_FENCE.format(number, end)))])
        for end in ("begin", "end")
    )
    if inside:
        first = inside[0]
        opening = opening.with_changes(leading_lines=first.leading_lines)
        inside = [first.with_changes(leading_lines=()), *inside[1:]]
    return [opening, *inside, closing]


def _unfence(
    module: cst.Module, path: str, clashes: Sequence[Clash], on_conflict: OnConflict
) -> Merged:
    """Turn the fences into line numbers, or into conflict markers."""
    if not clashes:
        return Merged(module.code)
    text = module.with_changes(has_trailing_newline=True).code
    result: list[str] = []
    started: dict[int, int] = {}
    for line in split_lines(text):
        name = line.strip()
        if not name.startswith("__merge_conflict_"):
            result.append(line)
            continue
        number, end = name.removeprefix("__merge_conflict_").removesuffix("__").split("_")
        if end == "begin":
            started[int(number)] = len(result)
        elif on_conflict == "markers":
            clash, start = clashes[int(number)], started[int(number)]
            indent = line[: len(line) - len(line.lstrip())]
            theirs = [indent + text if text.strip() else text for text in split_lines(clash.theirs)]
            result[start:] = marked(result[start:], theirs)
    conflicts = [
        Conflict(path, started.get(at, 0) + 1, clash.what, clash.mine, clash.theirs)
        for at, clash in enumerate(clashes)
    ]
    code = "".join(result)
    return Merged(
        code if module.has_trailing_newline else code.removesuffix("\n"),
        tuple(sorted(conflicts, key=lambda conflict: conflict.line or 0)),
    )
