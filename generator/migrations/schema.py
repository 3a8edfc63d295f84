"""The tables behind a resource, as values: what the generated models declare, in the same names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.naming import SQL_RESERVED
from generator.spec.field import TRIGRAM, USER, Field
from generator.spec.intent import TableKey
from generator.spec.listing import SQLITE_DIGITS
from generator.spec.project import Project
from generator.spec.resource import Resource
from generator.spec.unique_sets import unique_sets

USERS = "users"
"""The table of the one resource that every project has; a revision of the template makes it."""

_LONGEST_NAME = 63
_ON_DELETE = {"cascade": "CASCADE", "restrict": "RESTRICT", "setnull": "SET NULL"}
_JSON = 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
_MOMENT = "sa.DateTime(timezone=True)"
_TYPES = {
    "text": "sa.Text()",
    "int": "sa.Integer()",
    "bigint": "sa.BigInteger()",
    "float": "sa.Double()",
    "bool": "sa.Boolean()",
    "date": "sa.Date()",
    "datetime": _MOMENT,
    "time": "sa.Time()",
    "uuid": "sa.Uuid()",
    "json": _JSON,
    "bytes": "sa.LargeBinary()",
    "file": _JSON,
    "image": _JSON,
    "list": _JSON,
    "enum": "sa.Enum",
}
_ID_TYPES = {
    "uuid": "sa.Uuid()",
    # SQLite counts only in a column of this very type.
    "int": 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")',
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: Its name.
        type: The code of its type; of an enum just the class, as the rest follows from the values.
        nullable: Whether it may be null.
        values: The values of an enum.
    """

    name: str
    type: str
    nullable: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column that holds the `id` of another table's row."""

    column: str
    target: str
    on_delete: str


@dataclass(frozen=True, slots=True)
class Check:
    """A condition on a column, in SQL; the table's name is put before its own."""

    name: str
    condition: str
    column: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with all that belongs to it. What is unique may be so together, by several columns.

    Attributes:
        orders: The columns that lists are ordered by: an index of each with the primary key.
        trigrams: The columns that PostgreSQL searches by an index of trigrams.
        soft_delete: Whether rows are only marked as deleted; what is unique is so among the rest.
        keys: The columns that are unique among all rows, the deleted ones too.
        own: What the user has given it.
    """

    name: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ("id",)
    foreign_keys: tuple[ForeignKey, ...] = ()
    uniques: tuple[tuple[str, ...], ...] = ()
    checks: tuple[Check, ...] = ()
    indexes: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    trigrams: tuple[str, ...] = ()
    soft_delete: bool = False
    keys: tuple[str, ...] = ()
    own: tuple[TableKey, ...] = ()


TIMESTAMPS = (Column("created_at", _MOMENT), Column("updated_at", _MOMENT))
"""The columns that say when a row was made and last changed."""

VERSION = Column("version", _TYPES["int"])
"""The column that says how often a row was written."""

_DIGEST = "sa.String(64)"
IDEMPOTENCY = (
    Column("idempotency_key", _DIGEST, nullable=True),
    Column("idempotency_fingerprint", _DIGEST, nullable=True),
)
"""The columns that say which request made a row, as digests in hexadecimal."""

DELETED_AT = Column("deleted_at", _MOMENT, nullable=True)
"""The column that says when a row was deleted."""


def resource_table(project: Project, resource: Resource) -> Table:
    """The table that holds the rows of a resource."""
    fields = [field for field in resource.fields if field.type != "m2m"]
    return Table(
        name=resource.table,
        columns=tuple(_columns(project, resource, fields)),
        foreign_keys=tuple(_key(project, field) for field in fields if field.type == "ref"),
        uniques=tuple(_uniques(resource)),
        keys=(IDEMPOTENCY[0].name,) if resource.idempotent else (),
        checks=tuple(check for field in fields for check in _bounds(field)),
        indexes=tuple(_indexes(resource, fields)),
        orders=tuple(_orders(resource)),
        trigrams=tuple(field.name for field in fields if field.search == TRIGRAM),
        soft_delete=resource.soft_delete,
    )


def _uniques(resource: Resource) -> Iterator[tuple[str, ...]]:
    sets = (*((each,) for each in resource.fields if each.unique), *unique_sets(resource.fields))
    yield from (tuple(field.api_name for field in some) for some in sets)


def _indexes(resource: Resource, fields: list[Field]) -> Iterator[str]:
    """A unique constraint has an index, which serves its first column as well."""
    served = {some[0].name for some in unique_sets(resource.fields) if not resource.soft_delete}
    keys = {field.name for field in fields if field.type == "ref"} - served
    indexed = (field for field in fields if field.index or field.name in keys)
    yield from (field.api_name for field in indexed if not field.unique)


def _orders(resource: Resource) -> Iterator[str]:
    """Lists that go on behind a row find it by an index; a unique column has one that serves."""
    if resource.pagination not in {"cursor", "keyset"}:
        return
    sort = [field for field in resource.fields if field.sort]
    yield from (field.api_name for field in sort if not field.unique)
    if sort and resource.timestamps:
        yield "created_at"


def association_tables(project: Project, resource: Resource) -> tuple[Table, ...]:
    """The tables that hold the pairs of the resource's many-to-many relations."""
    return tuple(
        association_table(project, resource, field)
        for field in resource.fields
        if field.type == "m2m"
    )


