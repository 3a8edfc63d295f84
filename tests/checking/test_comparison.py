"""Models against revisions, in another interpreter and on a database of nobody's."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from generator.checking import environment
from generator.checking.comparison import described, failure
from generator.checking.drift import Findings
from generator.checking.environment import _findings, compare_models, compare_models_with
from generator.errors import ProjectError
from generator.spec.project import Project
from tests.memory import read_tree

pytestmark = pytest.mark.slow

PYTHON = Path(sys.executable)
INI = "[alembic]\nscript_location = %(here)s/alembic\nprepend_sys_path = %(here)s\n"
PYPROJECT = """
[tool.alembic]
script_location = "%(here)s/alembic"
prepend_sys_path = ["%(here)s"]
"""
ENV = """
import os
from alembic import context
from sqlalchemy import create_engine
from src.models import metadata

with create_engine(URL).connect() as connection:
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()
"""
MODELS = """
import sqlalchemy as sa

metadata = sa.MetaData()
thing = sa.Table("thing", metadata, sa.Column("id", sa.Integer(), primary_key=True))
"""
REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "a"
down_revision = None


def upgrade():
    op.create_table("thing", sa.Column("id", sa.Integer(), primary_key=True))
"""
FAILING = """
import sqlalchemy as sa

engine = sa.create_engine("sqlite://", poolclass=sa.NullPool)
with engine.connect() as connection:
    connection.execute(sa.text("DROP TABLE gone"))
"""


@pytest.fixture
def project() -> Project:
    """The answers."""
    return Project(project_name="small")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project with one model and one revision that needs no more than Alembic."""
    files = {
        "alembic.ini": INI,
        "alembic/env.py": ENV.replace("URL", 'os.environ["DATABASE_URL"]'),
        "alembic/versions/a.py": REVISION,
        "src/models.py": MODELS,
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def write(path: Path, old: str, new: str) -> None:
    """Change a place in a file."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_models_and_revisions(small: Path, project: Project) -> None:
    """Each difference is one line, and nothing is written to the project."""
    write(
        small / "src/models.py",
        ", primary_key=True)",
        ', primary_key=True), sa.Column("size", sa.Text())',
    )
    before = read_tree(small)
    found = compare_models(small, project, [small / "no/python", PYTHON])
    assert found is not None
    assert [(each.kind, each.message) for each in found.drift] == [
        ("migration", "column thing.size is in the models, not in the revisions")
    ]
    assert dict(read_tree(small)) == dict(before)


def test_settings_in_pyproject(small: Path, project: Project) -> None:
    """Alembic reads them there if it has no file of its own."""
    (small / "alembic.ini").unlink()
    (small / "pyproject.toml").write_text(PYPROJECT)
    assert compare_models(small, project, [PYTHON]) == Findings()


def test_a_project_with_its_own_way_to_a_database(small: Path, project: Project) -> None:
    """What it would connect to is left alone."""
    theirs = small / "theirs.db"
    write(
        small / "alembic/env.py", 'os.environ["DATABASE_URL"]', f"'sqlite:///{theirs.as_posix()}'"
    )
    sqlite3.connect(theirs).close()
    found = compare_models(small, project, [PYTHON])
    assert found is not None
    assert not found.drift
    assert "its own database is left alone" in found.notices[0]
    assert theirs.read_bytes() == b""


REFUSING = """
from contextlib import asynccontextmanager


def name_database(server, name, folder):
    return f"{server}_{name}"


@asynccontextmanager
async def temporary_database(server, url):
    raise ConnectionRefusedError(111, "Connect call failed")
    yield
"""


def test_a_server_that_is_not_there(
    small: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is no drift: nothing was compared."""
    (small / "tests").mkdir()
    (small / "tests/database.py").write_text(REFUSING)
    monkeypatch.setenv("TEST_DATABASE_URL", "postgresql://a:secret@localhost:1/x")
    with pytest.raises(ProjectError, match="no database: ConnectionRefusedError") as caught:
        compare_models(small, project, [PYTHON])
    assert "secret" not in f"{caught.value} {caught.value.hint}"


def test_a_revision_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of the project is named that the error went through."""
    monkeypatch.chdir(tmp_path)
    revision = compile(FAILING, tmp_path / "alembic/versions/a.py", "exec")
    with pytest.raises(sa.exc.OperationalError) as caught:
        exec(revision)  # noqa: S102 - stands in for Alembic
    answer = failure(caught.value)
    assert answer["at"] == "alembic/versions/a.py"
    assert answer["by_sqlite"]
    assert answer["failed"] == "OperationalError: (sqlite3.OperationalError) no such table: gone"


def test_a_failure_on_sqlite(project: Project) -> None:
    """It is drift, but for a project that only PostgreSQL can tell of."""
    failed = {"failed": "Error: no", "at": "alembic/versions/a.py", "by_sqlite": True}
    assert _findings(failed, project).drift[0].path == "alembic/versions/a.py"
    postgresql = project.model_copy(update={"database": "postgresql"})
    found = _findings(failed, postgresql)
    assert not found.drift
    assert "name a PostgreSQL server with TEST_DATABASE_URL" in found.notices[0]
    assert _findings({**failed, "by_sqlite": False}, postgresql).drift


def test_an_interpreter_without_the_dependencies(small: Path, project: Project) -> None:
    """The next one is tried; one that the user names has to have them."""
    (small / "alembic.py").write_text("import not_installed\n")
    assert compare_models(small, project, [PYTHON]) is None
    with pytest.raises(ProjectError, match="cannot import not_installed"):
        compare_models_with(PYTHON, small, project)


def test_a_revision_without_an_end(
    small: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is stopped, and that is said."""
    monkeypatch.setattr(environment, "PATIENCE", 0.2)
    found = compare_models(small, project, [PYTHON])
    assert found is not None
    assert "no end within 0.2 seconds" in found.drift[0].message


def test_descriptions() -> None:
    """Whatever Alembic finds has a line of its own."""
    column = sa.Column("size", sa.Text(), unique=True)
    key: sa.Column[int] = sa.Column("other_id", sa.ForeignKey("other.id", name="fk"))
    table = sa.Table("thing", sa.MetaData(), column, key, sa.Index("ix", "size"))
    (index,) = table.indexes
    (foreign,) = table.foreign_key_constraints
    differences: list[object] = [
        ("add_table", table),
        ("remove_column", None, "thing", column),
        ("add_index", index),
        ("remove_fk", foreign),
        [("modify_nullable", None, "thing", "size", {}, True, False)],
        ("add_something", "new"),
    ]
    assert [line for each in differences for line in described(each)] == [
        "table thing is in the models, not in the revisions",
        "column thing.size is in the revisions, not in the models",
        "index ix on thing(size) is in the models, not in the revisions",
        "foreign key fk on thing(other_id) is in the revisions, not in the models",
        "thing.size has nullable False in the models, True in the revisions",
        "add something: new",
    ]
