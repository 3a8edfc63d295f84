"""The law of revisions: they lead to what creating the new models from scratch would give."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings

from generator.errors import ProjectError
from generator.migrations import Revision, write_revisions
from generator.spec.project import Project

pytest.importorskip("alembic", reason="runs real migrations")
pytest.importorskip("sqlalchemy", reason="runs real migrations")

import sqlalchemy as sa

from tests.migrations.declared import declare
from tests.migrations.evolutions import Evolution, evolutions
from tests.migrations.reflection import Schema, plain, schema
from tests.migrations.rows import insert
from tests.migrations.running import downgrade, on_postgresql, on_sqlite, upgrade
from tests.migrations.start import INITIAL, NOW

FEW = settings(max_examples=settings().max_examples // 4, suppress_health_check=list(HealthCheck))
"""A quarter of the usual: each makes and changes a whole database."""

Contents = dict[str, dict[str, dict[str, Any]]]
"""Rows by their id, by table."""


@FEW
@given(evolutions())
def test_changed_database_is_like_a_new_one_on_sqlite(evolution: Evolution) -> None:
    """Up, the schema is that of the new models, names included; down, that of the old ones.

    No row is lost, and what was not meant to change has its value.
    """
    revisions = revisions_of(evolution)
    on_sqlite(lambda connection: there_and_back(connection, evolution, revisions))


@pytest.mark.slow
@pytest.mark.skipif("TEST_POSTGRES_URL" not in os.environ, reason="it names no PostgreSQL")
@FEW
@given(evolutions())
def test_changed_database_is_like_a_new_one_on_postgresql(evolution: Evolution) -> None:
    """The same, where names of tables and indexes share one room."""
    revisions = revisions_of(evolution)
    on_postgresql(lambda connection: there_and_back(connection, evolution, revisions))


def revisions_of(evolution: Evolution) -> tuple[Revision, ...]:
    """Write the revisions between two projects that can both be."""
    nothing = evolution.before.model_copy(update={"resources": ()})
    try:
        for project in (evolution.before, evolution.after):
            write_revisions(nothing, project, INITIAL, NOW)
    except ProjectError:
        reject()  # two names collide
    return write_revisions(evolution.before, evolution.after, INITIAL, NOW, evolution.intent)


def there_and_back(
    connection: sa.Connection, evolution: Evolution, revisions: tuple[Revision, ...]
) -> None:
    """Hold a database against the law, with rows in it."""
    old, new = fresh(connection, evolution.before), fresh(connection, evolution.after)
    declare(evolution.before).create_all(connection)
    insert(connection, evolution.before, evolution.rows)
    first = contents(connection)

    upgrade(connection, revisions)
    changed, second = plain(schema(connection)), contents(connection)
    assert changed == new
    assert list(lost(evolution, first, second)) == []

    downgrade(connection, revisions)
    changed_back, third = plain(schema(connection)), contents(connection)
    assert changed_back == old
    assert {table: len(rows) for table, rows in third.items() if rows} == {
        table: len(rows) for table, rows in first.items() if rows and survives(evolution, table)
    }


def fresh(connection: sa.Connection, project: Project) -> Schema:
    """Describe the schema of the models, in a database that is left as empty as it was."""
    metadata = declare(project)
    point = connection.begin_nested()
    metadata.create_all(connection)
    made = plain(schema(connection))
    point.rollback()
    return made


def contents(connection: sa.Connection) -> Contents:
    """Read all rows, as the driver gives them."""
    tables = sa.inspect(connection).get_table_names()
    rows = {
        name: connection.execute(sa.select(sa.text("*")).select_from(sa.table(name)))
        for name in tables
    }
    return {
        name: {str(next(iter(row.values()))): dict(row) for row in found.mappings()}
        for name, found in rows.items()
    }


def kept_resources(evolution: Evolution) -> Iterator[tuple[Any, Any]]:
    """Pair the resources that stay."""
    renames = evolution.intent.resources
    for old in evolution.before.resources:
        name = renames.get(old.name) or ("" if old.name in renames.values() else old.name)
        if new := evolution.after.resource(name):
            yield old, new


def kept_fields(evolution: Evolution, old: Any, new: Any) -> Iterator[tuple[Any, Any]]:
    """Pair the fields that stay."""
    renames = {
        old_name: name
        for (owner, old_name), name in evolution.intent.fields.items()
        if owner == new.name
    }
    after = {each.name: each for each in new.fields}
    for field in old.fields:
        name = renames.get(field.name) or ("" if field.name in renames.values() else field.name)
        if name in after:
            yield field, after[name]


def survives(evolution: Evolution, table: str) -> bool:
    """Whether a table of before is there all the time."""
    if table == "users":
        return True
    for old, new in kept_resources(evolution):
        if table == old.table:
            return True
        pairs = [one for one, _ in kept_fields(evolution, old, new) if one.type == "m2m"]
        if table in {f"{old.table}_{field.name}"[:63] for field in pairs}:
            return True
    return False


def lost(evolution: Evolution, first: Contents, second: Contents) -> Iterator[str]:
    """Name the rows that are gone, and the values that are not what they were."""
    for old, new in kept_resources(evolution):
        if first[old.table].keys() != second[new.table].keys():
            yield f"rows of {old.table}"
            continue
        for before, after in kept_fields(evolution, old, new):
            if before.type == "m2m":
                tables = (f"{old.table}_{before.name}"[:63], f"{new.table}_{after.name}"[:63])
                if first[tables[0]].keys() != second[tables[1]].keys():
                    yield f"pairs of {tables[0]}"
            elif (before.type, before.precision, before.scale) == (
                after.type,
                after.precision,
                after.scale,
            ):
                mapped = evolution.intent.values.get((new.name, after.name), {})
                for key, row in first[old.table].items():
                    value = row[before.api_name]
                    wanted = mapped.get(value, value) if isinstance(value, str) else value
                    now = second[new.table][key][after.api_name]
                    if now != wanted and not (value is None and not after.optional):
                        yield f"{new.table}.{after.api_name}: {value!r} became {now!r}"
