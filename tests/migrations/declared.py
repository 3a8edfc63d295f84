"""The models of a specification, by way of SQLAlchemy instead of as text.

Written a second time, on purpose: the revisions are held against what models with the same fields
would declare.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from generator.naming import SQL_RESERVED
from generator.spec.field import Field
from generator.spec.project import Project
from generator.spec.resource import Resource

CONVENTION = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
TYPES: dict[str, Any] = {
    "text": sa.Text,
    "int": sa.Integer,
    "bigint": sa.BigInteger,
    "float": sa.Double,
    "bool": sa.Boolean,
    "date": sa.Date,
    "datetime": sa.DateTime(timezone=True),
    "time": sa.Time,
    "uuid": sa.Uuid,
    "json": JSON,
    "list": JSON,
    "file": JSON,
    "image": JSON,
    "bytes": sa.LargeBinary,
}
IDS: dict[str, Any] = {
    "uuid": sa.Uuid(),
    "int": sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
}


def declare(project: Project) -> sa.MetaData:
    """Build the tables that the models of a project would declare."""
    metadata = sa.MetaData(naming_convention=CONVENTION)
    sa.Table("users", metadata, sa.Column("id", IDS[project.id], primary_key=True))
    for resource in project.resources:
        fields = [field for field in resource.fields if field.type != "m2m"]
        sa.Table(
            resource.table,
            metadata,
            sa.Column("id", IDS[project.id], primary_key=True),
            *(declare_field(field, resource, project) for field in fields),
            *(bound for field in resource.fields for bound in declare_bounds(field)),
            *(declare_timestamps() if resource.timestamps else ()),
            *declare_sets(resource),
            *declare_orders(resource),
            *declare_trigrams(resource),
            *(declare_deletion(resource) if resource.soft_delete else ()),
            *declare_version(resource),
            *declare_idempotency(resource),
        )
        for field in resource.fields:
            if field.type == "m2m":
                declare_pairs(metadata, project, resource, field)
    return metadata


def columns_together(resource: Resource) -> list[list[str]]:
    """Name the columns that are unique together: the others first, then the one that says so."""
    columns = {field.name: field.api_name for field in resource.fields}
    return [
        [*(columns[name] for name in field.unique_with), field.api_name]
        for field in resource.fields
        if field.unique_with
    ]


def declare_sets(resource: Resource) -> list[sa.UniqueConstraint]:
    """Declare what is unique together; with soft deletion see `declare_deletion`."""
    sets = [] if resource.soft_delete else columns_together(resource)
    return [sa.UniqueConstraint(*names) for names in sets]


def declare_orders(resource: Resource) -> list[sa.Index]:
    """Declare an index for each order of lists that go on behind a row."""
    names = [field.api_name for field in resource.fields if field.sort]
    names += ["created_at"] if names and resource.timestamps else []
    unique = [field.api_name for field in resource.fields if field.unique]
    seeks = resource.pagination in {"cursor", "keyset"}
    return [sa.Index(None, name, "id") for name in names if seeks and name not in unique]


def declare_trigrams(resource: Resource) -> list[sa.Index]:
    """Declare what PostgreSQL, and no other database, searches by."""
    names = [field.name for field in resource.fields if field.search == "trigram"]
    return [
        sa.Index(
            sa.schema.conv(f"ix_{resource.table}_{name}_trgm"),
            name,
            postgresql_using="gin",
            postgresql_ops={name: "gin_trgm_ops"},
        ).ddl_if(dialect="postgresql")
        for name in names
    ]


def declare_field(field: Field, resource: Resource, project: Project) -> sa.Column[Any]:
    """Declare the column of a field; what points forward may close a circle."""
    firsts = [] if resource.soft_delete else [names[0] for names in columns_together(resource)]
    is_key = field.type == "ref" and field.api_name not in firsts
    options: dict[str, Any] = {
        "nullable": field.optional,
        "unique": (field.unique and not resource.soft_delete) or None,
        "index": (field.index or is_key) and not field.unique,
    }
    if field.type == "ref":
        rule = {"cascade": "CASCADE", "restrict": "RESTRICT", "setnull": "SET NULL"}
        names = [each.name for each in project.resources]
        key = sa.ForeignKey(
            f"{table_of(project, field)}.id",
            ondelete=rule[str(field.on_delete)],
            use_alter=field.target in names[names.index(resource.name) + 1 :],
        )
        return sa.Column(f"{field.name}_id", key, **options)
    return sa.Column(field.name, declare_type(field), **options)


def declare_timestamps() -> list[sa.Column[Any]]:
    """Declare when a row was made and last changed."""
    return [
        sa.Column(name, sa.DateTime(timezone=True), nullable=False)
        for name in ("created_at", "updated_at")
    ]


def declare_deletion(resource: Resource) -> list[sa.Column[Any] | sa.Index]:
    """Declare when a row was deleted, and what is unique among those that are not."""
    live = sa.text("deleted_at IS NULL")
    singles = [[field.api_name] for field in resource.fields if field.unique]
    return [
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        *(
            sa.Index(None, *names, unique=True, sqlite_where=live, postgresql_where=live)
            for names in (*singles, *columns_together(resource))
        ),
    ]


def declare_version(resource: Resource) -> list[sa.Column[Any]]:
    """Declare how often a row was written."""
    return [sa.Column("version", sa.Integer, nullable=False)] if resource.versioned else []


def declare_idempotency(resource: Resource) -> list[sa.Column[Any]]:
    """Declare which request made a row: the same one makes no other, deleted or not."""
    names = ["idempotency_key", "idempotency_fingerprint"] if resource.idempotent else []
    return [sa.Column(name, sa.String(64), unique=name.endswith("key")) for name in names]


def declare_type(field: Field) -> Any:
    """Give the type of a plain column."""
    if field.type == "enum":
        return sa.Enum(
            *field.values,
            name=field.name,
            native_enum=False,
            create_constraint=True,
            length=max(map(len, field.values)),
        )
    if field.type == "decimal":
        return declare_decimal(field.precision or 0, field.scale or 0)
    return TYPES.get(field.type) or sa.String(field.max_length)


def declare_decimal(precision: int, scale: int) -> Any:
    """SQLite keeps 15 digits of a number; longer ones are text there."""
    numeric = sa.Numeric(precision, scale)
    return numeric if precision <= 15 else numeric.with_variant(sa.String(precision + 2), "sqlite")


def declare_bounds(field: Field) -> list[sa.CheckConstraint]:
    """Declare the CHECKs of `min` and `max`."""
    column = f'"{field.name}"' if field.name in SQL_RESERVED else field.name
    column = f"CAST({column} AS NUMERIC)" if (field.precision or 0) > 15 else column
    return [
        sa.CheckConstraint(f"{column} {sign} {bound}", name=f"{field.name}_{word}")
        for word, sign, bound in (("min", ">=", field.min), ("max", "<=", field.max))
        if bound is not None
    ]


def declare_pairs(
    metadata: sa.MetaData, project: Project, resource: Resource, field: Field
) -> None:
    """Declare the association table of a many-to-many relation."""
    prefix = "related_" if field.target == resource.name else ""
    owner = sa.ForeignKey(f"{resource.table}.id", ondelete="CASCADE")
    target = sa.ForeignKey(f"{table_of(project, field)}.id", ondelete="CASCADE")
    sa.Table(
        f"{resource.table}_{field.name}"[:63],
        metadata,
        sa.Column(f"{resource.name}_id", owner, primary_key=True),
        sa.Column(f"{prefix}{field.target}_id", target, primary_key=True, index=True),
    )


def table_of(project: Project, field: Field) -> str:
    """Name the table that a relation points to."""
    resource = project.resource(str(field.target))
    return resource.table if resource else "users"
