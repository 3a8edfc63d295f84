"""Whatever a table has beside its columns and has a name: what it says, how it comes and goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.migrations.conventions import (
    check_name,
    constrained_columns,
    foreign_key_name,
    index_columns,
    index_name,
    key_name,
    primary_key_name,
    trigram_index_name,
    unique_index_columns,
    unique_name,
)
from generator.migrations.layout import Call, final, quoted
from generator.migrations.schema import Column, Table, sql_name
from generator.spec.field import TRIGRAM


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint or an index; two that are equal need no change.

    Attributes:
        kind: What Alembic calls it: `unique`, `check`, `foreignkey`, `primary`; or `index`, or
            `live_unique`: an index that makes unique what is not deleted; or `unique_index`; or
            `trigram`.
        name: Its whole name.
        columns: What it is about.
        condition: What a CHECK says.
        column_type: The type of the column that a CHECK is about: PostgreSQL reads the condition
            with it.
        target: The table that a foreign key points to.
        on_delete: What a foreign key does then.
    """

    kind: str
    name: str
    columns: tuple[str, ...]
    condition: str = ""
    column_type: str = ""
    target: str = ""
    on_delete: str = ""

    def after(self, columns: Mapping[str, str], tables: Mapping[str, str]) -> Constraint:
        """What the database makes of it when columns and tables get other names.

        Args:
            columns: The new names of the columns that stay; with the others it goes.
            tables: The new names of tables.
        """
        moved = tuple(columns.get(each, "") for each in self.columns)
        return replace(self, columns=moved, target=tables.get(self.target, self.target))

    def creation(self) -> Call:
        """The call that adds it to a table."""
        function, arguments = _CREATORS[self.kind]
        return Call.of(f"batch_op.{function}", final(self.name), *arguments(self))

    def removal(self) -> Call:
        """The call that takes it away."""
        if self.kind in {"index", "live_unique", "unique_index"}:
            return Call.of("batch_op.drop_index", final(self.name))
        kind = f'type_="{self.kind}"'
        return Call.of("batch_op.drop_constraint", final(self.name), kind)


def _over_columns(constraint: Constraint) -> tuple[str | Call, ...]:
    return (Call.listing(constraint.columns),)


def _uniquely_over_columns(constraint: Constraint) -> tuple[str | Call, ...]:
    return (*_over_columns(constraint), "unique=True")


def _over_live_rows(constraint: Constraint) -> tuple[str | Call, ...]:
    return (*_over_columns(constraint), *LIVE_UNIQUE)


def _over_condition(constraint: Constraint) -> tuple[str | Call, ...]:
    return (quoted(constraint.condition),)


def _over_target(constraint: Constraint) -> tuple[str | Call, ...]:
    return (
        quoted(constraint.target),
        Call.listing(constraint.columns),
        Call.listing(["id"]),
        f"ondelete={quoted(constraint.on_delete)}",
    )


_LIVE = 'sa.text("deleted_at IS NULL")'
LIVE_UNIQUE = ("unique=True", f"sqlite_where={_LIVE}", f"postgresql_where={_LIVE}")
"""The arguments of an index that makes unique what is not deleted."""

_CREATORS = {
    "primary": ("create_primary_key", _over_columns),
    "foreignkey": ("create_foreign_key", _over_target),
    "check": ("create_check_constraint", _over_condition),
    "unique": ("create_unique_constraint", _over_columns),
    "index": ("create_index", _over_columns),
    "live_unique": ("create_index", _over_live_rows),
    "unique_index": ("create_index", _uniquely_over_columns),
}


def constraints(table: Table) -> Iterator[Constraint]:
    """All of a table; not the key that others point to, which goes with the table itself."""
    types = {each.name: sql_type(each) for each in table.columns}
    if table.primary_key != ("id",):
        yield Constraint("primary", primary_key_name(table), table.primary_key)
    for key in table.foreign_keys:
        name = foreign_key_name(table.name, key)
        yield Constraint(
            "foreignkey", name, (key.column,), target=key.target, on_delete=key.on_delete
        )
    for check in table.checks:
        name, column = check_name(table.name, check.name), check.column
        yield Constraint("check", name, (column,), check.condition, types[column])
    for each in table.columns:
        if each.values:
            name = check_name(table.name, each.name)
            yield Constraint("check", name, (each.name,), _membership(each), types[each.name])
    for columns in constrained_columns(table):
        yield Constraint("unique", unique_name(table, *columns), columns)
    for columns in unique_index_columns(table):
        yield Constraint("live_unique", index_name(table, *columns), columns)
    for columns in index_columns(table):
        yield Constraint("index", index_name(table, *columns), columns)
    for column in table.trigrams:
        yield Constraint(TRIGRAM, trigram_index_name(table, column), (column,))
    yield from (Constraint(key.kind, key_name(table, key), key.columns) for key in table.own)


def sql_type(column: Column) -> str:
    """The code of a column's bare type: an enum is text with a CHECK."""
    return f"sa.String({max(map(len, column.values))})" if column.values else column.type


def _membership(column: Column) -> str:
    values = ", ".join(f"'{each}'" for each in column.values)
    return f"{sql_name(column.name)} IN ({values})"
