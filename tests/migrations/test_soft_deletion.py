"""From hard to soft deletion and back, on tables with rows and on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.migrations import write_revisions
from generator.spec.project import Project, make_project

pytest.importorskip("alembic", reason="runs real migrations")
pytest.importorskip("sqlalchemy", reason="runs real migrations")

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tests.migrations.declared import declare
from tests.migrations.running import Work, downgrade, upgrade
from tests.migrations.start import INITIAL, NOW


def project(*, soft_delete: bool) -> Project:
    """A project with one resource, its code unique."""
    resource = {"name": "item", "timestamps": False, "fields": ["code:int:unique"]}
    whole = {"project_name": "demo", "id": "int", "resources": [resource]}
    resource["soft_delete"] = soft_delete
    return make_project(whole)


HARD, SOFT = project(soft_delete=False), project(soft_delete=True)
ITEMS = declare(SOFT).tables["item"]
REVISIONS = write_revisions(HARD, SOFT, INITIAL, NOW)


def softly(connection: sa.Connection) -> None:
    """Make the table with one row, and let its rows be marked."""
    declare(HARD).create_all(connection)
    connection.execute(declare(HARD).tables["item"].insert().values(id=1, code=7))
    upgrade(connection, REVISIONS)


def test_a_value_is_free_once_its_row_is_deleted(run: Callable[[Work], None]) -> None:
    """What was there is live, and its values are as unique as they were."""

    def work(connection: sa.Connection) -> None:
        softly(connection)
        again = ITEMS.insert().values(id=2, code=7)
        with pytest.raises(IntegrityError), connection.begin_nested():
            connection.execute(again)
        connection.execute(ITEMS.update().values(deleted_at=NOW))
        connection.execute(again)

    run(work)


def test_no_deleted_row_comes_back(run: Callable[[Work], None]) -> None:
    """Without the mark nobody could tell it from the others: the way back is closed."""

    def work(connection: sa.Connection) -> None:
        softly(connection)
        connection.execute(ITEMS.update().values(deleted_at=NOW))
        with pytest.raises(IntegrityError, match="no_deleted_rows"), connection.begin_nested():
            downgrade(connection, REVISIONS)
        assert connection.scalar(sa.select(ITEMS.c.deleted_at)) is not None

    run(work)


def test_way_back_without_deleted_rows(run: Callable[[Work], None]) -> None:
    """The control: nothing else stands in the way, and no guard is left behind."""

    def work(connection: sa.Connection) -> None:
        softly(connection)
        downgrade(connection, REVISIONS)
        inspector = sa.inspect(connection)
        assert inspector.get_check_constraints("item") == []
        assert [each["name"] for each in inspector.get_columns("item")] == ["id", "code"]
        assert [each["name"] for each in inspector.get_unique_constraints("item")] == [
            "uq_item_code"
        ]

    run(work)
