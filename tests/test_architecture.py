"""The house holds its shape: arrows point downwards, each foreign library has one room."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "generator"

# A room may import from rooms with a lower number, and from itself.
LEVELS = {
    "errors": 0,
    "plain_yaml": 0,
    "naming": 1,
    "tree": 1,
    "yaml_text": 1,
    "git": 1,
    "releases": 1,
    "renaming": 1,
    "spec": 2,
    "plan": 2,
    "merging": 2,
    "templating": 3,
    "migrations": 3,
    "declarative": 3,
    "reconcile": 3,
    "analysis": 3,
    "project": 4,
    "respelling": 4,
    "moved_code": 5,
    "soundness": 5,
    "template_source": 5,
    "applying": 5,
    "tree_merging": 6,
    "evolve": 7,
    "undoing": 7,
    "checking": 8,
    "cli": 9,
    "__main__": 10,
}

HOMES = {
    "pydantic": {"spec"},
    "jinja2": {"templating"},
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

ROOMS = frozenset(LEVELS)
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


def test_arrows_point_downwards() -> None:
    """No room imports from one beside or above it, and nobody imports the package itself."""
    inside = [
        (room(path), module.split(".")[1], path)
        for path in MODULES
        for module in imports(path)
        if module.startswith("generator.")
    ]
    up = [
        f"{path}: {there}"
        for here, there, path in inside
        if there != here and LEVELS[there] >= LEVELS[here]
    ]
    assert up == []


def test_the_page_of_rooms_has_them_all() -> None:
    """Whoever reads the code for the first time finds each room, at its level."""
    page = PACKAGE.with_name("docs") / "decisions/0024-rooms.md"
    rows = re.findall(r"^\| (\d+) \| (.*?) \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    listed = {room: int(level) for level, rooms in rows for room in re.findall(r"`(\w+)`", rooms)}
    assert listed == LEVELS


def test_a_foreign_library_has_one_room() -> None:
    """What a library is used for is known in one place."""
    foreign = [(path, each.split(".")[0]) for path in MODULES for each in imports(path)]
    lost = [f"{path}: {each}" for path, each in foreign if room(path) not in HOMES.get(each, ROOMS)]
    assert lost == []


def test_modules_and_functions_stay_small() -> None:
    """A module has at most 250 lines, a function at most 40."""
    texts = {path: path.read_text(encoding="utf-8") for path in MODULES}
    assert [path for path, text in texts.items() if text.count("\n") > 250] == []
    functions = (
        node
        for text in texts.values()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = {each.name for each in functions if (each.end_lineno or 0) - each.lineno >= 40}
    assert long == {"new", "add_resource", "change_resource"}  # an option a line


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
