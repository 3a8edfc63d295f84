"""Three-way merge of the clauses of a compound statement: what theirs changed in which block."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import libcst as cst

from generator.merging.python.lens import Lens, require_unchanged
from generator.merging.sequences import IrreconcilableError, merge_sequence

_CLAUSES = ("orelse", "finalbody")
_LISTS = ("handlers", "cases")


@dataclass(slots=True)
class ClauseEdits:
    """What is to be done to the clauses of a statement.

    Attributes:
        blocks: The blocks to be merged, as base, mine and theirs.
        headers: The clauses whose headers are to be merged, likewise.
        fields: The user's nodes that get other clauses, with these.
    """

    blocks: list[tuple[Any, Any, Any]] = field(default_factory=list)
    headers: list[tuple[Any, Any, Any]] = field(default_factory=list)
    fields: list[tuple[Any, dict[str, Any]]] = field(default_factory=list)


def compare_clauses(base: Any, mine: Any, theirs: Any, lens: Lens) -> ClauseEdits:
    """What theirs changed in the clauses of a statement that all three versions have.

    Raises:
        IrreconcilableError: Both sides changed which clauses there are.
    """
    if not type(base) is type(mine) is type(theirs):
        raise IrreconcilableError
    edits = ClauseEdits()
    _compare(base, mine, theirs, edits, lens)
    return edits


def _compare(base: Any, mine: Any, theirs: Any, edits: ClauseEdits, lens: Lens) -> None:
    edits.headers.append((base, mine, theirs))
    if not isinstance(mine, cst.Match):
        _compare_blocks(base, mine, theirs, edits, lens)
    for name in _CLAUSES:
        if hasattr(mine, name):
            _compare_clause(name, (base, mine, theirs), edits, lens)
    for name in _LISTS:
        if hasattr(mine, name):
            clauses = list(_compare_lists(name, (base, mine, theirs), edits, lens))
            edits.fields.append((mine, {name: clauses}))


def _compare_blocks(base: Any, mine: Any, theirs: Any, edits: ClauseEdits, lens: Lens) -> None:
    blocks = base.body, mine.body, theirs.body
    if all(isinstance(block, cst.IndentedBlock) for block in blocks):
        edits.blocks.append(blocks)
    elif lens.same(base.body, mine.body):
        edits.fields.append((mine, {"body": theirs.body}))
    elif not lens.same(base.body, theirs.body):
        raise IrreconcilableError


def _compare_clause(name: str, sides: tuple[Any, Any, Any], edits: ClauseEdits, lens: Lens) -> None:
    """Compare a clause that a statement has or lacks, such as ``else``."""
    base, mine, theirs = (getattr(side, name) for side in sides)
    if lens.same(base, theirs) or lens.same(mine, theirs):
        return
    if lens.same(base, mine):
        edits.fields.append((sides[1], {name: theirs}))
    elif type(base) is type(mine) is type(theirs):
        if isinstance(mine, cst.If):
            _require_one_test(base, mine, theirs, lens)
        _compare(base, mine, theirs, edits, lens)
    else:
        raise IrreconcilableError


def _require_one_test(base: cst.If, mine: cst.If, theirs: cst.If, lens: Lens) -> None:
    """Both sides may change the body of an ``elif``, but only one of them its condition."""
    one = lens.same(base.test, mine.test) or lens.same(base.test, theirs.test)
    if not one and not lens.same(mine.test, theirs.test):
        raise IrreconcilableError


def _compare_lists(
    name: str, sides: tuple[Any, Any, Any], edits: ClauseEdits, lens: Lens
) -> Iterator[Any]:
    """Compare the clauses of which a statement has any number; answers those that it gets."""
    base, mine, theirs = (getattr(side, name) for side in sides)
    picks = merge_sequence(*(_labels(clauses, lens) for clauses in (base, mine, theirs)))
    for pick in [*picks.dropped, *picks.missing]:
        require_unchanged(pick, base, mine, theirs, lens)
    for pick in picks.kept:
        if pick.mine is None:
            yield theirs[pick.theirs]
            continue
        yield mine[pick.mine]
        if pick.theirs is not None and not lens.same(mine[pick.mine], theirs[pick.theirs]):
            if pick.base is None:
                raise IrreconcilableError
            three = base[pick.base], mine[pick.mine], theirs[pick.theirs]
            _compare_blocks(*three, edits, lens)


def _labels(clauses: Sequence[Any], lens: Lens) -> list[Hashable]:
    """What introduces each clause."""
    return [
        (lens.shape(clause.pattern), _shape(clause.guard, lens))
        if isinstance(clause, cst.MatchCase)
        else (_shape(clause.type, lens), _shape(clause.name, lens))
        for clause in clauses
    ]


def _shape(node: cst.CSTNode | None, lens: Lens) -> str:
    return lens.shape(node) if node is not None else ""
