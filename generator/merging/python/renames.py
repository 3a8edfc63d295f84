"""Names that the user gave to things of ours; what we write now has them too.

Without that a renamed variable looks like a variable of the user's beside one of ours that is gone,
and whatever theirs adds would speak of the one that is gone.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import libcst as cst

from generator.merging.python.import_lines import imported, is_import
from generator.merging.python.lens import Lens

AnyNode = TypeVar("AnyNode", cst.Module, cst.FunctionDef)
Origin: TypeAlias = tuple[str, str] | None
_WORD = re.compile(r"[A-Za-z_]\w*")
_TEXT = re.compile(r'"{3}(?s:.*?)"{3}|#.*')
_HALF = 0.5


def find_renames(base: AnyNode, mine: AnyNode, theirs: AnyNode, lens: Lens) -> dict[str, str]:
    """The names of variables, parameters, imports and definitions that the user replaced by others.

    A name is renamed if the user's code has no such name any more, and has another one, which is
    new to us, for the same import, or in at least half of the lines where it was. A function or
    class must still have every line.

    Args:
        base: A module or a function as we once wrote it.
        mine: What the user made of it.
        theirs: What we would write now.
        lens: Knows their code.

    Returns:
        The user's name by ours.
    """
    lines, kept = list(_lines(lens.code(base))), list(_lines(lens.code(mine)))
    pairs = _word_pairs(lines, kept)
    if not pairs:
        return {}
    was, now = dict(_bound(base)), dict(_bound(mine))
    left, known = {*_names(mine)}, {*_names(base), *_names(theirs)}
    renames = {
        old: new
        for old, new in _renamed_definitions(base, mine, theirs, lens)
        if old not in left and new not in known
    }
    for old, new in pairs:
        if old in was.keys() - left - renames.keys() and new in now.keys() - known:
            imported_thing = was[old]
            if was[old] == now[new] and (imported_thing or _stands_for(new, old, lines, kept)):
                renames[old] = new
                known.add(new)
    return renames


def _lines(code: str) -> Iterator[str]:
    """The lines of some code without docstrings and comments."""
    return (line.strip() for line in _TEXT.sub("", code).splitlines() if line.strip())


def _word_pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """The words by which a line of one text differs from a line of the other."""
    gone, come = {*old} - {*new}, {*new} - {*old}
    shapes: dict[str, list[str]] = defaultdict(list)
    for line in come:
        shapes[_WORD.sub("_", line)].append(line)
    pairs = (
        pair
        for line in gone
        for other in shapes.get(_WORD.sub("_", line), ())
        for pair in zip(_WORD.findall(line), _WORD.findall(other), strict=True)
    )
    return sorted({(left, right) for left, right in pairs if left != right})


def _renamed_definitions(
    base: cst.CSTNode, mine: cst.CSTNode, theirs: cst.CSTNode, lens: Lens
) -> Iterator[tuple[str, str]]:
    """The functions and classes with all of our lines and another name, that we still have.

    One that we have given up is the user's by now: it must not go.
    """
    ours, own = _definitions(base, lens), _definitions(mine, lens)
    for old in ours.keys() & _definitions(theirs, lens).keys() - own.keys():
        word = re.compile(rf"\b{old}\b")
        alike = [
            new
            for new in own.keys() - ours.keys()
            if _has_all(own[new], (word.sub(new, line) for line in ours[old]))
        ]
        if len(alike) == 1:
            yield old, alike[0]


def _has_all(lines: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether all wanted lines are there, in their order."""
    rest = iter(lines)
    return all(line in rest for line in wanted)


def _definitions(node: cst.CSTNode, lens: Lens) -> dict[str, list[str]]:
    """The lines of the functions and classes of a module, by name."""
    body = node.body if isinstance(node, cst.Module) else ()
    return {
        each.name.value: [*_lines(lens.code(each))]
        for each in body
        if isinstance(each, cst.FunctionDef | cst.ClassDef)
    }


