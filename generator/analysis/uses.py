"""Attributes of the classes of a project, where the code says whose they are.

`Product.price`, `Product(price=1)`, the same keyword of a function that hands it on to `Product`,
`self.price` in the class itself, `product.price` where the parameter is a `Product`, or where the
variable is set once, to what a function gives that says so, `Index(None, "price")` in the model:
that needs no guess. What any other variable holds does.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from generator.analysis.quoted import quoted_columns
from generator.analysis.sources import Definition, Sources
from generator.analysis.syntax import bound_by, parsed

_ALIASES = 3
"""How many names of types are followed to what they stand for."""

_Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_Defined = ast.FunctionDef | ast.AsyncFunctionDef


class Class(NamedTuple):
    """The file of a class, and what defines it."""

    path: str
    node: ast.ClassDef


@dataclass(frozen=True, slots=True)
class Use:
    """An attribute, or the keyword that sets it, in some code.

    Attributes:
        owner: The class that has it, or a class below that.
        name: The attribute.
        line: Where it is used, from 1.
        place: Where it begins and ends in the line, in bytes; None if that is not certain.
    """

    owner: Class
    name: str
    line: int
    place: tuple[int, int] | None


def uses(path: str, sources: Sources) -> Iterator[Use]:
    """Find the attributes in a module whose class is certain.

    Args:
        path: The module.
        sources: All modules of the project.
    """
    tree = sources.tree(path)
    if tree is not None:
        yield from _Reader(path, sources).read(tree)


@dataclass(frozen=True)
class _Reader:
    path: str
    sources: Sources
    scopes: list[Mapping[str, Class | None]] = field(default_factory=list)
    """What the names of the functions around are instances of; None if that is not known."""

    def read(self, node: ast.AST, within: ast.ClassDef | None = None) -> Iterator[Use]:
        if isinstance(node, ast.Attribute):
            yield from self._attribute(node)
        if isinstance(node, ast.Call):
            yield from self._keywords(node)
        if isinstance(node, ast.ClassDef):
            yield from self._columns(node)
        inner = node if isinstance(node, ast.ClassDef) else None
        if isinstance(node, _Function):
            self.scopes.append(self._scope(node, within))
        for child in ast.iter_child_nodes(node):
            yield from self.read(child, inner)
        if isinstance(node, _Function):
            self.scopes.pop()

    def _attribute(self, node: ast.Attribute) -> Iterator[Use]:
        if owner := self._owner(node.value):
            end = node.end_col_offset or 0
            whole, size = ast.unparse(node), len(node.attr.encode())
            # Of what stands in a formatted string Python 3.11 does not know the place.
            known = self._is_at(node.lineno, node.col_offset, end, whole)
            yield Use(owner, node.attr, node.lineno, (end - size, end) if known else None)

    def _keywords(self, node: ast.Call) -> Iterator[Use]:
        owner = self._class(node.func) if isinstance(node.func, ast.Name) else None
        own: Container[str] = ()
        if owner is None and node.keywords:
            owner, own = self._handed_on(node)
        for each in node.keywords if owner else ():
            if owner and each.arg and each.arg not in own:
                place = each.col_offset, each.col_offset + len(each.arg.encode())
                known = self._is_at(each.lineno, *place, each.arg)
                yield Use(owner, each.arg, each.lineno, place if known else None)

    def _handed_on(self, call: ast.Call) -> tuple[Class | None, Container[str]]:
        """The class that a function makes of keywords that are not its own; and those that are."""
        found = self._called(call)
        if found is None or not isinstance(found.node, _Defined) or not found.node.args.kwarg:
            return None, ()
        function, rest = found.node, found.node.args.kwarg.arg
        owner = _meant(found.path, function.returns, self.sources) if function.returns else None
        makes = any(
            isinstance(each, ast.Call)
            and isinstance(each.func, ast.Name)
            and _named(found.path, each.func, self.sources) == owner
            and _unpacks(each, rest)
            for each in ast.walk(function)
        )
        arguments = (*function.args.args, *function.args.kwonlyargs)
        return owner if makes else None, {each.arg for each in arguments}

    def _columns(self, node: ast.ClassDef) -> Iterator[Use]:
        for each in quoted_columns(node):
            place = each.start, each.start + len(each.name.encode())
            known = each.is_in(self.sources.texts[self.path])
            yield Use(Class(self.path, node), each.name, each.line, place if known else None)

    def _is_at(self, line: int, start: int, end: int, code: str) -> bool:
        lines = self.sources.texts[self.path].split("\n")
        return line <= len(lines) and lines[line - 1].encode()[start:end] == code.encode()

    def _owner(self, node: ast.expr) -> Class | None:
        """The class that something is, or is an instance of."""
        if not isinstance(node, ast.Name):
            return None
        for scope in reversed(self.scopes):
            if node.id in scope:
                return scope[node.id]
        return self._class(node)

    def _class(self, node: ast.Name) -> Class | None:
        """The class that a name of the module stands for."""
        if any(node.id in scope for scope in self.scopes):
            return None
        return _named(self.path, node, self.sources)

    def _scope(self, node: _Function, within: ast.ClassDef | None) -> Mapping[str, Class | None]:
        """The parameters and variables of a function."""
        arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        known = {each.arg: self._annotated(each.annotation) for each in arguments}
        if within and arguments and not _is_static(node):
            known[arguments[0].arg] = Class(self.path, within)
        others = [each.arg for each in (node.args.vararg, node.args.kwarg) if each]
        inside = [each for each in ast.walk(node) if each is not node]
        binding = (each for each in inside if not isinstance(each, ast.arg))
        times = Counter(name for each in binding for name in bound_by(each) if name)
        unsure = dict.fromkeys([*others, *times])
        once = {name for name in times.keys() - known.keys() - {*others} if times[name] == 1}
        set_once = {name: kind for name, kind in self._assigned(inside, unsure) if name in once}
        return known | unsure | set_once

    def _assigned(
        self, nodes: Iterable[ast.AST], local: Container[str]
    ) -> Iterator[tuple[str, Class | None]]:
        """The variables that are set to something, and what it is an instance of."""
        for node in nodes:
            match node:
                case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
                    yield name, self._annotated(annotation)
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Await(ast.Call() as call)):
                    yield name, self._result(call, ast.AsyncFunctionDef, local)
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as call):
                    yield name, self._result(call, ast.FunctionDef, local)

    def _result(self, call: ast.Call, kind: type[_Defined], local: Container[str]) -> Class | None:
        """What a call gives: an instance of the class, or what the function says."""
        found = self._called(call, local)
        if found and isinstance(found.node, ast.ClassDef) and kind is ast.FunctionDef:
            return Class(found.path, found.node)
        if found and isinstance(found.node, kind) and found.node.returns:
            return _meant(found.path, found.node.returns, self.sources)
        return None

    def _called(self, call: ast.Call, local: Container[str] = ()) -> Definition | None:
        """What a call is one of, if that is no variable."""
        name = ast.unparse(call.func)
        first = name.split(".")[0]
        if first in local or any(first in scope for scope in self.scopes):
            return None
        module, _, attribute = name.rpartition(".")
        path = self._modules.get(module) if module else self.path
        return self.sources.definition(path, attribute) if path else None

    @cached_property
    def _modules(self) -> Mapping[str, str]:
        return dict(self.sources.modules(self.path))

    def _annotated(self, annotation: ast.expr | None) -> Class | None:
        return _meant(self.path, annotation, self.sources) if annotation else None


def _unpacks(call: ast.Call, name: str) -> bool:
    """Whether the keywords of a call are, or have among them, what a variable holds."""
    unpacked = (each.value for each in call.keywords if each.arg is None)
    inside = (node for value in unpacked for node in ast.walk(value))
    return any(isinstance(each, ast.Name) and each.id == name for each in inside)


def _is_static(node: _Function) -> bool:
    decorators = [] if isinstance(node, ast.Lambda) else node.decorator_list
    return any(isinstance(each, ast.Name) and each.id == "staticmethod" for each in decorators)


def _named(path: str, node: ast.Name, sources: Sources) -> Class | None:
    found = sources.definition(path, node.id)
    if found is None or not isinstance(found.node, ast.ClassDef):
        return None
    return Class(found.path, found.node)


def _meant(
    path: str, annotation: ast.expr, sources: Sources, depth: int = _ALIASES
) -> Class | None:
    """The class of what has an annotation: `Product`, `Product | None`, an alias of those."""
    match annotation:
        case ast.Name(id=name):
            found = sources.definition(path, name)
            if found and isinstance(found.node, ast.Assign) and depth:
                return _meant(found.path, found.node.value, sources, depth - 1)
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
