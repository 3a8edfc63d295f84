"""What a resource does not do leaves no trace in its code."""

from __future__ import annotations

import subprocess
import sys
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import pytest

from generator.evolve import State
from generator.spec.project import Project, make_project
from generator.spec.resource import make_resource
from generator.tree import Tree
from tests.strategies import OPERATIONS
from tests.template import TEMPLATE

SUBSETS = list(chain.from_iterable(combinations(OPERATIONS, size) for size in range(1, 6)))
FIELDS = ["name:str:filter:sort", "parent:ref:self", "thing:ref:thing:opt", "things:m2m:thing"]

TRACES = {
    "dependencies.py": {"get", "update", "delete"},
    "exceptions.py": {"get", "update", "delete"},
    "schemas.py": {"list", "get", "create", "update"},
}
"""The operations that need a file."""

WORDS = {
    "list": ["async def list_{0}s("],
    "get": ["async def read_{0}(", "ReadValid{1}", "async def get_read_{0}"],
    "create": ["async def create_{0}("],
    "update": ["async def update_{0}(", "async def replace_{0}(", "class {1}Update"],
    "delete": ["async def delete_{0}("],
}
"""The code that only one operation needs, by the name and the class of the resource."""


def name(subset: tuple[str, ...]) -> str:
    """The name of a resource with some operations."""
    return f"{''.join(word[0] for word in subset)}_row"


def project(read: str) -> Project:
    """Resources with every subset of the operations, which refer to each other."""
    whole = make_project({"project_name": "demo", "description": "A demo."})
    whole = whole.with_resource(make_resource("thing", ["name:str"]))
    for subset in SUBSETS:
        row = make_resource(name(subset), FIELDS, operations=subset, read=read)
        whole = whole.with_resource(row)
    return whole


RARER = [pytest.param(each, marks=pytest.mark.slow) for each in ("owner", "admin", "public")]


@pytest.fixture(scope="module", params=["user", *RARER])
def tree(request: pytest.FixtureRequest) -> Tree:
    """The files of a project with every subset."""
    return State(TEMPLATE, project(request.param)).render()


@pytest.mark.slow
def test_the_code_is_clean(tree: Tree, tmp_path: Path) -> None:
    """Nothing is imported, taken or defined that is not used, whatever is left out."""
    check(tree, tmp_path)


@pytest.mark.slow
def test_the_code_of_soft_deletion_is_clean(tmp_path: Path) -> None:
    """Also where there is no list but that of deleted rows, which is none of an owner's."""
    whole = make_project({"project_name": "demo", "description": "A demo."})
    options: dict[str, Any] = {"read": "owner", "write": "admin", "soft_delete": True}
    for subset in SUBSETS:
        for more in [(), ("bulk",)] if "delete" in subset else []:
            operations = (*subset, *more)
            row = make_resource(name(operations), ["name:str"], operations=operations, **options)
            whole = whole.with_resource(row)
    check(State(TEMPLATE, whole).render(), tmp_path)


def check(tree: Tree, folder: Path) -> None:
    """Look at the code of a project as its own rules do."""
    for path, file in tree.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.data)
    for words in (["check"], ["format", "--diff"]):
        command = [sys.executable, "-m", "ruff", *words, "--no-cache", "."]
        done = subprocess.run(
            command, cwd=folder, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("subset", SUBSETS, ids="+".join)
def test_only_what_is_asked_for_is_there(subset: tuple[str, ...], tree: Tree) -> None:
    """In the files of the resource, and in the code of each."""
    word = name(subset)
    folder = f"src/{word}s/"
    files = {path.removeprefix(folder): file for path, file in tree.items() if folder in path}
    for file, needed_by in TRACES.items():
        assert (file in files) == bool(needed_by & {*subset})
    code = "".join(file.text or "" for file in files.values())
    pascal = "".join(part.capitalize() for part in word.split("_"))
    for operation, patterns in WORDS.items():
        for pattern in patterns:
            assert (pattern.format(word, pascal) in code) == (operation in subset), pattern
