"""The names of constraints and indexes: the naming convention of the generated `models.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.errors import ProjectError
from generator.migrations.schema import ForeignKey, Table

_TEMPLATE_TABLES = ("users", "refresh_token", "refresh_tokens", "alembic_version")


def primary_key_name(table: Table) -> str:
    """`pk_product`."""
    return f"pk_{table.name}"


def foreign_key_name(table: str, key: ForeignKey) -> str:
    """`fk_product_category_id_category`."""
    return f"fk_{table}_{key.column}_{key.target}"


def unique_name(table: Table, column: str) -> str:
    """`uq_product_sku`."""
    return f"uq_{table.name}_{column}"


def check_name(table: str, name: str) -> str:
    """`ck_product_price_min`."""
    return f"ck_{table}_{name}"


def index_name(table: Table, column: str) -> str:
    """`ix_product_category_id`."""
    return f"ix_{table.name}_{column}"


def refuse_collisions(tables: Iterable[Table]) -> None:
    """Refuse two things of one name: the indexes of `blog.post_title` and `blog_post.title`.

    Tables and indexes share one room in a database; constraints have theirs in each table.

    Raises:
        ProjectError: Both are named.
    """
    taken = dict.fromkeys(_TEMPLATE_TABLES, "the template itself")
    for table in tables:
        _take(taken, _shared_names(table), table)
        _take({}, _own_names(table), table)


def _take(taken: dict[str, str], names: Iterable[str], table: Table) -> None:
    for name in names:
        if name in taken:
            raise ProjectError(
                f"table {table.name!r} needs the name {name!r}, used by {taken[name]} already",
                "Rename the resource or one of the fields.",
            )
        taken[name] = f"table {table.name!r}"


def _shared_names(table: Table) -> Iterator[str]:
    yield table.name
    yield primary_key_name(table)
    yield from (unique_name(table, column) for column in table.uniques)
    yield from (index_name(table, column) for column in table.indexes)


def _own_names(table: Table) -> Iterator[str]:
    yield from (foreign_key_name(table.name, key) for key in table.foreign_keys)
    yield from (check_name(table.name, check.name) for check in table.checks)
    yield from (check_name(table.name, column.name) for column in table.columns if column.values)
