"""`fastapi-gen check` with the environment of a project: models against migrations."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.generated.cases import BY_HAND
from tests.generated.made import OURS, Made, run
from tests.memory import read_tree

pytestmark = pytest.mark.slow
PROJECTS = BY_HAND
TOOL = Path(sys.executable).parent / "fastapi-gen"


@pytest.fixture
def copied(project: Made, tmp_path: Path) -> Path:
    """A copy of the project, with the environment where a user has it."""
    ignored = shutil.ignore_patterns("__pycache__", ".fastapi-gen")
    copy = Path(shutil.copytree(project.root, tmp_path / "demo", ignore=ignored))
    (copy / ".venv").symlink_to(project.environment, target_is_directory=True)
    return copy


def check(root: Path, code: int, **variables: str) -> list[dict[str, Any]]:
    """Run the check, which writes nothing; the drift."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(OURS)}
    before = files(root)
    done = subprocess.run(
        [TOOL, "check", "--offline", "--json"],
        cwd=root,
        env=environment | variables,
        stdout=subprocess.PIPE,
        check=False,
    )
    assert done.returncode == code, done.stdout
    assert files(root) == before
    answer = json.loads(done.stdout)
    # A tool on an older Python than the project's cannot read what only newer ones know.
    assert [each for each in answer["notices"] if "This tool runs on" not in each] == []
    return list(answer["drift"])


def files(root: Path) -> dict[str, object]:
    """What is in a project, but for its environment."""
    return {path: file for path, file in read_tree(root).items() if not path.startswith(".venv/")}


def test_a_made_project(copied: Path) -> None:
    """Its revisions make what its models declare."""
    assert check(copied, 0) == []


def test_a_made_project_on_postgresql(copied: Path) -> None:
    """The server that the project's own tests use serves here as well."""
    server = os.environ.get("TEST_POSTGRES_URL")
    if not server:
        pytest.skip("TEST_POSTGRES_URL names no PostgreSQL")
    assert check(copied, 0, TEST_DATABASE_URL=server) == []


def test_after_each_command(copied: Path) -> None:
    """No command of ours leaves drift behind."""
    for words in (
        ["add-resource", "gadget", "name:str:40"],
        ["add-field", "gadget", "sku:str:40:unique:opt"],
        ["rename-field", "gadget", "sku", "code"],
        ["rename-resource", "gadget", "gizmo"],
        ["remove-field", "gizmo", "code", "--yes"],
        ["remove-resource", "gizmo", "--yes"],
    ):
        run(copied, TOOL, *words)
        assert check(copied, 0) == [], words


def test_an_edited_model(copied: Path) -> None:
    """A column that no revision makes is drift until a revision makes it."""
    (model,) = copied.glob("*/users/models.py")
    line = "    is_active: Mapped[bool]"
    model.write_text(model.read_text().replace(line, f"    nickname: Mapped[str | None]\n{line}"))
    (drift,) = check(copied, 4)
    assert drift["message"] == "column users.nickname is in the models, not in the revisions"

    revision(copied, "op.add_column('users', sa.Column('nickname', sa.String(), nullable=True))")
    assert check(copied, 0) == []


def test_a_revision_that_does_not_run(copied: Path) -> None:
    """It is named, with the error."""
    path = revision(copied, "op.nothing()")
    (drift,) = check(copied, 4)
    assert drift["path"] == path.relative_to(copied).as_posix()
    assert "AttributeError" in drift["message"]


def revision(root: Path, statement: str) -> Path:
    """Write one more revision on top of the others."""
    texts = [path.read_text() for path in (root / "alembic/versions").glob("*.py")]
    ids = {
        found
        for text in texts
        for found in re.findall(r'^revision: str = "(\w+)"', text, re.MULTILINE)
    }
    used = {
        found
        for text in texts
        for found in re.findall(r'^down_revision.*"(\w+)"', text, re.MULTILINE)
    }
    (head,) = ids - used
    path = root / "alembic/versions/9999_mine.py"
    path.write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n\n"
        f"revision = 'mine'\ndown_revision = {head!r}\n\n\ndef upgrade():\n    {statement}\n"
    )
    return path
