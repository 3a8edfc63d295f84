"""Projects made with the installed tool; `nox -s generated` prepares what they run in."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from tests.generated.cases import CASES, Case
from tests.generated.made import Made, run

TOOL = Path(sys.executable).parent / "fastapi-gen"
# The checks of a project stay together in one process, so that it is made once.
PARAMETERS = [pytest.param(each, marks=pytest.mark.xdist_group(each.name)) for each in CASES]


@pytest.fixture(scope="session")
def environments() -> Path:
    """A folder with virtual environments for made projects, called by their Python."""
    if "GENERATED_ENVIRONMENTS" not in os.environ:
        pytest.skip("run this with: nox -s generated")
    return Path(os.environ["GENERATED_ENVIRONMENTS"])


@pytest.fixture(scope="session", params=PARAMETERS, ids=str)
def project(
    request: pytest.FixtureRequest, environments: Path, tmp_path_factory: pytest.TempPathFactory
) -> Made:
    """A project, made by one command after the other."""
    case: Case = request.param
    if not (environments / case.python).is_dir():
        pytest.skip(f"Python {case.python} is not here")
    folder = tmp_path_factory.mktemp(case.name)
    run(folder, TOOL, *case.new)
    for words in case.additions:
        run(folder / "demo", TOOL, *words)
    cache = tmp_path_factory.getbasetemp() / f"cache-{case.python}"
    return Made(case, folder / "demo", environments / case.python, cache)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'development.db'}"
        return
    server = os.environ.get("TEST_POSTGRES_URL")
    if not server:
        pytest.skip("TEST_POSTGRES_URL names no PostgreSQL")
    name = re.sub(r"\W", "_", f"generated_{os.getpid()}_{tmp_path.name}").lower()[:40]
    asyncio.run(execute(server, f"CREATE DATABASE {name}"))
    yield f"{server.rpartition('/')[0]}/{name}"
    asyncio.run(execute(server, f"DROP DATABASE {name} (FORCE)"))


async def execute(server: str, statement: str) -> None:
    """Run one statement."""
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
