"""Attributes of our classes in the code of a user, where the code says whose they are.

`Product.price`, `Product(price=1)`, `self.price` in the class itself, `product.price` where the
parameter is a `Product`: that needs no guess. What a variable holds that nobody annotated does.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.respelling.sources import Sources, bound_by, parsed

_Class = tuple[str, ast.ClassDef]
_ALIASES = 3
"""How many names of types are followed to what they stand for."""

_Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(frozen=True, order=True, slots=True)
class Edit:
    """A name that gets another one: its line (from 1), its place in it in bytes, the new name."""

    line: int
    start: int
    end: int
    name: str

    def __call__(self, line: str) -> str:
        """The line with the new name."""
        data = line.encode()
        return (data[: self.start] + self.name.encode() + data[self.end :]).decode()


def declared(
    attributes: Iterable[tuple[str, str, str, str]], sources: Sources
) -> dict[ast.stmt, str]:
    """Find where the user's modules declare attributes of ours, if nobody else has them from there.

    Args:
        attributes: A module of ours, a class in it, an attribute, and what that is called today.
        sources: All modules of the user's.

    Returns:
        What is called otherwise today, by the statement that declares it.
    """
    found: dict[ast.stmt, str] = {}
    for path, owner, old, new in attributes:
        there = sources.definition(path, owner)
        held = sources.holder(there[0], there[2], old) if there else None
        if there and held and _is_own(there[2], held[2], old, sources):
            found[held[2]] = new
    return found


def _is_own(owner: ast.stmt, held: ast.stmt, attribute: str, sources: Sources) -> bool:
    return held in getattr(owner, "body", ()) or sources.is_alone(owner, held, attribute)


def attribute_edits(path: str, sources: Sources, held: Mapping[ast.stmt, str]) -> Iterator[Edit]:
    """Find the attributes and keywords that certainly are some of ours.

    Args:
        path: The module of the user's.
        sources: All modules of the user's.
        held: The statements that declare attributes which are called otherwise, and the new names.
    """
    tree = sources.tree(path)
    if tree is not None:
        yield from _Reader(path, sources, held).edits(tree)


@dataclass(frozen=True)
class _Reader:
    path: str
    sources: Sources
    held: Mapping[ast.stmt, str]
    scopes: list[Mapping[str, _Class | None]] = field(default_factory=list)
    """What the names of the functions around are instances of; None if that is not known."""

    def edits(self, node: ast.AST, within: ast.ClassDef | None = None) -> Iterator[Edit]:
        if isinstance(node, ast.Attribute):
            yield from self._attribute(node)
        if isinstance(node, ast.Call):
            yield from self._keywords(node)
        inner = node if isinstance(node, ast.ClassDef) else None
        if isinstance(node, _Function):
            self.scopes.append(self._scope(node, within))
        for child in ast.iter_child_nodes(node):
            yield from self.edits(child, inner)
        if isinstance(node, _Function):
            self.scopes.pop()

    def _attribute(self, node: ast.Attribute) -> Iterator[Edit]:
        owner = self._owner(node.value)
        new = self._new_name(owner, node.attr) if owner else None
        end = node.end_col_offset or 0
        # Of what stands in a formatted string Python 3.11 does not know the place.
        if new and self._is_at(node.lineno, node.col_offset, end, ast.unparse(node)):
            yield Edit(node.lineno, end - len(node.attr.encode()), end, new)

    def _keywords(self, node: ast.Call) -> Iterator[Edit]:
        owner = self._class(node.func) if isinstance(node.func, ast.Name) else None
        for each in node.keywords if owner else ():
            new = self._new_name(owner, each.arg) if owner and each.arg else None
            end = each.col_offset + len((each.arg or "").encode())
            if new and self._is_at(each.lineno, each.col_offset, end, each.arg or ""):
                yield Edit(each.lineno, each.col_offset, end, new)

    def _is_at(self, line: int, start: int, end: int, code: str) -> bool:
        lines = self.sources.texts[self.path].split("\n")
        return line <= len(lines) and lines[line - 1].encode()[start:end] == code.encode()

    def _owner(self, node: ast.expr) -> _Class | None:
        """The class that something is, or is an instance of."""
        if not isinstance(node, ast.Name):
            return None
        for scope in reversed(self.scopes):
            if node.id in scope:
                return scope[node.id]
        return self._class(node)

    def _class(self, node: ast.Name) -> _Class | None:
        """The class that a name of the module stands for."""
        if any(node.id in scope for scope in self.scopes):
            return None
        return _named(self.path, node, self.sources)

    def _new_name(self, owner: _Class, attribute: str) -> str | None:
        found = self.sources.holder(*owner, attribute)
        new = self.held.get(found[2]) if found else None
        return new if new and not self.sources.is_method(*owner, attribute) else None

    def _scope(self, node: _Function, within: ast.ClassDef | None) -> Mapping[str, _Class | None]:
        """The parameters and variables of a function."""
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        known = {each.arg: self._annotated(each.annotation) for each in arguments}
        if within and arguments and not _is_static(node):
            known[arguments[0].arg] = (self.path, within)
        others = [each.arg for each in (node.args.vararg, node.args.kwarg) if each]
        inside = (each for each in ast.walk(node) if each is not node)
        changed = {
            name for each in inside if not isinstance(each, ast.arg) for name in bound_by(each)
        }
        return known | dict.fromkeys([*others, *filter(None, changed)])

    def _annotated(self, annotation: ast.expr | None) -> _Class | None:
        return _meant(self.path, annotation, self.sources) if annotation else None


def _is_static(node: _Function) -> bool:
    decorators = [] if isinstance(node, ast.Lambda) else node.decorator_list
    return any(isinstance(each, ast.Name) and each.id == "staticmethod" for each in decorators)


def _named(path: str, node: ast.Name, sources: Sources) -> _Class | None:
    found = sources.definition(path, node.id)
    return (found[0], found[2]) if found and isinstance(found[2], ast.ClassDef) else None


def _meant(
    path: str, annotation: ast.expr, sources: Sources, depth: int = _ALIASES
) -> _Class | None:
    """The class of what has an annotation: `Product`, `Product | None`, an alias of those."""
    match annotation:
        case ast.Name(id=name):
            found = sources.definition(path, name)
            if found and isinstance(found[2], ast.Assign) and depth:
                return _meant(found[0], found[2].value, sources, depth - 1)
            return _named(path, annotation, sources)
        case ast.Constant(value=str(code)):
            tree = parsed(code)
            body = tree.body[0] if tree and tree.body else None
            return _meant(path, body.value, sources, depth) if isinstance(body, ast.Expr) else None
        case ast.BinOp(left=meant, op=ast.BitOr(), right=ast.Constant(value=None)):
            return _meant(path, meant, sources, depth)
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[meant, *_])):
            return _meant(path, meant, sources, depth)
    return None
