"""The Python modules of a project: what each defines, and where an imported name is from."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.analysis.syntax import attributes, bindings, imported_from, module_name, parsed
from generator.plan import FileChange


class Definition(NamedTuple):
    """The file in which something is defined, its name there, and the statement that does it."""

    path: str
    name: str
    node: ast.stmt


@dataclass(frozen=True)
class Sources:
    """Some modules, by the path of their file; each is parsed when it is first asked for."""

    texts: Mapping[str, str]
    _trees: dict[str, ast.Module | None] = field(default_factory=dict)

    def tree(self, path: str) -> ast.Module | None:
        """The syntax tree of a module; None where there is none, or it is no Python."""
        if path not in self._trees:
            self._trees[path] = parsed(self.texts[path]) if path in self.texts else None
        return self._trees[path]

    def bindings(self, path: str) -> Mapping[str, ast.stmt]:
        """What a module binds at its top, and the statement that does it."""
        tree = self.tree(path)
        return bindings(tree) if tree else {}

    def after(self, changes: Collection[FileChange]) -> Sources:
        """The modules as they will be."""
        gone = {each.path for each in changes if each.after is None}
        texts = {path: text for path, text in self.texts.items() if path not in gone}
        modules = (each for each in changes if each.path.endswith(".py"))
        written = {each.path: each.after.text for each in modules if each.after}
        return Sources(texts | {path: text for path, text in written.items() if text is not None})

    def path_of(self, module: str) -> str | None:
        """The file of a module: `src.prices` is in `src/prices.py`."""
        stem = module.replace(".", "/")
        return next(
            (each for each in (f"{stem}.py", f"{stem}/__init__.py") if each in self.texts), None
        )

    def home(self, path: str) -> str | None:
        """The file that has what was written at a path: that one, or the package that it became."""
        return path if path in self.texts else self.path_of(module_name(path))

    def origin(self, path: str, node: ast.ImportFrom) -> str | None:
        """The file of the module that is imported from; None if it is not of the project."""
        return self.path_of(imported_from(path, node))

    def modules(self, path: str) -> Iterator[tuple[str, str]]:
        """The modules of the project that a module knows: how it names each, and the file."""
        tree = self.tree(path)
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.Import | ast.ImportFrom):
                inside = f"{imported_from(path, node)}." if isinstance(node, ast.ImportFrom) else ""
                for alias in node.names:
                    if module := self.path_of(f"{inside}{alias.name}"):
                        yield alias.asname or alias.name, module

    def definition(self, path: str, name: str) -> Definition | None:
        """Where a name of a module is defined, along its imports; None if that is not seen."""
        seen: set[tuple[str, str]] = set()
        path = self.home(path) or path
        while (path, name) not in seen:
            seen.add((path, name))
            names = self.bindings(path)
            node = names.get(name, names.get("*"))
            if not isinstance(node, ast.ImportFrom):
                known = node is not None and not isinstance(node, ast.Import)
                return Definition(path, name, node) if node and known else None
            origin = self.origin(path, node)
            if origin is None:
                return None
            path, name = origin, _imported_as(node, name)
        return None

    def holder(self, path: str, node: ast.stmt, attribute: str) -> Definition | None:
        """Where the attribute of a class is from: its own body, or a base that is to be seen."""
        return next(
            (
                Definition(at, attribute, own)
                for at, each in self.lineage(path, node)
                if (own := attributes(each).get(attribute))
            ),
            None,
        )

    def heirs(self, attribute: str, held: ast.stmt) -> list[str]:
        """The names of the classes that have an attribute from one statement, by inheritance."""
        return [
            node.name
            for path, text in self.texts.items()
            if "class" in text and (tree := self.tree(path))
            for node in tree.body
            if isinstance(node, ast.ClassDef) and held not in node.body
            if (found := self.holder(path, node, attribute)) and found.node is held
        ]

    def is_method(self, path: str, node: ast.stmt, name: str) -> bool:
        """Whether a class has a method or a property of that name, or a base that is to be seen."""
        kinds = ast.FunctionDef, ast.AsyncFunctionDef
        lineage = (each for _, each in self.lineage(path, node))
        return any(
            isinstance(it, kinds) and it.name == name for each in lineage for it in each.body
        )

    def descends(self, path: str, node: ast.stmt, above: ast.stmt) -> bool:
        """Whether a class is another one, or is made of it."""
        return any(each is above for _, each in self.lineage(path, node))

    def is_alone(self, owner: ast.stmt, held: ast.stmt, attribute: str) -> bool:
        """Whether nobody but one class has an attribute from where it is declared."""
        heirs = self.heirs(attribute, held)
        own = held in getattr(owner, "body", ())
        return heirs == ([] if own else [getattr(owner, "name", "")])

    def lineage(self, path: str, node: ast.stmt) -> Iterator[tuple[str, ast.ClassDef]]:
        """A class and those that it is made of, each with its file, the nearest first."""
        return self._lineage(path, node, set())

    def _lineage(
        self, path: str, node: ast.stmt, seen: set[ast.stmt]
    ) -> Iterator[tuple[str, ast.ClassDef]]:
        if not isinstance(node, ast.ClassDef) or node in seen:
            return
        seen.add(node)
        yield path, node
        for base in node.bases:
            found = self.definition(path, base.id) if isinstance(base, ast.Name) else None
            if found:
                yield from self._lineage(found.path, found.node, seen)


def _imported_as(node: ast.ImportFrom, name: str) -> str:
    """What a name is called where it is imported from; after `import *` that is the same."""
    return next((each.name for each in node.names if name == (each.asname or each.name)), name)
