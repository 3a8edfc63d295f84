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


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test every project, or those alone that its module calls `PROJECTS`.

    The tests of a project stay together in one process, so that it is made once.
    """
    has_own = hasattr(metafunc.module, "project")
    if "project" in metafunc.fixturenames and not has_own:
        cases = getattr(metafunc.module, "PROJECTS", CASES)
        marked = [pytest.param(each, marks=pytest.mark.xdist_group(each.name)) for each in cases]
        metafunc.parametrize("project", marked, indirect=True, ids=str, scope="session")


@pytest.fixture(scope="session")
def environments() -> Path:
    """A folder with virtual environments for made projects, called by their Python."""
    if "GENERATED_ENVIRONMENTS" not in os.environ:
        pytest.skip("run this with: nox -s generated")
    return Path(os.environ["GENERATED_ENVIRONMENTS"])


@pytest.fixture(scope="session")
def schemathesis(environments: Path) -> Path:
    """The command; it has an environment of its own."""
    command = environments / "schemathesis/bin/schemathesis"
    if not command.is_file():
        pytest.skip("schemathesis is not here: run this with: nox -s generated")
    return command


@pytest.fixture(scope="session")
def project(
    request: pytest.FixtureRequest, environments: Path, tmp_path_factory: pytest.TempPathFactory
) -> Made:
    """A project, made by one command after the other."""
    case: Case = request.param
    if not (environments / case.python).is_dir():
        pytest.skip(f"Python {case.python} is not here")
    folder = tmp_path_factory.mktemp(case.name)
    run(folder, TOOL, *case.new)
    (folder / "project.yaml").write_text(case.declaration, encoding="utf-8")
    for words in case.additions:
        run(folder / "demo", TOOL, *words)
    cache = tmp_path_factory.getbasetemp() / f"cache-{case.python}"
    return Made(case, folder / "demo", environments / case.python, cache)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    yield from make_database(request.param, tmp_path)


@pytest.fixture
def own_database(project: Made, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, of the kind that the project is for."""
    yield from make_database(project.answers["database"], tmp_path)


def make_database(kind: str, folder: Path) -> Iterator[str]:
    """Make an empty database, and drop it at the end."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'development.db'}"
        return
    server = os.environ.get("TEST_POSTGRES_URL")
    if not server:
        pytest.skip("TEST_POSTGRES_URL names no PostgreSQL")
    name = re.sub(r"\W", "_", f"generated_{os.getpid()}_{folder.name}").lower()[:40]
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
