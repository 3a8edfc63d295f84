"""One Python module: its syntax tree, and what it binds."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

_TABLE = "__tablename__"
_SUITES = ("body", "orelse", "handlers", "finalbody")


def module_name(path: str) -> str:
    """How the module in a file is imported; a package is its folder."""
    return path.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")


def imported_from(path: str, node: ast.ImportFrom) -> str:
    """The absolute name of the module that a module, in the file at a path, imports from."""
    parents = PurePosixPath(path).parts[: -node.level] if node.level else ()
    return ".".join((*parents, *filter(None, [node.module])))


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


def definitions(bound: Mapping[str, ast.stmt]) -> dict[str, ast.stmt]:
    """What of the names of a module is no import."""
    imports = (ast.Import, ast.ImportFrom)
    return {name: node for name, node in bound.items() if not isinstance(node, imports)}


def attributes(node: ast.ClassDef) -> dict[str, ast.stmt]:
    """The attributes that a class has in its own body."""
    return {
        name: each
        for each in node.body
        if isinstance(each, ast.AnnAssign | ast.Assign)
        for name in bound(each)
    }


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


def bindings_of(text: str) -> Mapping[str, ast.stmt]:
    """What a module binds at its top; nothing if it is no Python."""
    tree = parsed(text)
    return bindings(tree) if tree else {}


def classes_of(text: str) -> Iterable[tuple[str, dict[str, str]]]:
    """The classes of a module with the code of their attributes."""
    tree = parsed(text)
    for node in tree.body if tree else ():
        if isinstance(node, ast.ClassDef):
            owned = attributes(node).items()
            yield (
                node.name,
                {name: ast.get_source_segment(text, each) or "" for name, each in owned},
            )


def models_of(text: str) -> dict[str, dict[str, str]]:
    """The classes of a module that name a table, with the code of their attributes."""
    classes = classes_of(text) if _TABLE in text else ()
    return {name: attributes for name, attributes in classes if _TABLE in attributes}


def tables_of(text: str) -> set[str]:
    """The names of the tables that a module declares, by its models or by themselves."""
    tree = parsed(text) if _TABLE in text or "Table(" in text else None
    found = {_table(node) for node in (ast.walk(tree) if tree else ())}
    return {each for each in found if isinstance(each, str)}


def _table(node: ast.AST) -> object:
    match node:
        case ast.Assign(targets=[ast.Name(id="__tablename__")], value=ast.Constant(value=name)):
            return name
        case ast.Call(func=ast.Name(id="Table"), args=[ast.Constant(value=name), *_]):
            return name
        case ast.Call(func=ast.Attribute(attr="Table"), args=[ast.Constant(value=name), *_]):
            return name
    return None
