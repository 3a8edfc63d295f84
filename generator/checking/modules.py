"""The Python modules of a project as syntax trees: read, never imported."""

from __future__ import annotations

import ast
import functools
import os
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator.analysis.syntax import module_name
from generator.tree import Tree


@dataclass(frozen=True, eq=False)
class Module:
    """One module.

    Attributes:
        path: Its file, from the root of the project.
        data: Its content.
        tree: Its syntax tree.
    """

    path: str
    data: bytes
    tree: ast.Module

    @functools.cached_property
    def text(self) -> str:
        """Its source."""
        return self.data.decode("utf-8", "replace")

    @functools.cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree."""
        return tuple(ast.walk(self.tree))

    @property
    def name(self) -> str:
        """How it is imported: `src.products.router`."""
        return module_name(self.path)

    def code(self, node: ast.AST) -> str:
        """The source of a node, on one line."""
        return " ".join((ast.get_source_segment(self.text, node) or "").split())


@dataclass(frozen=True, slots=True)
class Modules:
    """The modules of a project.

    Attributes:
        all: Those that could be read, by path.
        unreadable: The paths of the others, each with the reason.
    """

    all: Mapping[str, Module]
    unreadable: Mapping[str, str]

    def has(self, folder: str) -> bool:
        """Whether there is any module in a folder, broken ones included."""
        return any(path.startswith(f"{folder}/") for path in (*self.all, *self.unreadable))

    def below(self, folder: str) -> list[Module]:
        """The modules that lie in a folder or deeper."""
        return [each for path, each in self.all.items() if path.startswith(f"{folder}/")]

    def outside(self, folder: str) -> list[Module]:
        """All other modules."""
        return [each for path, each in self.all.items() if not path.startswith(f"{folder}/")]


def parse_modules(
    files: Iterable[tuple[str, bytes]], known: Mapping[str, Module] = MappingProxyType({})
) -> Modules:
    """Read modules from their paths and contents.

    Args:
        files: The modules.
        known: What was read already; most files on disk are as they were rendered.
    """
    modules: dict[str, Module] = {}
    unreadable: dict[str, str] = {}
    for path, data in files:
        twin = known.get(path)
        try:
            same = twin is not None and twin.data == data
            modules[path] = twin if twin and same else Module(path, data, _parsed(data))
        except (SyntaxError, ValueError, RecursionError) as error:
            unreadable[path] = _reason(error)
    return Modules(modules, unreadable)


def rendered_modules(tree: Tree, package: str) -> Modules:
    """Read the modules of a package that was rendered."""
    return parse_modules(
        (path, file.data)
        for path, file in tree.items()
        if path.startswith(f"{package}/") and path.endswith(".py")
    )


def modules_on_disk(root: Path, package: str, rendered: Modules) -> Modules:
    """Read the modules of a package, and those that lie beside it at the root of the project."""
    beside = sorted(path for path in root.glob("*.py") if path.is_file())
    files = (
        (path.relative_to(root).as_posix(), path.read_bytes())
        for path in (*beside, *_walk(root / package))
    )
    return parse_modules(files, rendered.all)


def _walk(folder: Path) -> Iterable[Path]:
    for directory, folders, files in os.walk(folder):
        folders.sort()
        yield from (
            path
            for name in sorted(files)
            if name.endswith(".py") and (path := Path(directory, name)).is_file()
        )


def _parsed(data: bytes) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # somebody else's backslashes
        return ast.parse(data)


def _reason(error: Exception) -> str:
    if isinstance(error, SyntaxError):
        return f"line {error.lineno}: {error.msg}"
    return f"{error}"
