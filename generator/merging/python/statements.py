"""Three-way merge of one statement that all three versions have."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import libcst as cst

from generator.merging.python.draft import Draft
from generator.merging.python.expressions import merge_expression
from generator.merging.python.headers import header_code, merge_header, wrapped_header
from generator.merging.python.identity import label
from generator.merging.python.layout import room, wrapped
from generator.merging.python.lens import Lens, Statement, leading_lines
from generator.merging.python.remarks import merge_lines, merge_trailing
from generator.merging.python.where import Where
from generator.merging.sequences import IrreconcilableError

MergeBlock: TypeAlias = Callable[[Any, Any, Any, Where], None]
Suite: TypeAlias = tuple[Hashable, cst.BaseSuite]


@dataclass(frozen=True, slots=True)
class StatementMerge:
    """Merges statements into a draft.

    Attributes:
        draft: Where the edits are noted.
        lens: Compares nodes.
        merge_block: Merges the blocks inside a statement.
    """

    draft: Draft
    lens: Lens
    merge_block: MergeBlock

    def merge(self, base: Statement, mine: Statement, theirs: Statement, where: Where) -> None:
        """Note what theirs changed in a statement; clashes are named by ``where``."""
        above = self._merge_above(base, mine, theirs, where)
        code = self.lens.code
        if code(base) == code(theirs) or self.lens.same(mine, theirs):
            self._set_above(mine, above)
        elif code(base) == code(mine):
            self.draft.replace(mine, theirs.with_changes(leading_lines=above))
        elif isinstance(mine, cst.SimpleStatementLine):
            self._merge_simple(base, mine, theirs, above, where)
        else:
            self._merge_compound(base, mine, theirs, above, where)

    def _merge_above(
        self, base: Statement, mine: Statement, theirs: Statement, where: Where
    ) -> Sequence[cst.EmptyLine]:
        before, kept, new = (leading_lines(node) for node in (base, mine, theirs))
        try:
            return merge_lines(before, kept, new)
        except IrreconcilableError:
            codes = [cst.Module([], header=lines).code for lines in (kept, new)]
            what = where.named(f"comment above {label(mine, self.lens)}")
            self.draft.clash(what, codes[0], codes[1], at=mine)
            return kept

    def _set_above(self, mine: Statement, above: Sequence[cst.EmptyLine]) -> None:
        if above is not leading_lines(mine):
            self.draft.change(mine, leading_lines=above)

    def clash(self, mine: Statement, theirs: Statement | None, where: Where) -> None:
        """Report that both sides want something different of a statement."""
        wanted = self.lens.code(theirs) if theirs is not None else ""
        what = where.named(label(mine, self.lens))
        self.draft.clash(what, self.lens.code(mine), wanted, at=mine)

    def _merge_simple(
        self,
        base: Statement,
        mine: cst.SimpleStatementLine,
        theirs: Statement,
        above: Sequence[cst.EmptyLine],
        where: Where,
    ) -> None:
        try:
            new = _merge_line(base, mine, theirs, self.lens)
        except IrreconcilableError:
            self._set_above(mine, above)
            self.clash(mine, theirs, where)
        else:
            if self.lens.code(new) != self.lens.code(mine):
                new = wrapped(new, self._room(where))
            self.draft.replace(mine, new.with_changes(leading_lines=above))

    def _room(self, where: Where) -> int:
        return room(self.lens.code(self.draft.module), len(where.labels))

    def _merge_compound(
        self,
        base: Statement,
        mine: Statement,
        theirs: Statement,
        above: Sequence[cst.EmptyLine],
        where: Where,
    ) -> None:
        self._set_above(mine, above)
        suites = [list(_suites(node, self.lens)) for node in (base, mine, theirs)]
        if _labels(suites[0]) == _labels(suites[1]) == _labels(suites[2]) and _all_blocks(suites):
            self._merge_header(base, mine, theirs, where)
            inside = where.inside(label(mine, self.lens))
            for (_, before), (_, kept), (_, new) in zip(*suites, strict=True):
                self.merge_block(before, kept, new, inside)
        elif self.lens.same(base, mine):
            self.draft.replace(mine, theirs.with_changes(leading_lines=above))
        elif not self.lens.same(base, theirs):
            self.clash(mine, theirs, where)

    def _merge_header(self, base: Any, mine: Any, theirs: Any, where: Where) -> None:
        try:
            fields = merge_header(base, mine, theirs, self.lens)
            self.draft.change(mine, **wrapped_header(mine, fields, self._room(where), self.lens))
        except IrreconcilableError:
            what = where.named(f"header of {label(mine, self.lens)}")
            codes = [header_code(node, self.lens) for node in (mine, theirs)]
            self.draft.clash(what, codes[0], codes[1], at=mine)


def _merge_line(
    base: Statement, mine: cst.SimpleStatementLine, theirs: Statement, lens: Lens
) -> cst.SimpleStatementLine:
    if not isinstance(base, cst.SimpleStatementLine) or not isinstance(
        theirs, cst.SimpleStatementLine
    ):
        raise IrreconcilableError
    behind = [side.trailing_whitespace for side in (base, mine, theirs)]
    lines = [side.body for side in (base, mine, theirs)]
    if not len(lines[0]) == len(lines[1]) == len(lines[2]):
        raise IrreconcilableError
    body = [
        merge_expression(before, kept, new, lens) for before, kept, new in zip(*lines, strict=True)
    ]
    return mine.with_changes(body=body, trailing_whitespace=merge_trailing(*behind))


def _suites(node: Any, lens: Lens) -> Iterator[Suite]:
    """The blocks of a compound statement, each with what introduces it."""
    if isinstance(node, cst.Match):
        for case in node.cases:
            yield ("case", lens.shape(case.pattern), _shape(case.guard, lens)), case.body
        return
    yield "body", node.body
    for handler in getattr(node, "handlers", ()):
        yield ("except", _shape(handler.type, lens), _shape(handler.name, lens)), handler.body
    orelse = getattr(node, "orelse", None)
    if isinstance(orelse, cst.If):
        yield ("elif", lens.shape(orelse.test)), orelse.body
        yield from list(_suites(orelse, lens))[1:]
    elif orelse is not None:
        yield "else", orelse.body
    final = getattr(node, "finalbody", None)
    if final is not None:
        yield "finally", final.body


def _shape(node: cst.CSTNode | None, lens: Lens) -> str:
    return lens.shape(node) if node is not None else ""


def _labels(suites: Sequence[Suite]) -> list[Hashable]:
    return [name for name, _ in suites]


def _all_blocks(suites: Sequence[Sequence[Suite]]) -> bool:
    return all(isinstance(block, cst.IndentedBlock) for side in suites for _, block in side)
