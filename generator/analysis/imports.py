"""What modules import from modules of their project, and whether it is there."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.analysis.syntax import bindings, bound_by, imported_from, parsed, statements
from generator.tree import File

_IMPORTS = (ast.Import, ast.ImportFrom)


@dataclass(frozen=True)
class Import:
    """One imported name.

    Attributes:
        module: The module that it is imported from.
        name: The name there; it may be a module itself.
        line: Where it is imported, from 1; two imports of the same name are equal.
        is_use: Whether it is not imported, but used as an attribute of the module.
    """

    module: str
    name: str
    line: int = field(default=0, compare=False)
    is_use: bool = field(default=False, compare=False)

    @property
    def as_missing(self) -> str:
        """What to say where it is not there."""
        how = "" if self.is_use else "to import "
        return f"there is no {self.name} {how}in {self.module}"


@functools.cache
def all_imports(path: str, text: str, folders: tuple[str, ...]) -> Sequence[Import]:
    """What a module has from the folders of its project: imported, or as `module.name`."""
    tree = parsed(text)
    nodes = list(ast.walk(tree)) if tree else []
    imports = [each for each in nodes if isinstance(each, _IMPORTS)]
    imported = [
        Import(module, name, node.lineno)
        for node in imports
        for module, name in _imported(path, node)
        if name != "*"
    ]
    found = (*imported, *_uses(_modules(path, imports, nodes), nodes))
    return in_order({each for each in found if each.module.split(".")[0] in folders})


def _modules(
    path: str, imports: Sequence[ast.Import | ast.ImportFrom], nodes: Sequence[ast.AST]
) -> Mapping[str, str]:
    """What may be modules, by the names that nothing but an import binds."""
    others = (each for each in nodes if not isinstance(each, _IMPORTS))
    taken = {name for each in others for name in bound_by(each)}
    pairs = (
        pair for each in imports for pair in zip(each.names, _imported(path, each), strict=True)
    )
    names = ((alias.asname or alias.name, each) for alias, each in pairs)
    return {
        name: ".".join(filter(None, each))
        for name, each in names
        if name.split(".")[0] not in taken
    }


def _uses(modules: Mapping[str, str], nodes: Sequence[ast.AST]) -> Iterator[Import]:
    for node in nodes:
        if isinstance(node, ast.Attribute) and (module := modules.get(_dotted(node.value))):
            yield Import(module, node.attr, node.lineno, is_use=True)


def _dotted(node: ast.expr) -> str:
    """A name, or an attribute of one, as it is written; nothing for any other expression."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            return f"{owner}.{name}" if (owner := _dotted(value)) else ""
    return ""


def top_imports(file: File | None, folders: Collection[str]) -> set[Import]:
    """What a module imports by absolute names when it is loaded."""
    tree = parsed(file.text) if file and file.text else None
    return {
        Import(str(node.module), alias.name, node.lineno)
        for node in statements(tree.body if tree else ())
        if isinstance(node, ast.ImportFrom) and node.level == 0
        for alias in node.names
        if str(node.module).split(".")[0] in folders
    }


def in_order(imports: Collection[Import]) -> list[Import]:
    """The imports by line, then by name."""
    return sorted(imports, key=lambda each: (each.line, each.name))


def _imported(path: str, node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """The modules from which something is imported, and what."""
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            yield imported_from(path, node), alias.name
        else:
            module, _, name = alias.name.rpartition(".")
            yield module, name


@functools.cache
def _names_in(text: str) -> Collection[str] | None:
    """What a module binds at its top; None where that is not to be seen."""
    tree = parsed(text)
    names = {*bindings(tree)} if tree else {"*"}
    return None if {"*", "__getattr__"} & names else names


@dataclass(frozen=True)
class Importable:
    """What can be imported from the modules of a project.

    Attributes:
        read: The file at a path, or None; each module is read when it is first asked for.
    """

    read: Callable[[str], File | None]

    def has(self, wanted: Import) -> bool:
        """Whether an import succeeds, as far as reading can tell."""
        stem = wanted.module.replace(".", "/")
        if self._path(f"{stem}/{wanted.name}"):
            return True
        path = self._path(stem)
        file = self.read(path) if path else None
        if file is None:
            return False
        names = _names_in(file.text) if file.text is not None else None
        return names is None or wanted.name in names

    def _path(self, stem: str) -> str | None:
        paths = (f"{stem}.py", f"{stem}/__init__.py")
        return next((path for path in paths if self.read(path)), None)
