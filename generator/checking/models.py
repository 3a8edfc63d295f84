"""The model classes of a project, found by structure wherever they stand."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.checking.modules import Module, Modules

# Bases from libraries that bring no columns. Of any other nobody knows without importing it.
_BARE_BASES = frozenset(
    """
    object ABC AsyncAttrs DeclarativeBase DeclarativeBaseNoMeta Generic MappedAsDataclass Protocol
    """.split()
)


@dataclass(frozen=True, slots=True)
class Model:
    """A class, or a table that is written as a call.

    Attributes:
        module: Where it stands.
        name: The class; of a table its name in the database.
        table: The table that it names, if it does.
        attributes: What it has, each with its statement; names of columns count as well.
        bases: The names of its bases.
        closed: Whether it has nothing but that, as far as can be read.
    """

    module: Module
    name: str
    table: str | None
    attributes: Mapping[str, ast.AST]
    bases: tuple[str, ...] = ()
    closed: bool = True

    def code(self, attribute: str) -> str:
        """The statement of an attribute, on one line."""
        return self.module.code(self.attributes[attribute])

    def back_reference(self, attribute: str) -> str | None:
        """What the other side of a relationship is said to call it."""
        keywords = (
            node
            for node in ast.walk(self.attributes.get(attribute, ast.Pass()))
            if isinstance(node, ast.keyword) and node.arg == "back_populates"
        )
        return next((_text(each.value) for each in keywords), None)


@dataclass(frozen=True, slots=True)
class Models:
    """All classes and tables of a project, by name.

    Attributes:
        classes: The classes.
        tables: The tables that are written as calls.
        later: The attributes that are given to a class after it was made: `Product.price = ...`.
    """

    classes: dict[str, list[Model]]
    tables: dict[str, list[Model]]
    later: dict[str, set[str]]

    def of(self, table: str, class_name: str) -> list[Model]:
        """The definitions of a table: the classes that name it, else what may stand for it."""
        everything = [each for same in self.classes.values() for each in same]
        named = [each for each in everything if each.table == table]
        return named or [*self.tables.get(table, ()), *self.classes.get(class_name, ())]

    def attributes(self, models: Iterable[Model]) -> set[str] | None:
        """What several definitions have together, mixins included; None if nobody can tell."""
        found: set[str] = set()
        ahead, seen = list(models), set[str]()
        while ahead:
            model = ahead.pop()
            if not model.closed:
                return None
            found |= model.attributes.keys() | self.later.get(model.name, set())
            for base in {*model.bases} - seen - _BARE_BASES:
                if base not in self.classes:
                    return None
                seen.add(base)
                ahead += self.classes[base]
        return found


def find_models(modules: Modules) -> Models:
    """Collect every class and every table of a project."""
    classes: dict[str, list[Model]] = {}
    tables: dict[str, list[Model]] = {}
    later: dict[str, set[str]] = {}
    for found in map(_find, modules.all.values()):
        for known, new in ((classes, found.classes), (tables, found.tables)):
            for name, models in new.items():
                known.setdefault(name, []).extend(models)
        for name, attributes in found.later.items():
            later.setdefault(name, set()).update(attributes)
    return Models(classes, tables, later)


def _find(module: Module) -> Models:
    found = Models({}, {}, {})
    for node in module.nodes:
        if isinstance(node, ast.ClassDef):
            found.classes.setdefault(node.name, []).append(_class(module, node))
        elif isinstance(node, ast.Call) and _name(node.func) == "Table":
            for table in _table(module, node):
                found.tables.setdefault(table.name, []).append(table)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            for owner, attribute in _given(node):
                found.later.setdefault(owner, set()).add(attribute)
    return found


def _class(module: Module, node: ast.ClassDef) -> Model:
    statements = list(_statements(node.body))
    attributes: dict[str, ast.AST] = {}
    for statement in reversed(statements):  # a later one of the same name does not count
        attributes |= dict.fromkeys(_bound(statement), statement)
    bases = [_name(base) for base in node.bases]
    dynamic = node.decorator_list or node.keywords or None in bases
    return Model(
        module,
        node.name,
        next(filter(None, map(_table_name, statements)), None),
        attributes,
        tuple(base for base in bases if base),
        closed=not dynamic
        and not any(isinstance(each, ast.For | ast.While) for each in statements),
    )


def _statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a class, those inside of `if`, `try` and the like included."""
    for statement in body:
        yield statement
        if not isinstance(statement, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            inner = (each for each in ast.iter_child_nodes(statement) if isinstance(each, ast.stmt))
            yield from _statements(inner)


def _bound(statement: ast.stmt) -> Iterator[str]:
    """The names that a statement gives to a class: of the attribute, and of its column."""
    if isinstance(statement, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        yield statement.name
    elif isinstance(statement, ast.Assign | ast.AnnAssign):
        for target in _targets(statement):
            yield from (each.id for each in ast.walk(target) if isinstance(each, ast.Name))
        calls = (each for each in ast.walk(statement) if isinstance(each, ast.Call))
        yield from (text for call in calls if (text := _first_text(call)))


def _given(statement: ast.Assign | ast.AnnAssign) -> Iterator[tuple[str, str]]:
    """The `Product.price = ...` in a statement, as class and attribute."""
    for target in _targets(statement):
        if isinstance(target, ast.Attribute) and (owner := _name(target.value)):
            yield owner, target.attr


def _targets(statement: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    return statement.targets if isinstance(statement, ast.Assign) else [statement.target]


def _table_name(statement: ast.stmt) -> str | None:
    if not isinstance(statement, ast.Assign | ast.AnnAssign):
        return None
    names = [target.id for target in _targets(statement) if isinstance(target, ast.Name)]
    return _text(statement.value) if "__tablename__" in names else None


def _table(module: Module, call: ast.Call) -> Iterator[Model]:
    """The table that a call of `Table` makes."""
    name = _first_text(call)
    if name is None:
        return
    columns = [each for each in call.args[1:] if isinstance(each, ast.Call)]
    attributes = {text: each for each in columns if (text := _first_text(each))}
    reflected = any(each.arg is None or each.arg.startswith("autoload") for each in call.keywords)
    computed = any(isinstance(each, ast.Starred) for each in call.args)
    yield Model(module, name, name, attributes, closed=not (reflected or computed))


def _first_text(call: ast.Call) -> str | None:
    return _text(call.args[0]) if call.args else None


def _text(node: ast.expr | None) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def _name(node: ast.expr) -> str | None:
    """The last part of a dotted name, of a generic one too; None for anything else."""
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None
