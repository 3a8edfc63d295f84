"""What a revision can do to a database: each operation knows the code of both directions.

Names are given whole and wrapped in `op.f`: they are final, and SQLAlchemy cuts the ones that are
too long for a database exactly as it cuts those of the models.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from generator.migrations.conventions import (
    check_name,
    foreign_key_name,
    index_name,
    primary_key_name,
    unique_name,
)
from generator.migrations.layout import INDENT, Call, quoted
from generator.migrations.schema import Check, Column, ForeignKey, Table


class Operation(Protocol):
    """One change of the schema, written as lines of a function's body."""

    def upgrade(self) -> Sequence[str]:
        """The code that makes the change."""

    def downgrade(self) -> Sequence[str]:
        """The code that takes it back."""


@dataclass(frozen=True, slots=True)
class CreateTable:
    """A new table with its constraints and indexes."""

    table: Table

    def upgrade(self) -> Sequence[str]:
        """Create the table, then its indexes."""
        name = quoted(self.table.name)
        columns = [_column(self.table, each) for each in self.table.columns]
        table = Call.of("op.create_table", name, *columns, *_constraints(self.table))
        indexes = [
            Call.of(
                "op.create_index", _final(index_name(self.table, each)), name, Call.listing([each])
            )
            for each in self.table.indexes
        ]
        return [line for call in (table, *indexes) for line in call.lines(INDENT)]

    def downgrade(self) -> Sequence[str]:
        """Drop the table; its indexes go with it."""
        return Call.of("op.drop_table", quoted(self.table.name)).lines(INDENT)


@dataclass(frozen=True, slots=True)
class AddForeignKey:
    """A foreign key to a table that is younger than its own."""

    table: str
    key: ForeignKey

    def upgrade(self) -> Sequence[str]:
        """Add the constraint; SQLite can only do so by copying the table."""
        return self._altered(
            Call.of(
                "batch_op.create_foreign_key",
                _final(foreign_key_name(self.table, self.key)),
                quoted(self.key.target),
                Call.listing([self.key.column]),
                Call.listing(["id"]),
                f"ondelete={quoted(self.key.on_delete)}",
            )
        )

    def downgrade(self) -> Sequence[str]:
        """Drop the constraint."""
        name = _final(foreign_key_name(self.table, self.key))
        return self._altered(Call.of("batch_op.drop_constraint", name, 'type_="foreignkey"'))

    def _altered(self, change: Call) -> list[str]:
        opening = f"{INDENT}with op.batch_alter_table({quoted(self.table)}) as batch_op:"
        return [opening, *change.lines(INDENT * 2)]


@dataclass(frozen=True, slots=True)
class Reversed:
    """An operation the other way round."""

    operation: Operation

    def upgrade(self) -> Sequence[str]:
        """Take back what the operation makes."""
        return self.operation.downgrade()

    def downgrade(self) -> Sequence[str]:
        """Make it again."""
        return self.operation.upgrade()


def _final(name: str, opening: str = "op.f") -> Call:
    return Call.of(opening, quoted(name))


def _column(table: Table, column: Column) -> Call:
    type_ = _enum(table, column) if column.values else column.type
    return Call.of("sa.Column", quoted(column.name), type_, f"nullable={column.nullable}")


def _enum(table: Table, column: Column) -> Call:
    """Text with a CHECK instead of a native type: the same on every database."""
    return Call.of(
        column.type,
        *map(quoted, column.values),
        _final(check_name(table.name, column.name), "name=op.f"),
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
            _named("sa.UniqueConstraint", (column,), unique_name(table, column))
            for column in table.uniques
        ),
    ]


def _foreign_key(table: Table, key: ForeignKey) -> Call:
    return Call.of(
        "sa.ForeignKeyConstraint",
        Call.listing([key.column]),
        Call.listing([f"{key.target}.id"]),
        _final(foreign_key_name(table.name, key), "name=op.f"),
        f"ondelete={quoted(key.on_delete)}",
    )


def _check(table: Table, check: Check) -> Call:
    name = check_name(table.name, check.name)
    return _named("sa.CheckConstraint", (check.condition,), name)


def _named(constraint: str, texts: Sequence[str], name: str) -> Call:
    return Call.of(constraint, *map(quoted, texts), _final(name, "name=op.f"))
