"""The two ends of a table's change: what has to go first, and what comes last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.migrations.constraints import Constraint, constraints, sql_type
from generator.migrations.layout import Call, quoted
from generator.migrations.operations import Alter, Operation, column_code
from generator.migrations.rewriting import RefuseDeleted, RewriteOnSQLite, Update
from generator.migrations.schema import Column, sql_name
from generator.migrations.transitions import ColumnChange, TableChange
from generator.migrations.trigrams import CreateTrigramIndexes, DropTrigramIndex
from generator.migrations.values import Fill
from generator.spec.field import TRIGRAM

_MADE_UP = "What was there is not known any more: neutral values stand in."
_REFUSED = "Nothing can be put into it: the database refuses if there are rows."
_INDEXES = (TRIGRAM, "index", "live_unique", "unique_index")
_REMOVAL_ORDER = (*_INDEXES, "foreignkey", "check", "unique", "primary")


def loosen(change: TableChange, tables: Mapping[str, str]) -> Iterator[Operation]:
    """Take away the constraints that are not kept as they are, then columns.

    Args:
        change: What becomes of the table.
        tables: The tables that go on under another name, or the same one.
    """
    name, kept = change.old.name, {*constraints(change.new)}
    if change.old.soft_delete and not change.new.soft_delete:
        guard = RefuseDeleted(name)
        yield from (guard, Alter(name, guard.removal()))
    renamed = _renamed(change)
    gone = [each for each in constraints(change.old) if each.after(renamed, tables) not in kept]
    for each in sorted(gone, key=lambda each: _REMOVAL_ORDER.index(each.kind)):
        yield _removal(name, each)
    for column in change.columns:
        if column.old and not column.new:
            yield Alter(name, Call.of("batch_op.drop_column", quoted(column.old.name)))


def complete(change: TableChange, tables: Mapping[str, str]) -> Iterator[Operation]:
    """Add columns, turn types, give rows their values, and guard all of it by constraints."""
    updates = [*_rewritten(change), *_mapped(change), *_filled(change)]
    for column in change.columns:
        yield from _early(change, column, alone=not updates)
    yield from updates
    if updates:
        for column in change.columns:
            yield from _late(change, column)
    renamed = _renamed(change)
    kept = {each.after(renamed, tables) for each in constraints(change.old)}
    for each in constraints(change.new):
        if each not in kept:
            yield _creation(change.new.name, each)


def _creation(table: str, constraint: Constraint) -> Operation:
    if constraint.kind == TRIGRAM:
        return CreateTrigramIndexes(table, {constraint.name: constraint.columns[0]})
    return Alter(table, constraint.creation())


def _removal(table: str, constraint: Constraint) -> Operation:
    if constraint.kind == TRIGRAM:
        return DropTrigramIndex(table, constraint.name)
    return Alter(table, constraint.removal())


def _renamed(change: TableChange) -> dict[str, str]:
    """The columns that stay; those of the user's own keep their names."""
    ours = {each.name for each in change.old.columns}
    named = (column for key in change.old.own for column in key.columns)
    own = {column: column for column in named if column not in ours}
    kept = {each.old.name: each.new.name for each in change.columns if each.old and each.new}
    return own | kept


def _early(change: TableChange, column: ColumnChange, *, alone: bool) -> Iterator[Alter]:
    """What can be done before rows have their values; all of it if they need none."""
    table, old, new = change.new.name, column.old, column.new
    if new and not old:
        start = new if alone else replace(new, nullable=True)
        code = column_code(start, sql_type(new))
        comment = "" if new.nullable or column.fill else _REFUSED
        yield Alter(table, Call.of("batch_op.add_column", code), comment)
    if old and new:
        turns = column.turns and (alone or not _shrinks_late(column))
        tightens = alone and column.tightens
        loosens = new.nullable and not old.nullable
        yield from _alter(table, column, turns=turns, sets_null=tightens or loosens)


def _late(change: TableChange, column: ColumnChange) -> Iterator[Alter]:
    """What must wait until rows have their values."""
    new = column.new
    if new is None:
        return
    turns = column.turns and _shrinks_late(column)
    fills = not column.old and not new.nullable
    yield from _alter(change.new.name, column, turns=turns, sets_null=fills or column.tightens)


def _shrinks_late(column: ColumnChange) -> bool:
    """Whether an enum gets too short for values that rows have until they are mapped."""
    if not column.values or not column.old or not column.new:
        return False
    return max(map(len, column.new.values)) < max(map(len, column.old.values))


def _alter(table: str, column: ColumnChange, *, turns: bool, sets_null: bool) -> Iterator[Alter]:
    new = column.new
    if new is None or not (turns or sets_null):
        return
    existing = column.old if column.old and turns else new
    using = column.cast.using.replace("{}", sql_name(new.name)) if turns else ""
    arguments = [
        quoted(new.name),
        f"existing_type={sql_type(existing)}",
        *([f"type_={sql_type(new)}"] if turns else []),
        *([f"nullable={new.nullable}"] if sets_null else []),
        *([f"postgresql_using={quoted(using)}"] if using else []),
    ]
    reflected = None
    if turns and column.cast.kept_on_sqlite and column.old:
        reflected = column_code(replace(column.old, name=new.name), sql_type(new))
    call = Call.of("batch_op.alter_column", *arguments)
    yield Alter(table, call, reflected=reflected)


def _rewritten(change: TableChange) -> Iterator[Operation]:
    for column in change.columns:
        if column.turns and column.new and column.cast.on_sqlite:
            yield RewriteOnSQLite(change.new.name, column.new.name, column.cast.on_sqlite)


def _mapped(change: TableChange) -> Iterator[Operation]:
    """Rows with values that an enum loses get those that take their place."""
    for column in change.columns:
        for other in dict.fromkeys(column.values.values()):
            lost = tuple(quoted(each) for each, new in column.values.items() if new == other)
            if column.new:
                yield Update(change.new.name, ((column.new, quoted(other)),), lost)


def _filled(change: TableChange) -> Iterator[Operation]:
    """New columns get their values at once; in old ones only what is missing is filled."""
    fills = [(each, each.fill, each.new) for each in change.columns if each.fill and each.new]
    fresh = [(new, fill) for each, fill, new in fills if not each.old]
    if fresh:
        yield _update(change, fresh)
    for each, fill, new in fills:
        if each.old:
            yield replace(_update(change, [(new, fill)]), only=("None",))


def _update(change: TableChange, fills: Sequence[tuple[Column, Fill]]) -> Update:
    values = tuple((column, fill.code) for column, fill in fills)
    comment = _MADE_UP if any(fill.made_up for _, fill in fills) else ""
    return Update(change.new.name, values, comment=comment)
