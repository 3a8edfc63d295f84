"""What the templates make is what was looked at."""

from __future__ import annotations

import difflib

import pytest

from generator.tree import Tree
from tests.goldens import FOLDER, PROJECTS, golden
from tests.memory import read_tree


@pytest.mark.parametrize("name", PROJECTS)
def test_projects_look_as_they_did(name: str) -> None:
    """If they are meant to look otherwise: `nox -s golden`, and review what git shows."""
    kept, made = read_tree(FOLDER / name), golden(PROJECTS[name])
    assert "".join(differences(kept, made)) == ""


def differences(kept: Tree, made: Tree) -> list[str]:
    """What is different, as a patch of what is kept."""
    return [
        line
        for path in sorted({*kept, *made})
        for line in difflib.unified_diff(lines(kept, path), lines(made, path), path, path)
    ]


def lines(tree: Tree, path: str) -> list[str]:
    """The lines of a file; none if it is not there."""
    file = tree.get(path)
    return (file.text or "").splitlines(keepends=True) if file else []
