"""What a database tells of its schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

Schema = dict[str, dict[str, list[str]]]


def schema(connection: sa.Connection) -> Schema:
    """Describe all tables but Alembic's, in all that a database can tell of them."""
    inspector = sa.inspect(connection)
    looks: dict[str, Callable[[str], Any]] = {
        "columns": inspector.get_columns,
        "primary key": lambda table: [inspector.get_pk_constraint(table)],
        "foreign keys": inspector.get_foreign_keys,
        "uniques": inspector.get_unique_constraints,
        "checks": inspector.get_check_constraints,
        "indexes": lambda table: [_index(each) for each in inspector.get_indexes(table)],
    }
    return {
        table: {what: sorted(map(repr, look(table))) for what, look in looks.items()}
        for table in inspector.get_table_names()
        if table != "alembic_version"
    }


def _index(described: Any) -> dict[str, Any]:
    """An index with its condition as text: it may come as an expression, each unlike the other."""
    options = {key: str(each) for key, each in described.get("dialect_options", {}).items()}
    return {**described, "dialect_options": options}


def plain(described: Schema) -> Schema:
    """A description without the quotes that SQLite keeps as they were written."""
    quotes = str.maketrans("", "", "\"'\\")
    return {
        table: {
            what: sorted(each.translate(quotes) for each in things)
            for what, things in parts.items()
        }
        for table, parts in described.items()
    }
