"""Databases in which revisions are run."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.migrations.running import Work


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def run(request: pytest.FixtureRequest) -> Callable[[Work], None]:
    """Something that lets a function work in an empty database."""
    from tests.migrations.running import on_postgresql, on_sqlite

    if request.param == "postgresql" and "TEST_POSTGRES_URL" not in os.environ:
        pytest.skip("TEST_POSTGRES_URL names no PostgreSQL")
    return {"sqlite": on_sqlite, "postgresql": on_postgresql}[request.param]
