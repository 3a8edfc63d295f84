"""Three-way merge of one statement that all three versions have."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import libcst as cst

from generator.merging.lines import merge_lines as merge_text
from generator.merging.python.block_path import BlockPath
from generator.merging.python.clauses import compare_clauses
from generator.merging.python.draft import Draft
from generator.merging.python.expressions import merge_expression
from generator.merging.python.headers import merge_header, wrapped_header
from generator.merging.python.identity import label
from generator.merging.python.layout import room, wrapped
from generator.merging.python.lens import Lens, Statement, docstring, leading_lines
from generator.merging.python.remarks import merge_lines, merge_trailing
from generator.merging.python.renames import find_renames, with_names
from generator.merging.sequences import IrreconcilableError

MergeBlock: TypeAlias = Callable[[Any, Any, Any, BlockPath], None]


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

    def merge(self, base: Statement, mine: Statement, theirs: Statement, where: BlockPath) -> None:
        """Note what theirs changed in a statement; clashes are named by ``where``."""
        if theirs is base or theirs is mine:  # versions share what they have in common
            return
        above = self._merge_above(base, mine, theirs, where)
        code = self.lens.code
        if code(base) == code(theirs):
            self._set_above(mine, above)
        elif code(base) == code(mine):
            self.draft.replace(mine, theirs.with_changes(leading_lines=above))
        elif self.lens.same(mine, theirs):
            self._set_above(mine, above)
        elif isinstance(mine, cst.SimpleStatementLine):
            self._merge_simple(base, mine, theirs, above, where)
        else:
            self._merge_compound(base, mine, theirs, above, where)

    def _merge_above(
        self, base: Statement, mine: Statement, theirs: Statement, where: BlockPath
    ) -> Sequence[cst.EmptyLine]:
        before, kept, new = (leading_lines(node) for node in (base, mine, theirs))
        try:
            return merge_lines(before, kept, new)
        except IrreconcilableError:
            what = where.named(f"comment above {label(mine, self.lens)}")
            return self.draft.clash_of_comments(what, kept, new)

    def _set_above(self, mine: Statement, above: Sequence[cst.EmptyLine]) -> None:
        if above is not leading_lines(mine):
            self.draft.change(mine, leading_lines=above)

    def clash(self, mine: Statement, theirs: Statement | None, where: BlockPath) -> None:
        """Report that both sides want something different of a statement."""
        what = where.named(label(mine, self.lens))
        self.draft.clash(what, mine, theirs, both_changed=where.is_ours)

    def _merge_simple(
        self,
        base: Statement,
        mine: cst.SimpleStatementLine,
        theirs: Statement,
        above: Sequence[cst.EmptyLine],
        where: BlockPath,
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

    def _room(self, where: BlockPath) -> int:
        return room(self.lens.code(self.draft.module), len(where.labels))

    def _merge_compound(
        self,
        base: Statement,
        mine: Statement,
        theirs: Statement,
        above: Sequence[cst.EmptyLine],
        where: BlockPath,
    ) -> None:
        self._set_above(mine, above)
        base, theirs = self._in_names_of(mine, base, theirs)
        try:
            edits = compare_clauses(base, mine, theirs, self.lens)
        except IrreconcilableError:
            if self.lens.same(base, mine):
                self.draft.replace(mine, theirs.with_changes(leading_lines=above))
            elif not self.lens.same(base, theirs):
                self.clash(mine, theirs, where)
            return
        for node, fields in edits.fields:
            self.draft.change(node, **fields)
        for versions in edits.headers:
            self._merge_header(*versions, where)
        inside = where.inside(label(mine, self.lens))
        for versions in edits.blocks:
            self.merge_block(*versions, inside)

    def _in_names_of(
        self, mine: Statement, base: Statement, theirs: Statement
    ) -> tuple[Statement, Statement]:
        """Our versions with the names that the user gave to what is in a function."""
        if not (
            isinstance(mine, cst.FunctionDef)
            and isinstance(base, cst.FunctionDef)
            and isinstance(theirs, cst.FunctionDef)
        ):
            return base, theirs
        return with_names(base, theirs, find_renames(base, mine, theirs, self.lens))

    def _merge_header(self, base: Any, mine: Any, theirs: Any, where: BlockPath) -> None:
        try:
            fields = merge_header(base, mine, theirs, self.lens)
            self.draft.change(mine, **wrapped_header(mine, fields, self._room(where), self.lens))
        except IrreconcilableError:
            what = where.named(f"header of {label(mine, self.lens)}")
            is_apart = all(_has_block(node) for node in (mine, theirs))
            report = self.draft.clash_of_headers if is_apart else self.draft.clash
            report(what, mine, theirs, both_changed=where.is_ours)


def _has_block(node: Any) -> bool:
    """Whether the header of a statement stands on lines of its own."""
    return isinstance(getattr(node, "body", None), cst.IndentedBlock)


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
    before, kept, new = (docstring(side) for side in (base, mine, theirs))
    if before is not None and kept is not None and new is not None:
        return _merge_docstring(mine, before, kept, new)
    body = [
        merge_expression(before, kept, new, lens) for before, kept, new in zip(*lines, strict=True)
    ]
    return mine.with_changes(body=body, trailing_whitespace=merge_trailing(*behind))


def _merge_docstring(
    mine: cst.SimpleStatementLine, base: str, kept: str, theirs: str
) -> cst.SimpleStatementLine:
    """Merge a docstring by its lines."""
    merged = merge_text(base, kept, theirs)
    if merged.clashes:
        raise IrreconcilableError
    return mine.with_changes(body=[cst.Expr(cst.SimpleString(merged.text))])
