"""Which modules a module imports and makes use of."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from generator.analysis.syntax import imported_from
from generator.checking.modules import Module, Modules


def references(module: Module) -> set[str]:
    """The dotted names that a module imports and uses, modules and what is in them alike.

    An import that nothing uses is no reference, unless there is nothing to use: `import a.b` and
    `from a.b import *`.
    """
    used = _used_names(module)
    return {
        name
        for node in module.nodes
        for bound, names in _imports(module, node)
        if bound is None or bound in used
        for name in names
    }


class Usage:
    """Who refers to what among some modules."""

    def __init__(self, modules: Modules) -> None:
        """Read every module once."""
        self._users: dict[str, set[str]] = {}
        for module in modules.all.values():
            for name in references(module):
                self._users.setdefault(name, set()).add(module.path)

    def names(self, outside: str = "") -> Iterator[str]:
        """What anybody refers to, but for the modules in a folder."""
        for name, users in self._users.items():
            if not outside or any(not path.startswith(f"{outside}/") for path in users):
                yield name


def statements_with(module: Module, target: str) -> Iterator[str]:
    """The code of the statements at the top of a module that import or use a module."""
    bound = {
        name
        for node in module.tree.body
        for name, targets in _imports(module, node)
        if target in targets
    }
    for node in module.tree.body:
        imported = {name for name, targets in _imports(module, node) if target in targets}
        named = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
        if bound & (imported | named):
            yield module.code(node)


def _used_names(module: Module) -> set[str]:
    """Every name that is read, and every text, which may be one in `__all__`."""
    names = {node.id for node in module.nodes if isinstance(node, ast.Name)}
    texts = (node.value for node in module.nodes if isinstance(node, ast.Constant))
    return names | {text for text in texts if isinstance(text, str)}


def _imports(module: Module, node: ast.AST) -> Iterator[tuple[str | None, set[str]]]:
    """Each name that an import binds, with what it stands for."""
    if isinstance(node, ast.Import):
        yield from ((alias.asname, {alias.name}) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        origin = imported_from(module.path, node)
        for alias in node.names:
            bound = None if alias.name == "*" else alias.asname or alias.name
            yield bound, {origin, f"{origin}.{alias.name}"}
