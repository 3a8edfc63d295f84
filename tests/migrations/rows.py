"""Rows for any project, alike in all that the fields of `evolutions` allow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from generator.spec.field import Field
from generator.spec.project import Project
from generator.spec.resource import Resource
from tests.migrations.declared import declare, table_of

VALUES: dict[str, Any] = {
    **dict.fromkeys(["int", "bigint"], 5),
    "float": 5.0,
    "bool": True,
    "date": dt.date(2026, 1, 2),
    "datetime": dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC),
    "time": dt.time(1, 2, 3),
    "uuid": UUID(int=7),
    "json": {"a": [1]},
    "list": ["a"],
    "file": {"name": "a.txt"},
    "image": {"name": "a.png"},
    "bytes": b"\x00\xff",
}


def insert(connection: sa.Connection, project: Project, count: int) -> None:
    """Put some rows into every table; what points to a row points to the one of its number."""
    metadata = declare(project)
    numbers = range(1, count + 1)
    ids = [_id(project, number) for number in numbers]
    if not ids:
        return
    connection.execute(metadata.tables["users"].insert(), [{"id": each} for each in ids])
    there = {"users"}
    for resource in _in_turn(project):
        rows = [_row(project, resource, number, there) for number in numbers]
        connection.execute(metadata.tables[resource.table].insert(), rows)
        there.add(resource.table)
    for resource in project.resources:
        for field in resource.fields:
            if field.type == "m2m":
                pairs = metadata.tables[f"{resource.table}_{field.name}"[:63]]
                one, other = pairs.columns.keys()
                connection.execute(pairs.insert(), [{one: each, other: each} for each in ids])


def _in_turn(project: Project) -> Iterator[Resource]:
    """What is required comes before what requires it."""
    left = list(project.resources)
    while left:
        names = {each.name for each in left}
        ready = next(each for each in left if not _required(each) & (names - {each.name}))
        left.remove(ready)
        yield ready


def _required(resource: Resource) -> set[str]:
    return {str(f.target) for f in resource.fields if f.type == "ref" and not f.optional}


def _row(project: Project, resource: Resource, number: int, there: set[str]) -> dict[str, Any]:
    row: dict[str, Any] = {"id": _id(project, number)}
    for field in resource.fields:
        if field.type == "ref":
            known = table_of(project, field) in there
            row[f"{field.name}_id"] = _id(project, number) if known else None
        elif field.type != "m2m":
            row[field.name] = _value(field, number)
    if resource.timestamps:
        row["created_at"] = row["updated_at"] = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    if resource.versioned:
        row["version"] = 3
    if resource.idempotent:
        row["idempotency_key"], row["idempotency_fingerprint"] = f"{number:064x}", "f" * 64
    return row


def _value(field: Field, number: int) -> Any:
    if field.optional and number % 2 == 0:
        return None
    if field.type == "enum":
        return field.values[number % len(field.values)]
    if field.type == "decimal":
        return f"{Decimal(5):.{field.scale}f}"
    return VALUES.get(field.type, "a")


def _id(project: Project, number: int) -> Any:
    return UUID(int=number) if project.id == "uuid" else number
