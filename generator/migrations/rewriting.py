"""What a revision does to tables that stay: new names, and new values for the rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.migrations.constraints import sql_type
from generator.migrations.layout import INDENT, Call, final, only_on, quoted
from generator.migrations.operations import remark
from generator.migrations.schema import Column, sql_name


@dataclass(frozen=True, slots=True)
class RenameTable:
    """Another name for a table.

    Attributes:
        old: What it is called.
        new: What it shall be called.
        has_id: Whether other tables may point to its primary key, which then stays in place.
        counts: Whether PostgreSQL has a sequence for its ids.
    """

    old: str
    new: str
    has_id: bool
    counts: bool

    def lines(self) -> Sequence[str]:
        """Rename the table, and what is named after it and cannot be made anew."""
        lines = Call.of("op.rename_table", quoted(self.old), quoted(self.new)).lines(INDENT)
        return [*lines, *self._primary_key()] if self.has_id else lines

    def _primary_key(self) -> list[str]:
        old, new = f"pk_{self.old}", f"pk_{self.new}"
        table, inner = sql_name(self.new), INDENT * 2
        statements = [f"ALTER TABLE {table} RENAME CONSTRAINT {old} TO {new}"]
        if self.counts:
            statements.append(f"ALTER SEQUENCE {self.old}_id_seq RENAME TO {self.new}_id_seq")
        drop = Call.of("batch_op.drop_constraint", final(old), 'type_="primary"')
        create = Call.of("batch_op.create_primary_key", final(new), Call.listing(["id"]))
        return [
            only_on("postgresql"),
            *(line for each in statements for line in _executed(each, inner)),
            f"{INDENT}else:",
            *Call.of("with op.batch_alter_table", quoted(self.new)).lines(inner, " as batch_op:"),
            *(line for call in (drop, create) for line in call.lines(inner + INDENT)),
        ]


@dataclass(frozen=True, slots=True)
class RenameColumn:
    """Another name for a column of a table."""

    table: str
    old: str
    new: str

    def lines(self) -> Sequence[str]:
        """Rename it in place; both databases can."""
        new = f"new_column_name={quoted(self.new)}"
        return Call.of("op.alter_column", quoted(self.table), quoted(self.old), new).lines(INDENT)


@dataclass(frozen=True, slots=True)
class Update:
    """Values for rows.

    Attributes:
        table: The name of the table.
        values: The columns and what they get, as Python.
        only: What such rows have in the first column, as Python: `None`, or some values; all rows
            if empty.
        comment: What the reader should know.
    """

    table: str
    values: tuple[tuple[Column, str], ...]
    only: tuple[str, ...] = ()
    comment: str = ""

    def lines(self) -> Sequence[str]:
        """An UPDATE by way of SQLAlchemy, which knows how each database writes the values."""
        columns = [
            Call.of("sa.column", quoted(column.name), sql_type(column)) for column, _ in self.values
        ]
        rows = Call.of("rows = sa.table", quoted(self.table), *columns)
        values = [_argument(column.name, code) for column, code in self.values]
        return [
            *remark(self.comment),
            *rows.lines(INDENT),
            *(self._some(values) if self.only else self._all(values)),
        ]

    def _all(self, values: Sequence[str | Call]) -> list[str]:
        return Call.of("op.execute", Call.of("rows.update().values", *values)).lines(INDENT)

    def _some(self, values: Sequence[str | Call]) -> list[str]:
        column = f"rows.c[{quoted(self.values[0][0].name)}]"
        return [
            *Call.of("change = rows.update().values", *values).lines(INDENT),
            *Call.of("op.execute", Call.of("change.where", self._condition(column))).lines(INDENT),
        ]

    def _condition(self, column: str) -> str | Call:
        if self.only == ("None",):
            return f"{column}.is_(None)"
        if len(self.only) == 1:
            return f"{column} == {self.only[0]}"
        return Call.of(f"{column}.in_", Call("[", self.only, "]"))


def _argument(name: str, code: str) -> str | Call:
    """A keyword argument, which goes over several lines where it is a call that needs them."""
    function, opening, rest = code.partition("(")
    if not opening or not function.replace(".", "").isidentifier():
        return f"{name}={code}"
    inner = rest.removesuffix(")")
    is_text = '"' in inner or "'" in inner
    return Call.of(f"{name}={function}", *([inner] if is_text else inner.split(", ")))


@dataclass(frozen=True, slots=True)
class RefuseDeleted:
    """A table whose rows are not marked as deleted any more."""

    table: str

    def lines(self) -> Sequence[str]:
        """Let a CHECK look for marks; whether the SQL is run or printed does not matter to it."""
        condition = quoted("deleted_at IS NULL")
        batch = Call.of("with op.batch_alter_table", quoted(self.table))
        guard = Call.of("batch_op.create_check_constraint", self._name, condition)
        return [
            *remark("Deleted rows would be there again: restore or purge them first."),
            *batch.lines(INDENT, " as batch_op:"),
            *guard.lines(INDENT * 2),
        ]

    def removal(self) -> Call:
        """The call that takes the CHECK away."""
        return Call.of("batch_op.drop_constraint", self._name, 'type_="check"')

    @property
    def _name(self) -> Call:
        return final(f"ck_{self.table}_no_deleted_rows")


@dataclass(frozen=True, slots=True)
class RewriteOnSQLite:
    """Values as SQLite writes them, where PostgreSQL has turned them with the column."""

    table: str
    column: str
    expression: str

    def lines(self) -> Sequence[str]:
        """An UPDATE on that one database."""
        table, column = sql_name(self.table), sql_name(self.column)
        value = self.expression.replace("{}", column)
        change = f"UPDATE {table} SET {column} = {value} "  # noqa: S608 - names are identifiers
        return [only_on("sqlite"), *_executed(f"{change}WHERE {column} IS NOT NULL", INDENT * 2)]


def _executed(statement: str, indent: str) -> list[str]:
    return Call.of("op.execute", quoted(statement)).lines(indent)


def one_by_one(renames: Mapping[str, str], taken: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Put renames in an order in which no name is needed twice at a time.

    Args:
        renames: Old names and new ones, all meant at once.
        taken: Names that are not free for a stop on the way.
    """
    left = {old: new for old, new in renames.items() if old != new}
    while left:
        ready = next((old for old, new in left.items() if new not in left), None)
        if ready is not None:
            yield ready, left.pop(ready)
            continue
        old = next(iter(left))  # a circle: one of it steps aside
        aside = _free_name(f"{old[:50]}_aside", taken | {*left})
        yield old, aside
        left[aside] = left.pop(old)


def _free_name(name: str, taken: frozenset[str]) -> str:
    while name in taken:
        name += "_"
    return name