def association_table(project: Project, resource: Resource, field: Field) -> Table:
    """The table that holds the pairs of one many-to-many relation."""
    related = "related_" if field.target == resource.name else ""
    ends = (f"{resource.name}_id", f"{related}{field.target}_id")
    targets = (resource.table, _target(project, field))
    return Table(
        name=f"{resource.table}_{field.name}"[:_LONGEST_NAME],
        columns=tuple(Column(end, _ID_TYPES[project.id]) for end in ends),
        primary_key=ends,
        foreign_keys=tuple(
            ForeignKey(end, target, "CASCADE") for end, target in zip(ends, targets, strict=True)
        ),
        indexes=ends[1:],  # the primary key serves the first one
    )


def _key(project: Project, field: Field) -> ForeignKey:
    on_delete = _ON_DELETE[field.on_delete or "restrict"]
    return ForeignKey(field.api_name, _target(project, field), on_delete)


def _target(project: Project, field: Field) -> str:
    tables = {USER: USERS} | {each.name: each.table for each in project.resources}
    return tables[str(field.target)]


def _columns(project: Project, resource: Resource, fields: list[Field]) -> Iterator[Column]:
    yield Column("id", _ID_TYPES[project.id])
    yield from (field_column(project, field) for field in fields)
    if resource.timestamps:
        yield from TIMESTAMPS
    if resource.soft_delete:
        yield DELETED_AT
    if resource.versioned:
        yield VERSION
    if resource.idempotent:
        yield from IDEMPOTENCY


def field_column(project: Project, field: Field) -> Column:
    """The column that holds the values of a field; a many-to-many relation has none."""
    values = field.values if field.type == "enum" else ()
    return Column(field.api_name, _type(project, field), field.optional, values)


def _type(project: Project, field: Field) -> str:
    if field.type == "ref":
        return _ID_TYPES[project.id]
    if field.type == "decimal":
        numeric = f"sa.Numeric({field.precision}, {field.scale})"
        text = f'.with_variant(sa.String({_digits(field) + 2}), "sqlite")'
        return numeric + (text if is_text_on_sqlite(field) else "")
    return _TYPES.get(field.type) or f"sa.String({field.max_length})"


def _digits(field: Field) -> int:
    return field.precision or 0


def is_text_on_sqlite(field: Field) -> bool:
    """Whether a decimal has more digits than SQLite keeps of a number."""
    return _digits(field) > SQLITE_DIGITS


def sql_name(name: str) -> str:
    """A name as SQL has it: in quotes only where the word is reserved."""
    return f'"{name}"' if name in SQL_RESERVED else name


def _bounds(field: Field) -> Iterator[Check]:
    column = sql_name(field.name)
    if is_text_on_sqlite(field):
        column = f"CAST({column} AS NUMERIC)"
    if field.min is not None:
        yield Check(f"{field.name}_min", f"{column} >= {field.min}", field.name)
    if field.max is not None:
        yield Check(f"{field.name}_max", f"{column} <= {field.max}", field.name)
