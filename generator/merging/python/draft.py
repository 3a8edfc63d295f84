"""The user's module with the changes that are to be made to it.

The edits refer to the user's own nodes; what no edit touches comes out byte for byte.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import libcst as cst

from generator.merging.outcome import Merged
from generator.merging.python.fences import Fences, Wish
from generator.merging.python.lens import Block, Statement

_NESTED = ("body", "orelse", "handlers", "finalbody", "cases")


class Draft:
    """Edits of one module; nothing is changed until it is rendered."""

    def __init__(self, module: cst.Module) -> None:
        """Start with the user's module as it is."""
        self.module = module
        self._fences = Fences()
        self._changes: dict[int, dict[str, Any]] = defaultdict(dict)
        self._replaced: dict[int, cst.CSTNode] = {}
        self._dropped: set[int] = set()
        self._moved: set[int] = set()
        self._before: dict[int, list[Statement]] = defaultdict(list)
        self._after: dict[int, list[Statement]] = defaultdict(list)
        self._imports: dict[int, list[Statement]] = defaultdict(list)
        self._opening: dict[int, list[Statement]] = defaultdict(list)
        self._wishes: dict[int, list[Wish]] = defaultdict(list)
        self._wished_headers: dict[int, Wish] = {}

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

    def clash(
        self, what: str, mine: Statement, theirs: Statement | None, *, both_changed: bool
    ) -> None:
        """Report a statement of the user's of which theirs wants another version, or none."""
        wish = self._fences.wish(what, theirs, both_changed=both_changed)
        self._wishes[id(mine)].append(wish)

    def clash_of_headers(
        self, what: str, mine: Any, theirs: Statement, *, both_changed: bool
    ) -> None:
        """Report a statement with a block of which theirs wants another header."""
        wish = self._fences.wish(what, theirs, both_changed=both_changed)
        self._wished_headers[id(mine)] = self._wished_headers[id(mine.body)] = wish

    def clash_of_comments(
        self, what: str, mine: Sequence[cst.EmptyLine], theirs: Sequence[cst.EmptyLine]
    ) -> Sequence[cst.EmptyLine]:
        """Report lines with comments that both sides changed; answers what stands for them."""
        return self._fences.around_comments(what, mine, theirs)

    def miss(self, what: str, block: Block, theirs: Statement) -> None:
        """Report a statement of theirs for which a block of the user's has no place."""
        wish = self._fences.wish(what, theirs, both_changed=False)
        self._wishes[id(block)].append(wish)

    def tree(self) -> cst.Module:
        """The changed module; what theirs wants in places that clash stands there too."""
        return cst.ensure_type(self._block(self.module), cst.Module)

    def render(self) -> Merged:
        """The changed text and its clashes."""
        return self._fences.take_down(self.tree())

    def _block(self, block: Any) -> Any:
        body: list[Statement] = [*self._opening[id(block)]]
        for statement in block.body:
            if id(statement) not in self._moved:
                body.extend(self._surrounded(statement))
        for wish in self._wishes[id(block)]:
            body.extend(wish.around([]))
        if isinstance(block, cst.Module) and not block.header and _is_other(body, block.body):
            body[:1] = [_without_blank_above(node) for node in body[:1]]
        if not body and isinstance(block, cst.IndentedBlock):
            body = [cst.SimpleStatementLine([cst.Pass()])]
        if id(block) in self._wished_headers:
            body.insert(0, self._wished_headers[id(block)].end())
        return _changed(block, {**self._changes[id(block)], "body": body})

    def _surrounded(self, statement: Any) -> Iterator[Statement]:
        """A statement of the user's with what goes before and after it."""
        name = id(statement)
        for at, new in enumerate(self._before[name]):
            is_own = id(new) in self._moved
            yield from self._inserted(new if at or is_own else _set_off(new, statement))
        yield from self._statement(statement)
        for new in [*self._imports[name], *self._after[name]]:
            yield from self._inserted(new)

    def _inserted(self, new: Statement) -> Iterator[Statement]:
        if id(new) in self._moved:
            yield from self._surrounded(new)
        else:
            yield new

    def _statement(self, statement: Any) -> Sequence[Statement]:
        if id(statement) in self._dropped:
            return []
        node: Any = self._replaced.get(id(statement))
        node = self._compound(statement) if node is None else node
        result: list[Statement] = [node]
        if id(statement) in self._wished_headers:
            result = self._wished_headers[id(statement)].above_header(node)
        for wish in self._wishes[id(statement)]:
            result = wish.around(result)
        return result

    def _compound(self, node: Any) -> Any:
        """Rebuild a statement, or a clause of one, around its blocks."""
        fields = dict(self._changes[id(node)])
        for name in _NESTED:
            if isinstance(node, cst.IndentedBlock | cst.SimpleStatementLine):
                break
            value = fields.get(name, getattr(node, name, None))
            if isinstance(value, cst.CSTNode):
                fields[name] = self._part(value)
            elif value and name in {"handlers", "cases"}:
                fields[name] = [self._part(part) for part in value]
        return _changed(node, fields)

    def _part(self, node: cst.CSTNode) -> Any:
        node = self._replaced.get(id(node), node)
        if isinstance(node, cst.IndentedBlock):
            return self._block(node)
        if isinstance(node, cst.SimpleStatementSuite | cst.BaseExpression):
            return node
        return self._compound(node)


def _is_other(new: Sequence[Statement], old: Sequence[Statement]) -> bool:
    """Whether a body begins with another statement than before."""
    return bool(new) and bool(old) and new[0] is not old[0]


def _without_blank_above(statement: Any) -> Any:
    """A statement that has become the first of its module."""
    above = list(statement.leading_lines)
    while above and above[0].comment is None:
        above.pop(0)
    return statement.with_changes(leading_lines=above)


def _set_off(new: Any, below: Any) -> Any:
    """A statement above one that is set off by a blank line, and so is this one then."""
    above = below.leading_lines[:1]
    if new.leading_lines or not above or above[0].comment:
        return new
    return new.with_changes(leading_lines=above)


def _changed(node: cst.CSTNode, fields: Mapping[str, Any]) -> cst.CSTNode:
    """The node with other fields, or the very same node if they are what it has."""
    new = {name: value for name, value in fields.items() if not _same(getattr(node, name), value)}
    return node.with_changes(**new) if new else node


def _same(left: object, right: object) -> bool:
    if isinstance(left, Sequence) and isinstance(right, Sequence) and not isinstance(left, str):
        return len(left) == len(right) and all(a is b for a, b in zip(left, right, strict=True))
    return left is right
