"""What a revision can do to a database: each operation knows its code.

Names are given whole and wrapped in `op.f`: they are final, and SQLAlchemy cuts the ones that are
too long for a database exactly as it cuts those of the models.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from generator.migrations.constraints import LIVE_UNIQUE
from generator.migrations.conventions import (
    check_name,
    constrained_columns,
    foreign_key_name,
    index_columns,
    index_name,
    primary_key_name,
    trigram_index_name,
    unique_index_columns,
    unique_name,
)
from generator.migrations.layout import INDENT, Call, final, quoted
from generator.migrations.schema import Check, Column, ForeignKey, Table
from generator.migrations.trigrams import CreateTrigramIndexes


class Operation(Protocol):
    """One change of the schema or of rows, written as lines of a function's body."""

    def lines(self) -> Sequence[str]:
        """The code that makes the change."""


@dataclass(frozen=True, slots=True)
class CreateTable:
    """A new table with its constraints and indexes."""

    table: Table

    def lines(self) -> Sequence[str]:
        """Create the table, then its indexes."""
        name = quoted(self.table.name)
        columns = [_column(self.table, each) for each in self.table.columns]
        table = Call.of("op.create_table", name, *columns, *_constraints(self.table))
        lines = [line for call in (table, *self._indexes()) for line in call.lines(INDENT)]
        names = {trigram_index_name(self.table, each): each for each in self.table.trigrams}
        return [*lines, *(CreateTrigramIndexes(self.table.name, names).lines() if names else ())]

    def _indexes(self) -> Iterator[Call]:
        for columns in unique_index_columns(self.table):
            yield self._index(columns, LIVE_UNIQUE)
        for columns in index_columns(self.table):
            yield self._index(columns)

    def _index(self, columns: Sequence[str], options: Sequence[str] = ()) -> Call:
        name, table = final(index_name(self.table, *columns)), quoted(self.table.name)
        return Call.of("op.create_index", name, table, Call.listing(columns), *options)


@dataclass(frozen=True, slots=True)
class DropTable:
    """A table that goes, and its indexes with it."""

    table: str

    def lines(self) -> Sequence[str]:
        """Drop the table."""
        return Call.of("op.drop_table", quoted(self.table)).lines(INDENT)


@dataclass(frozen=True, slots=True)
class Alter:
    """A change within a table; SQLite makes those that follow each other in one go, by a copy.

    Attributes:
        table: The name of the table.
        call: The change.
        comment: What the reader should know of it.
        reflected: A column that SQLite must take for what it is not yet, so that values are
            copied as they are.
    """

    table: str
    call: Call
    comment: str = ""
    reflected: Call | None = None

    def lines(self) -> Sequence[str]:
        """The change as part of the block that is open for its table."""
        indent = INDENT * 2
        return [*remark(self.comment, indent), *self.call.lines(indent)]


def body(operations: Sequence[Operation]) -> Iterator[str]:
    """The lines of a function that does one after the other."""
    for table, members in groupby(operations, _altered_table):
        run = list(members)
        if table:
            yield from _opening(table, [each for each in run if isinstance(each, Alter)])
        for each in run:
            yield from each.lines()


def _altered_table(operation: Operation) -> str:
    return operation.table if isinstance(operation, Alter) else ""


def _opening(table: str, alters: Sequence[Alter]) -> list[str]:
    reflected = [each.reflected for each in alters if each.reflected]
    arguments = [Call("reflect_args=[", tuple(reflected), "]")] if reflected else []
    why = "SQLite keeps these values as they are: its CAST would spoil them." if reflected else ""
    call = Call.of("with op.batch_alter_table", quoted(table), *arguments)
    return [*remark(why), *call.lines(INDENT, " as batch_op:")]


def remark(comment: str, indent: str = INDENT) -> list[str]:
    """A comment as lines, if there is one."""
    return [f"{indent}# {comment}"] if comment else []


def column_code(column: Column, type_: str | Call) -> Call:
    """A column, with the code of its type."""
    return Call.of("sa.Column", quoted(column.name), type_, f"nullable={column.nullable}")


def _column(table: Table, column: Column) -> Call:
    return column_code(column, _enum(table, column) if column.values else column.type)


def _enum(table: Table, column: Column) -> Call:
    """Text with a CHECK instead of a native type: the same on every database."""
    return Call.of(
        column.type,
        *map(quoted, column.values),
        final(check_name(table.name, column.name), "name=op.f"),
        "native_enum=False",
        "create_constraint=True",
        f"length={max(map(len, column.values))}",
    )


def _constraints(table: Table) -> list[Call]:
    return [
        *(_foreign_key(table, key) for key in table.foreign_keys),
        *(_check(table, check) for check in table.checks),
        _named("sa.PrimaryKeyConstraint", table.primary_key, primary_key_name(table)),
        *(
            _named("sa.UniqueConstraint", columns, unique_name(table, *columns))
            for columns in constrained_columns(table)
        ),
    ]


def _foreign_key(table: Table, key: ForeignKey) -> Call:
    return Call.of(
        "sa.ForeignKeyConstraint",
        Call.listing([key.column]),
        Call.listing([f"{key.target}.id"]),
        final(foreign_key_name(table.name, key), "name=op.f"),
        f"ondelete={quoted(key.on_delete)}",
    )


def _check(table: Table, check: Check) -> Call:
    name = check_name(table.name, check.name)
    return _named("sa.CheckConstraint", (check.condition,), name)


def _named(constraint: str, texts: Sequence[str], name: str) -> Call:
    return Call.of(constraint, *map(quoted, texts), final(name, "name=op.f"))
