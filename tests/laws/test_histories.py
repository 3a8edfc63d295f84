"""Random histories of a project, with the laws checked after every step."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

pytest.importorskip("alembic", reason="runs real migrations")
pytest.importorskip("sqlalchemy", reason="runs real migrations")

from tests.laws.histories import History
from tests.laws.users import COUNTS

PARTS = int(os.environ.get("HISTORY_PARTS", "2"))
HISTORIES = int(os.environ.get("HISTORIES", "20"))
"""How many there are in a part."""

STEPS = int(os.environ.get("HISTORY_STEPS", "20"))
"""How many there are in a history at most."""

PLAIN = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the versions of the template."""
    return tmp_path_factory.mktemp("templates")


def test_some_histories(templates: Path) -> None:
    """L2 and L5 to L8 hold after each step of a few histories, which are always the same."""
    History.templates = templates
    few = settings(PLAIN, max_examples=4, stateful_step_count=8, derandomize=True)
    run_state_machine_as_test(History, settings=few)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_histories(part: int, templates: Path) -> None:
    """They hold after each step of any history; what was tried is printed."""
    History.templates = templates
    COUNTS.clear()
    many = settings(PLAIN, max_examples=HISTORIES, stateful_step_count=STEPS)
    try:
        run_state_machine_as_test(History, settings=many)
    finally:
        kinds = sorted(kind for kind, count in COUNTS.items() if count)
        print(", ".join(f"{COUNTS[kind]} {kind}" for kind in kinds))  # noqa: T201  # shown by -rP
