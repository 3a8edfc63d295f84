"""The revisions and the models say the same (L8)."""

from __future__ import annotations

import pytest

from tests.generated.made import Made

pytestmark = pytest.mark.slow


def test_up_check_down(project: Made, database: str) -> None:
    """The revisions run in both directions, and the models need no other one."""
    project.run("alembic", "upgrade", "head", DATABASE_URL=database)
    project.run("alembic", "check", DATABASE_URL=database)
    project.run("alembic", "downgrade", "base", DATABASE_URL=database)
    project.run("alembic", "upgrade", "head", DATABASE_URL=database)


def test_offline(project: Made) -> None:
    """The revisions also print themselves as SQL."""
    url = "postgresql://nobody@localhost:1/nothing"
    assert "CREATE TABLE users" in project.run(
        "alembic", "upgrade", "head", "--sql", DATABASE_URL=url
    )
