"""Columns that become unique together, on tables with rows and on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.migrations import write_revisions
from generator.spec.intent import Intent
from generator.spec.project import Project, make_project

pytest.importorskip("alembic", reason="runs real migrations")
pytest.importorskip("sqlalchemy", reason="runs real migrations")

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tests.migrations.declared import declare
from tests.migrations.running import Work, downgrade, upgrade
from tests.migrations.start import INITIAL, NOW


def project(*fields: str, soft_delete: bool = False) -> Project:
    """A project with one resource."""
    resource = {"name": "item", "timestamps": False, "fields": list(fields)}
    resource["soft_delete"] = soft_delete
    return make_project({"project_name": "demo", "id": "int", "resources": [resource]})


PLAIN = project("place:int", "code:int")
PAIR = project("place:int", "code:int:unique=place")
MARKED = project("place:int", "code:int:unique=place", soft_delete=True)
MOVED = project("shelf:int", "code:int:unique=shelf")


def made(connection: sa.Connection, before: Project, *rows: tuple[int, int]) -> None:
    """Make the table of a project, with rows."""
    metadata = declare(before)
    metadata.create_all(connection)
    columns = metadata.tables["item"].columns.keys()
    for row in enumerate(rows, 1):
        values = dict(zip(columns, (row[0], *row[1]), strict=False))
        connection.execute(metadata.tables["item"].insert().values(values))


def takes(connection: sa.Connection, after: Project, number: int, *row: int) -> bool:
    """Whether the database takes one more row."""
    table = declare(after).tables["item"]
    values = dict(zip(table.columns.keys(), (number, *row), strict=False))
    try:
        with connection.begin_nested():
            connection.execute(table.insert().values(values))
    except IntegrityError:
        return False
    return True


def test_rows_are_unique_together_from_now_on(run: Callable[[Work], None]) -> None:
    """Each value may be there again, both of them not; on the way back they may."""
    revisions = write_revisions(PLAIN, PAIR, INITIAL, NOW)

    def work(connection: sa.Connection) -> None:
        made(connection, PLAIN, (1, 1))
        upgrade(connection, revisions)
        assert takes(connection, PAIR, 2, 1, 2)
        assert takes(connection, PAIR, 3, 2, 1)
        assert not takes(connection, PAIR, 4, 1, 1)
        downgrade(connection, revisions)
        assert takes(connection, PLAIN, 4, 1, 1)

    run(work)


def test_rows_that_are_not_are_refused(run: Callable[[Work], None]) -> None:
    """The database says so, as it does of one column: nothing is lost or made up."""
    revisions = write_revisions(PLAIN, PAIR, INITIAL, NOW)

    def work(connection: sa.Connection) -> None:
        made(connection, PLAIN, (1, 1), (1, 1))
        with pytest.raises(IntegrityError), connection.begin_nested():
            upgrade(connection, revisions)

    run(work)


def test_deleted_rows_do_not_count(run: Callable[[Work], None]) -> None:
    """With soft deletion it is an index over the others."""
    revisions = write_revisions(PAIR, MARKED, INITIAL, NOW)

    def work(connection: sa.Connection) -> None:
        made(connection, PAIR, (1, 1))
        upgrade(connection, revisions)
        assert not takes(connection, MARKED, 2, 1, 1)
        connection.execute(declare(MARKED).tables["item"].update().values(deleted_at=NOW))
        assert takes(connection, MARKED, 2, 1, 1)

    run(work)


def test_a_renamed_column_stays_one_of_them(run: Callable[[Work], None]) -> None:
    """The constraint has another name then, as the models say it."""
    intent = Intent(fields={("item", "place"): "shelf"})
    [revision] = write_revisions(PAIR, MOVED, INITIAL, NOW, intent)
    assert revision.text.startswith('"""Rename place to shelf in item.')

    def work(connection: sa.Connection) -> None:
        made(connection, PAIR, (1, 1))
        upgrade(connection, (revision,))
        assert not takes(connection, MOVED, 2, 1, 1)
        assert [each["name"] for each in sa.inspect(connection).get_unique_constraints("item")] == [
            "uq_item_shelf_code"
        ]

    run(work)