def _stands_for(new: str, old: str, lines: Sequence[str], kept: Collection[str]) -> bool:
    """Whether the user has the lines of one name with another one."""
    word = re.compile(rf"\b{old}\b")
    renamed = [word.sub(new, line) for line in lines if word.search(line)]
    return sum(line in kept for line in renamed) >= _HALF * len(renamed) > 0


def with_names(
    base: AnyNode, theirs: AnyNode, renames: Mapping[str, str]
) -> tuple[AnyNode, AnyNode]:
    """Our two versions of a module or function with the user's names.

    What they share they still share, and what has none of the names stays the node that it is.
    """
    if not renames:
        return base, theirs
    renamed: dict[int, Any] = {}
    nodes = (_renamed_in(node, renames, renamed) for node in (base, theirs))
    before, new = (cst.ensure_type(node, type(base)) for node in nodes)
    return before, new


def _renamed_in(node: Any, renames: Mapping[str, str], renamed: dict[int, Any]) -> Any:
    if isinstance(node, cst.Module):
        body = [_renamed_in(statement, renames, renamed) for statement in node.body]
        return node.with_changes(body=body)
    if id(node) not in renamed:
        has_one = not renames.keys().isdisjoint(_names(node))
        renamed[id(node)] = node.visit(_Renaming(renames)) if has_one else node
    return renamed[id(node)]


def _bound(node: cst.CSTNode) -> Iterator[tuple[str, Origin]]:
    """The variables, parameters and imports in a module or function, and what is imported."""
    match node:
        case cst.ClassDef():
            return
        case cst.SimpleStatementLine() if is_import(node):
            yield from ((it.bound, (it.source, it.name)) for it in imported(node))
        case cst.Param(name=name):
            yield name.value, None
        case (
            cst.AssignTarget(target=cst.Name(value=value))
            | cst.AnnAssign(target=cst.Name(value=value))
            | cst.For(target=cst.Name(value=value))
            | cst.AsName(name=cst.Name(value=value))
        ):
            yield value, None
    for child in node.children:
        if not isinstance(child, cst.Import | cst.ImportFrom | cst.BaseExpression):
            yield from _bound(child)


def _names(node: cst.CSTNode) -> Iterator[str]:
    """The names that stand for something in a module or function: no attributes, no keywords."""
    for child in _naming_parts(node):
        if isinstance(child, cst.Name):
            yield child.value
        yield from _names(child)


def _naming_parts(node: cst.CSTNode) -> Sequence[cst.CSTNode]:
    """The parts of a node in which a name stands for something."""
    match node:
        case cst.Attribute(attr=silent) | cst.Arg(keyword=silent) | cst.ImportFrom(module=silent):
            pass
        case cst.ImportAlias(name=silent, asname=cst.AsName()):
            pass
        case _:
            return node.children
    return [child for child in node.children if child is not silent]


class _Renaming(cst.CSTTransformer):
    """Gives names that stand for something other names."""

    def __init__(self, renames: Mapping[str, str]) -> None:
        super().__init__()
        self._renames = renames

    def on_visit(self, node: cst.CSTNode) -> bool:
        return not isinstance(node, cst.SimpleString | cst.BaseParenthesizableWhitespace)

    def on_leave(self, original_node: Any, updated_node: Any) -> Any:
        match updated_node:
            case cst.Name(value=old) if old in self._renames:
                return updated_node.with_changes(value=self._renames[old])
            case cst.Attribute():
                return updated_node.with_changes(attr=original_node.attr)
            case cst.Arg(keyword=cst.Name()):
                return updated_node.with_changes(keyword=original_node.keyword)
            case cst.ImportFrom():
                return updated_node.with_changes(module=original_node.module)
            case cst.ImportAlias():
                return self._alias(original_node, updated_node)
        return updated_node

    def _alias(self, old: cst.ImportAlias, new: cst.ImportAlias) -> cst.ImportAlias:
        """The import of the same thing under the other name."""
        alias = self._renames.get(old.evaluated_name)
        if old.asname is None and alias is not None:
            new = new.with_changes(asname=cst.AsName(cst.Name(alias)))
        return new.with_changes(name=old.name)
