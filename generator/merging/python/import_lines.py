"""One import statement: the names it imports, and the statement with other names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import libcst as cst

from generator.merging.python.comma_lists import CommaList, read, write
from generator.merging.python.import_order import Imported, member_order
from generator.merging.python.layout import Taken, combine, wrapped

_EMPTY = cst.SimpleWhitespace("")
_NEW = CommaList((None,), (_EMPTY, _EMPTY), trailing=False)


def is_import(statement: cst.CSTNode) -> bool:
    """Whether a statement is one import and nothing else."""
    return (
        isinstance(statement, cst.SimpleStatementLine)
        and len(statement.body) == 1
        and isinstance(statement.body[0], cst.Import | cst.ImportFrom)
    )


def imported(statement: Any) -> Iterator[Imported]:
    """The names that an import statement imports."""
    node = statement.body[0]
    module = None
    if isinstance(node, cst.ImportFrom):
        module = "." * len(node.relative) + _dotted(node.module)
        if isinstance(node.names, cst.ImportStar):
            yield Imported(module, "*")
            return
    for alias in node.names:
        asname = _dotted(alias.asname.name) if alias.asname else None
        yield Imported(module, _dotted(alias.name), asname)


def _dotted(node: Any) -> str:
    if isinstance(node, cst.Attribute):
        return f"{_dotted(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""


@dataclass(slots=True)
class ImportLine:
    """One import statement of the user's with the names that come and go."""

    node: Any
    added: list[Imported] = field(default_factory=list)
    removed: list[Imported] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Whether any name comes or goes."""
        return bool(self.added or self.removed)

    @property
    def is_emptied(self) -> bool:
        """Whether no name is left."""
        return not self.names()

    def names(self) -> list[Imported]:
        """The names that it will import."""
        return [name for name in imported(self.node) if name not in self.removed] + self.added

    def takes(self, name: Imported, statement: Any) -> bool:
        """Whether a name of a statement of theirs joins this one: same module, same manner.

        isort keeps ``from a import b as c`` apart from ``from a import b``.
        """
        names = list(imported(self.node))
        if (
            name.module is None
            or name.module != names[0].module
            or "*" in (name.name, names[0].name)
        ):
            return False
        alone = len(list(imported(statement))) == 1
        return (name.alias is None or not alone) and (len(names) > 1 or names[0].alias is None)

    def rewritten(self, width: int) -> Any:
        """The statement with its new names, sorted if it was; wrapped if longer than ``width``."""
        node = self.node.body[0]
        names, content = list(imported(self.node)), read(node)
        pairs = [
            (name, Taken(alias, "mine", at))
            for at, (name, alias) in enumerate(zip(names, content.nodes, strict=True))
            if name not in self.removed
        ]
        pairs += [(name, Taken(_alias(name), "theirs", 0)) for name in self.added]
        if names == sorted(names, key=_order):
            pairs.sort(key=lambda pair: _order(pair[0]))
        merged = combine([taken for _, taken in pairs], content, _NEW)
        result = self.node.with_changes(body=[write(node, merged)])
        return wrapped(result, width) if self.added else result


def resorted(statement: Any) -> Any:
    """An import with its names in order; itself if they are, or if there are comments in it."""
    node = statement.body[0]
    if not isinstance(node, cst.ImportFrom) or isinstance(node.names, cst.ImportStar):
        return statement
    names, content = list(imported(statement)), read(node)
    order = sorted(range(len(names)), key=lambda at: _order(names[at]))
    if order == [*range(len(names))] or "#" in cst.Module([]).code_for_node(node):
        return statement
    aliases = [content.nodes[at] for at in order]
    return statement.with_changes(body=[write(node, replace(content, nodes=aliases))])


def _order(name: Imported) -> Any:
    return member_order(name.name)


def only(statement: Any, names: Sequence[Imported]) -> Any:
    """The import statement with these of its names alone."""
    everything = list(imported(statement))
    if len(everything) == len(names):
        return statement
    node = statement.body[0]
    content = read(node)
    taken = [
        Taken(alias, "mine", at)
        for at, (alias, name) in enumerate(zip(content.nodes, everything, strict=True))
        if name in names
    ]
    return statement.with_changes(body=[write(node, combine(taken, content, content))])


def _alias(name: Imported) -> cst.ImportAlias:
    asname = cst.AsName(cst.Name(name.alias)) if name.alias else None
    return cst.ImportAlias(cst.Name(name.name), asname)
