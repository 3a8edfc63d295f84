"""Indexes of trigrams: PostgreSQL finds a text within others by them, SQLite has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.migrations.layout import INDENT, Call, final, only_on, quoted

_EXTENSION = "CREATE EXTENSION IF NOT EXISTS pg_trgm"


@dataclass(frozen=True, slots=True)
class CreateTrigramIndexes:
    """New indexes of trigrams.

    Attributes:
        table: The name of the table.
        columns: Each column, by the name of its index.
    """

    table: str
    columns: Mapping[str, str]

    def lines(self) -> Sequence[str]:
        """Create them, and the extension that has their operators; that one stays for others."""
        indent = INDENT * 2
        extension = Call.of("op.execute", quoted(_EXTENSION)).lines(indent)
        indexes = [line for name in self.columns for line in self._index(name).lines(indent)]
        return [only_on("postgresql"), *extension, *indexes]

    def _index(self, name: str) -> Call:
        column = self.columns[name]
        return Call.of(
            "op.create_index",
            final(name),
            quoted(self.table),
            Call.listing([column]),
            'postgresql_using="gin"',
            Call("postgresql_ops={", (f'{quoted(column)}: "gin_trgm_ops"',), "}"),
        )


@dataclass(frozen=True, slots=True)
class DropTrigramIndex:
    """An index of trigrams that goes."""

    table: str
    name: str

    def lines(self) -> Sequence[str]:
        """Drop it."""
        table = f"table_name={quoted(self.table)}"
        drop = Call.of("op.drop_index", final(self.name), table)
        return [only_on("postgresql"), *drop.lines(INDENT * 2)]
