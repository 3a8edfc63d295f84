"""Code that was refactored since takes every change, and does what it did."""

from __future__ import annotations

import re
import shlex
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.generated.cases import Case
from tests.generated.made import Made, run
from tests.generated.refactoring import MARK, refactor

pytestmark = pytest.mark.slow

TOOL = Path(sys.executable).parent / "fastapi-gen"
CASE = Case("refactored", "", "refactored.txt", "3.11")
CHANGES = """
add-field product weight:decimal:8.3:opt:filter labels:list:str:opt
change-field product name:str:200:search:sort:unique
rename-field product stock quantity
rename-resource review comment
add-resource shipment code:str:20:unique product:ref:product carrier:enum:dhl+ups
remove-field product weight
change-field product status:enum:draft+live+gone:default=draft:filter
rename-field category name title
disable docker
"""


@pytest.fixture(params=[1, 2])
def project(request: pytest.FixtureRequest, environments: Path, tmp_path: Path) -> Made:
    """A project with resources, of which somebody refactored most modules."""
    run(tmp_path, TOOL, *CASE.new)
    made = Made(CASE, tmp_path / "demo", environments / CASE.python, tmp_path / "cache")
    for words in CASE.additions:
        run(made.root, TOOL, *words)
    random = Random(request.param)  # noqa: S311 - no secret is made
    for path in modules(made.root):
        path.write_text(refactor(path.read_text(), random))
    return made


def modules(root: Path) -> list[Path]:
    """The modules of a project, the revisions aside."""
    return sorted([*root.glob("src/**/*.py"), *root.glob("tests/**/*.py")])


def marks(root: Path) -> Counter[str]:
    """The comments that were put in."""
    texts = (path.read_text() for path in modules(root))
    return Counter(mark for text in texts for mark in re.findall(rf"{MARK} \d+", text))


def test_changes_go_through_and_everything_works(project: Made) -> None:
    """No command leaves a conflict, all comments are there, and the tests of the project pass."""
    before = marks(project.root)
    for line in CHANGES.strip().splitlines():
        run(project.root, TOOL, *shlex.split(line), "--yes")
    assert marks(project.root) == before
    project.run("mypy", "--cache-dir", project.cache / "mypy")
    project.run("pytest", "-q", "-p", "no:cacheprovider")
