"""A project passes the tests that it comes with; warnings are errors in them."""

from __future__ import annotations

import os

import pytest

from tests.generated.made import Made

pytestmark = pytest.mark.slow


def test_own_tests(project: Made, database: str) -> None:
    """They pass on both databases, also several at a time, and leave everything else alone."""
    theirs = project.root / "local.db"
    theirs.write_text("what is being worked on\n", encoding="utf-8")
    before = project.files()
    redis = {key: os.environ[key] for key in ("TEST_REDIS_URL",) if key in os.environ}
    if database.startswith("sqlite"):
        project.run("pytest", "-q", "-p", "no:cacheprovider", **redis)
    else:
        server = {"TEST_DATABASE_URL": database}
        project.run("pytest", "-n", "auto", "-q", "-p", "no:cacheprovider", **server | redis)
    assert project.files() == before
    theirs.unlink()
