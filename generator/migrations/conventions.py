"""The names of constraints and indexes: the naming convention of the generated `models.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.errors import ProjectError
from generator.migrations.schema import ForeignKey, Table
from generator.spec.intent import TableKey

_TEMPLATE_TABLES = ("users", "refresh_token", "refresh_tokens", "alembic_version")


def primary_key_name(table: Table) -> str:
    """`pk_product`."""
    return f"pk_{table.name}"


def foreign_key_name(table: str, key: ForeignKey) -> str:
    """`fk_product_category_id_category`."""
    return f"fk_{table}_{key.column}_{key.target}"


def unique_name(table: Table, *columns: str) -> str:
    """`uq_product_sku`, `uq_line_order_id_product_id`."""
    return "_".join(["uq", table.name, *columns])


def check_name(table: str, name: str) -> str:
    """`ck_product_price_min`."""
    return f"ck_{table}_{name}"


def index_name(table: Table, *columns: str) -> str:
    """`ix_product_category_id`, `ix_product_price_product_id`."""
    return "_".join(["ix", *(f"{table.name}_{column}" for column in columns)])


def trigram_index_name(table: Table, column: str) -> str:
    """`ix_product_name_trgm`: a column may have an ordinary index as well."""
    return f"ix_{table.name}_{column}_trgm"


def key_name(table: Table, key: TableKey) -> str:
    """`ix_product_barcode`, `uq_product_barcode_supplier_id`: of what the user has given it."""
    if key.kind == "unique":
        return unique_name(table, *key.columns)
    return index_name(table, *key.columns)


def constrained_columns(table: Table) -> tuple[tuple[str, ...], ...]:
    """The columns that are unique by a constraint: rows that are only marked need an index."""
    return (*(() if table.soft_delete else table.uniques), *((each,) for each in table.keys))


def unique_index_columns(table: Table) -> tuple[tuple[str, ...], ...]:
    """The columns that are unique among the rows that are not deleted."""
    return table.uniques if table.soft_delete else ()


def index_columns(table: Table) -> Iterator[tuple[str, ...]]:
    """The columns of each index that is not unique."""
    yield from ((column,) for column in table.indexes)
    yield from ((column, *table.primary_key) for column in table.orders)


def shared_names(table: Table) -> Iterator[str]:
    """The names that no other table may use: tables and indexes share one room."""
    yield table.name
    yield primary_key_name(table)
    yield from (unique_name(table, *columns) for columns in constrained_columns(table))
    yield from (index_name(table, *columns) for columns in unique_index_columns(table))
    yield from (index_name(table, *columns) for columns in index_columns(table))
    yield from (trigram_index_name(table, column) for column in table.trigrams)


def refuse_collisions(tables: Iterable[Table]) -> None:
    """Refuse two things of one name: the indexes of `blog.post_title` and `blog_post.title`.

    Tables and indexes share one room in a database; constraints have theirs in each table.

    Raises:
        ProjectError: Both are named.
    """
    taken = dict.fromkeys(_TEMPLATE_TABLES, "the template itself")
    for table in tables:
        _take(taken, shared_names(table), table)
        _take({}, _own_names(table), table)


def _take(taken: dict[str, str], names: Iterable[str], table: Table) -> None:
    for name in names:
        if name in taken:
            raise ProjectError(
                f"table {table.name!r} needs the name {name!r}, used by {taken[name]} already",
                "Rename the resource or one of the fields.",
            )
        taken[name] = f"table {table.name!r}"


def _own_names(table: Table) -> Iterator[str]:
    yield from (foreign_key_name(table.name, key) for key in table.foreign_keys)
    yield from (check_name(table.name, check.name) for check in table.checks)
    yield from (check_name(table.name, column.name) for column in table.columns if column.values)
