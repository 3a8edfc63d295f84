"""The house holds its shape: arrows point downwards, each foreign library has one room."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "generator"

# A room may import from rooms with a lower number, and from itself.
LEVELS = {
    "errors": 0,
    "plain_yaml": 0,
    "naming": 1,
    "tree": 1,
    "yaml_text": 1,
    "git": 1,
    "bytecode": 1,
    "macros": 1,
    "releases": 1,
    "spec": 2,
    "plan": 2,
    "template": 2,
    "merging": 2,
    "rendering": 3,
    "migrations": 3,
    "declarative": 3,
    "reconcile": 3,
    "project": 4,
    "respelling": 3,
    "following": 4,
    "moves": 4,
    "importing": 4,
    "trees": 5,
    "template_source": 5,
    "applying": 5,
    "evolve": 6,
    "undoing": 6,
    "checking": 7,
    "cli": 8,
    "__main__": 9,
}

HOMES = {
    "pydantic": {"spec"},
    "jinja2": {"bytecode", "macros", "template", "rendering"},
    "yaml": {"plain_yaml", "yaml_text", "declarative"},
    "libcst": {"merging"},
    "tomlkit": {"merging"},
    "inflection": {"naming"},
    "filelock": {"applying"},
    "platformdirs": {"template_source"},
    "typer": {"cli"},
    "rich": {"cli"},
    # The comparison runs in the environment of a project.
    "alembic": {"checking"},
    "sqlalchemy": {"checking"},
    "subprocess": {"git", "checking"},
}

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "_build.py")


def room(path: Path) -> str:
    """The room of a module: the first part of its path inside the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "generator":
            yield from (f"generator.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_arrows_point_downwards(path: Path) -> None:
    """No room imports from one beside or above it, and nobody imports the package itself."""
    here = room(path)
    for module in imports(path):
        if module.startswith("generator."):
            there = module.split(".")[1]
            assert there == here or LEVELS[there] < LEVELS[here], f"{here} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_foreign_library_has_one_room(path: Path) -> None:
    """What a library is used for is known in one place."""
    for module in imports(path):
        homes = HOMES.get(module.split(".")[0])
        assert homes is None or room(path) in homes, f"{room(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_and_functions_stay_small(path: Path) -> None:
    """A module has at most 250 lines, a function at most 40."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 250
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.name not in {
            "new",
            "add_resource",
        }:  # an option a line
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < 40, node.name


def test_packages_are_entered_by_their_modules() -> None:
    """`__init__.py` is a shop window: it holds names, no code."""
    for path in PACKAGE.rglob("__init__.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            assert isinstance(node, ast.Expr | ast.ImportFrom | ast.Assign), path


def test_help_imports_nothing_heavy() -> None:
    """`--help` pays for Typer alone: whatever a command needs, it imports when it runs."""
    heavy = sorted({"pydantic_core", *HOMES} - {"typer", "rich", "subprocess"})
    show = f"import sys, generator.cli.boundary; print([m for m in {heavy} if m in sys.modules])"
    with_tool = subprocess.check_output([sys.executable, "-c", show], cwd=PACKAGE.parent, text=True)
    bare = show.replace("generator.cli.boundary", "typer")
    assert with_tool == subprocess.check_output([sys.executable, "-c", bare], text=True)
