"""The Python modules of a project: what each defines, and where an imported name is from."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeAlias

from generator.plan import FileChange

Definition: TypeAlias = tuple[str, str, ast.stmt]
"""The file in which something is defined, its name there, and the statement that does it."""

_SUITES = ("body", "orelse", "handlers", "finalbody")


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

    def after(self, changes: Iterable[FileChange]) -> Sources:
        """The modules as they will be."""
        gone = {each.path for each in changes if each.after is None}
        texts = {path: text for path, text in self.texts.items() if path not in gone}
        written = {each.path: each.after.text for each in changes if each.after}
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
        parents = PurePosixPath(path).parts[: -node.level]
        module = ".".join((*parents, node.module or "")).strip(".")
        return self.path_of(module if node.level else str(node.module))

    def modules(self, path: str) -> Iterator[tuple[str, str]]:
        """The modules of the project that a module knows: how it names each, and the file."""
        tree = self.tree(path)
        for node in ast.walk(tree) if tree else ():
            for alias in node.names if isinstance(node, ast.Import | ast.ImportFrom) else ():
                module = self._module(path, node, alias.name)
                if module:
                    yield alias.asname or alias.name, module

    def _module(self, path: str, node: ast.AST, name: str) -> str | None:
        if not isinstance(node, ast.ImportFrom):
            return self.path_of(name)
        parents = PurePosixPath(path).parts[: -node.level] if node.level else ()
        return self.path_of(".".join((*parents, *filter(None, [node.module]), name)))

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
                return (path, name, node) if node and known else None
            origin = self.origin(path, node)
            if origin is None:
                return None
            path, name = origin, _imported_as(node, name)
        return None

    def holder(self, path: str, node: ast.stmt, attribute: str) -> Definition | None:
        """Where the attribute of a class is from: its own body, or a base that is to be seen."""
        return next(
            (
                (at, attribute, own)
                for at, each in self._lineage(path, node, set())
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
            if (found := self.holder(path, node, attribute)) and found[2] is held
        ]

    def is_method(self, path: str, node: ast.stmt, name: str) -> bool:
        """Whether a class has a method or a property of that name, or a base that is to be seen."""
        kinds = ast.FunctionDef, ast.AsyncFunctionDef
        lineage = (each for _, each in self._lineage(path, node, set()))
        return any(
            isinstance(it, kinds) and it.name == name for each in lineage for it in each.body
        )

    def descends(self, path: str, node: ast.stmt, above: ast.stmt) -> bool:
        """Whether a class is another one, or is made of it."""
        return any(each is above for _, each in self._lineage(path, node, set()))

    def is_alone(self, owner: ast.stmt, held: ast.stmt, attribute: str) -> bool:
        """Whether nobody but one class has an attribute from where it is declared."""
        heirs = self.heirs(attribute, held)
        own = held in getattr(owner, "body", ())
        return heirs == ([] if own else [getattr(owner, "name", "")])

    def _lineage(
        self, path: str, node: ast.stmt, seen: set[ast.stmt]
    ) -> Iterator[tuple[str, ast.ClassDef]]:
        """A class and those that it is made of, each with its file, the nearest first."""
        if not isinstance(node, ast.ClassDef) or node in seen:
            return
        seen.add(node)
        yield path, node
        for base in node.bases:
            found = self.definition(path, base.id) if isinstance(base, ast.Name) else None
            if found:
                yield from self._lineage(found[0], found[2], seen)


def module_name(path: str) -> str:
    """How the module in a file is imported; a package is its folder."""
    return path.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")


def parsed(text: str) -> ast.Module | None:
    """The syntax tree of a module; None if it is no Python."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # somebody else's backslashes
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError):
            return None


def bindings(tree: ast.Module) -> dict[str, ast.stmt]:
    """What a module binds at its top; conditions and attempts are looked into."""
    return {name: node for node in statements(tree.body) for name in bound(node)}


def bound(node: ast.stmt) -> Iterable[str]:
    """The names that a statement binds."""
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return [name]
        case ast.Import() | ast.ImportFrom():
            return [each.asname or each.name.split(".")[0] for each in node.names]
    stored = (each for each in ast.walk(node) if isinstance(each, ast.Name))
    return [each.id for each in stored if isinstance(each.ctx, ast.Store)]


def bound_by(  # noqa: PLR0911 - one line a kind of node
    node: ast.AST,
) -> Iterable[str | None]:
    """The names that a node of any kind binds by itself."""
    match node:
        case ast.Name(ctx=ast.Store()):
            return [node.id]
        case ast.arg():
            return [node.arg]
        case ast.ExceptHandler() | ast.MatchAs() | ast.MatchStar():
            return [node.name]
        case ast.MatchMapping():
            return [node.rest]
        case ast.Global():
            return node.names
        case ast.stmt() if hasattr(node, "name") or isinstance(node, ast.Import | ast.ImportFrom):
            return bound(node)
    name = getattr(node, "name", None)  # a type parameter
    return [name] if type(node).__name__.startswith(("Type", "Param")) else []


def attributes(node: ast.ClassDef) -> dict[str, ast.stmt]:
    """The attributes that a class has in its own body."""
    return {
        name: each
        for each in node.body
        if isinstance(each, ast.AnnAssign | ast.Assign)
        for name in bound(each)
    }


def _imported_as(node: ast.ImportFrom, name: str) -> str:
    """What a name is called where it is imported from; after `import *` that is the same."""
    return next((each.name for each in node.names if name == (each.asname or each.name)), name)


def statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a module's top, those of its conditions and attempts among them."""
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try | ast.With):
            for suite in _SUITES:
                for part in getattr(node, suite, ()):
                    yield from statements(
                        part.body if isinstance(part, ast.ExceptHandler) else [part]
                    )
