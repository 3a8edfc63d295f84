"""What rows get when their table changes, on both databases and both ways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from generator.migrations import write_revisions
from generator.spec.intent import Intent
from generator.spec.project import Project, make_project

pytest.importorskip("alembic", reason="runs real migrations")
pytest.importorskip("sqlalchemy", reason="runs real migrations")

import sqlalchemy as sa

from tests.migrations.declared import declare
from tests.migrations.running import Work, downgrade, upgrade
from tests.migrations.start import INITIAL, NOW

ODD = 'it\'s 100% "odd" \\:a :b {c}'


def project(*fields: str) -> Project:
    """A project with one resource of these fields."""
    resource = {"name": "item", "timestamps": False, "fields": ["no:int", *fields]}
    return make_project({"project_name": "demo", "id": "int", "resources": [resource]})


def intent(said: dict[str, Any]) -> Intent:
    """What is said of the field `x`."""
    fill = {("item", "x"): said["fill"]} if "fill" in said else {}
    return Intent(fill=fill, values={("item", "x"): said.get("values", {})})


def value(connection: sa.Connection, where: Project) -> Any:
    """The value of `x` in the one row, as the models read it."""
    return connection.scalar(sa.select(declare(where).tables["item"].c["x"]))


@pytest.mark.parametrize(
    ("old", "start", "new", "end"),
    [
        ("x:int", 5, "x:bigint", 5),
        ("x:bigint", 5, "x:int", 5),
        ("x:int", 5, "x:str:9", "5"),
        ("x:int", 5, "x:float", 5.0),
        ("x:int", 5, "x:decimal:8.2", "5.00"),
        ("x:int", 5, "x:decimal:30.2", "5.00"),
        ("x:float", 2.5, "x:decimal:8.2", "2.50"),
        ("x:float", 2.5, "x:decimal:30.3", "2.500"),
        ("x:decimal:8.2", "2.50", "x:float", 2.5),
        ("x:decimal:8.2", "2.50", "x:decimal:12.4", "2.5000"),
        ("x:decimal:8.2", "2.50", "x:decimal:30.4", "2.5000"),
        ("x:decimal:8.0", "2", "x:decimal:30.4", "2.0000"),
        ("x:decimal:30.2", "2.50", "x:decimal:40.4", "2.5000"),
        ("x:decimal:30.4", "2.5000", "x:decimal:40.2", "2.50"),
        ("x:decimal:30.4", "2.0000", "x:decimal:40.0", "2"),
        ("x:decimal:30.2", "2.50", "x:decimal:8.2", "2.50"),
        ("x:decimal:8.2", "2.50", "x:str", "2.50"),
        ("x:decimal:30.2", "2.50", "x:text", "2.50"),
        ("x:bool", True, "x:int", 1),
        ("x:bool", True, "x:bigint", 1),
        (
            "x:date",
            datetime(2026, 1, 2, tzinfo=UTC).date(),
            "x:datetime",
            datetime(2026, 1, 2, tzinfo=UTC),
        ),
        ("x:date", datetime(2026, 1, 2, tzinfo=UTC).date(), "x:str", "2026-01-02"),
        ("x:str", "a", "x:text", "a"),
        ("x:str", ODD, "x:text", ODD),
        ("x:str:99", "a", "x:str:9", "a"),
        ("x:slug", "a", "x:enum:a+b", "a"),
        ("x:enum:a+b", "b", "x:str", "b"),
        ("x:enum:a+b", "b", "x:enum:c+a+b+long-one", "b"),
    ],
)
def test_values_turn_with_their_column(
    old: str, start: Any, new: str, end: Any, run: Callable[[Work], None]
) -> None:
    """There and back, each is what it was."""
    before, after = project(old), project(new)
    revisions = write_revisions(before, after, INITIAL, NOW)

    def work(connection: sa.Connection) -> None:
        put(connection, before, {"x": start})
        upgrade(connection, revisions)
        assert same(value(connection, after), end)
        downgrade(connection, revisions)
        assert same(value(connection, before), start)

    run(work)


@pytest.mark.parametrize(
    ("old", "start", "new", "said", "end"),
    [
        ("", None, "x:str", {"fill": ODD}, ODD),
        ("", None, "x:str", {"fill": ""}, ""),
        ("", None, "x:int:default=3", {}, 3),
        ("", None, "x:int:default=3", {"fill": 4}, 4),
        ("", None, "x:int:opt:default=3", {}, 3),
        ("", None, "x:int:opt", {}, None),
        ("", None, "x:bool:default=false", {}, False),
        ("", None, "x:float:min=0.5", {"fill": 0.5}, 0.5),
        ("", None, "x:decimal:30.2", {"fill": "1.5"}, "1.50"),
        ("", None, "x:decimal:8.2", {"fill": "1.5"}, "1.50"),
        ("", None, "x:date", {"fill": "2026-01-02"}, "2026-01-02"),
        ("", None, "x:datetime", {"fill": "2026-01-02T03:04:05+00:00"}, "2026-01-02 03:04:05"),
        ("", None, "x:time", {"fill": "03:04:05"}, "03:04:05"),
        (
            "",
            None,
            "x:uuid:unique",
            {"fill": "12345678123456781234567812345678"},
            "12345678-1234-5678-1234-567812345678",
        ),
        ("", None, "x:enum:a+b", {"fill": "b"}, "b"),
        ("x:int:opt", None, "x:int", {"fill": 3}, 3),
        ("x:int:opt", 2, "x:int", {"fill": 3}, 2),
        ("x:str:opt", None, "x:str:default=a", {}, "a"),
        (
            "x:enum:draft+done:opt",
            None,
            "x:enum:done+no",
            {"fill": "no", "values": {"draft": "done"}},
            "no",
        ),
        ("x:enum:draft+done", "draft", "x:enum:done+no", {"values": {"draft": "no"}}, "no"),
        ("x:enum:in-progress+a", "in-progress", "x:enum:a", {"values": {"in-progress": "a"}}, "a"),
    ],
)
def test_rows_get_what_was_said(
    old: str, start: Any, new: str, said: dict[str, Any], end: Any, run: Callable[[Work], None]
) -> None:
    """The backfill, else the default; a lost value of an enum becomes the one that it is mapped to."""
    before, after = project(*filter(None, [old])), project(new)
    revisions = write_revisions(before, after, INITIAL, NOW, intent(said))

    def work(connection: sa.Connection) -> None:
        put(connection, before, {"x": start} if old else {})
        upgrade(connection, revisions)
        assert same(value(connection, after), end)
        downgrade(connection, revisions)
        assert connection.scalar(sa.text("SELECT no FROM item")) == 1

    run(work)


def put(connection: sa.Connection, where: Project, row: dict[str, Any]) -> None:
    """Create the tables and put one row into the one that is meant."""
    metadata = declare(where)
    metadata.create_all(connection)
    connection.execute(metadata.tables["item"].insert(), [{"no": 1, **row}])


def same(found: Any, wanted: Any) -> bool:
    """Whether a value is the one that was meant; numbers may have more decimal places."""
    if isinstance(found, float | Decimal):
        return Decimal(str(found)) == Decimal(str(wanted))
    return str(found).removesuffix("+00:00") == str(wanted).removesuffix("+00:00")
