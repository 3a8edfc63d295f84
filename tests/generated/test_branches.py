"""What two people do side by side comes together as docs/teams.md says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.generated.cases import Case
from tests.generated.made import Made, run

pytestmark = pytest.mark.slow

TOOL = Path(sys.executable).parent / "fastapi-gen"
CASE = Case("branches", "", None, "3.11")
GIT = ("git", "-c", "user.name=Test", "-c", "user.email=test@example.com")
MARKER = re.compile(r"^(<{7}|={7}|>{7}).*\n", re.MULTILINE)


@pytest.fixture
def project(environments: Path, tmp_path: Path) -> Made:
    """A project in git, with a resource."""
    run(tmp_path, TOOL, "new", "demo", "--yes", "--python", CASE.python)
    made = Made(CASE, tmp_path / "demo", environments / CASE.python, tmp_path / "cache")
    grow(made, "add-resource", "category", "name:str")
    return made


def grow(project: Made, *words: str) -> None:
    """Run a command of ours and commit what it did."""
    run(project.root, TOOL, *words)
    commit(project)


def commit(project: Made) -> None:
    """Commit everything."""
    run(project.root, "git", "add", "--all")
    run(project.root, *GIT, "commit", "--quiet", "--message", "Work")


def branch_off(project: Made, *words: str) -> None:
    """Do something on a branch, and come back."""
    run(project.root, "git", "switch", "--quiet", "--create", "other")
    grow(project, *words)
    run(project.root, "git", "switch", "--quiet", "-")


def merge_with_both_sides(project: Made) -> None:
    """Merge the branch; where git asks, keep both sides."""
    merge = (*GIT, "merge", "--quiet", "other")
    subprocess.run(merge, cwd=project.root, check=False, capture_output=True)
    for path in run(project.root, "git", "diff", "--name-only", "--diff-filter=U").splitlines():
        file = project.root / path
        file.write_text(MARKER.sub("", file.read_text()))
    commit(project)


def check(project: Made) -> int:
    """The exit code of `check`."""
    python = str(project.environment / "bin/python")
    words = [str(TOOL), "check", "--offline", "--python", python]
    return subprocess.run(words, cwd=project.root, check=False, capture_output=True).returncode


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (
            ("add-resource", "supplier", "name:str"),
            ("add-resource", "tag", "label:str", "category:ref:category"),
        ),
        (
            ("add-field", "category", "rank:int:default=0"),
            ("add-field", "category", "color:str:opt"),
        ),
    ],
    ids=["resources", "fields"],
)
def test_both_sides_stay(project: Made, theirs: tuple[str, ...], ours: tuple[str, ...]) -> None:
    """The revisions are joined, everything is as if one had come after the other."""
    branch_off(project, *theirs)
    grow(project, *ours)
    merge_with_both_sides(project)
    assert check(project) == 4
    project.run("alembic", "merge", "heads", "-m", "join branches")
    project.run("ruff", "check", "--fix", ".")
    grow(project, "add-resource", "last", "name:str")
    assert check(project) == 0
    project.run("ruff", "check", ".")
    project.run("mypy", "--cache-dir", project.cache / "mypy")
