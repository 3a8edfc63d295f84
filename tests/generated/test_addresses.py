"""Where a database is may be written in any way."""

from __future__ import annotations

import pytest

from tests.generated.cases import BY_HAND
from tests.generated.made import Made

pytestmark = pytest.mark.slow

PROJECTS = BY_HAND[:2]  # no resource has a part in it


def test_percent_signs(project: Made, database: str) -> None:
    """The address of a database has them, which Alembic's settings would read as their own."""
    old, new = ("@", ":50%25@") if "@" in database else ("development", "50%25")
    address = database.replace(old, new)
    project.run("alembic", "upgrade", "head", DATABASE_URL=address)
    project.run("alembic", "check", DATABASE_URL=address)
