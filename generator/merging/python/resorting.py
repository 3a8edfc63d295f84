"""Imports and exports whose names changed, put back into the order that they had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import libcst as cst

from generator.merging.python.exports import with_exports_sorted
from generator.merging.python.import_lines import imported, is_import, resorted
from generator.merging.python.import_order import statement_order
from generator.merging.python.import_places import starts_section
from generator.merging.python.layout import room, wrapped
from generator.merging.python.lens import leading_lines
from generator.merging.python.parsing import Parser


def sorted_again(before: str, after: str) -> str:
    """Sort the imports at the top of a module and what `__all__` names, if they were sorted before.

    Args:
        before: The module before its names changed.
        after: The module with the new ones.
    """
    parser = Parser()
    old, new = parser.parse(before), parser.parse(after)
    if old is None or new is None or new.code != after:
        return after
    new = with_exports_sorted(old, new)
    if not all(_is_sorted(each) for each in _sections(old.body)):
        return new.code
    lines = [_renewed(node, old, new) for node in new.body]
    parts = (part if _is_sorted(part) else _sorted(part) for part in _parts(lines))
    return new.with_changes(body=[node for part in parts for node in part]).code


def _renewed(statement: Any, old: cst.Module, new: cst.Module) -> Any:
    """An import that changed, its names in order if those of all imports were."""
    imports = [node for node in old.body if is_import(node)]
    if not is_import(statement) or new.code_for_node(statement) in map(old.code_for_node, imports):
        return statement
    if any(resorted(node) is not node for node in imports):
        return statement
    return wrapped(resorted(statement), room(old.code, 0))


def _sections(body: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (part for part in _parts(body) if is_import(part[0]))


def _parts(body: Sequence[Any]) -> Iterator[list[Any]]:
    """The statements of a module; imports with no blank line between them together."""
    part: list[Any] = []
    for node in body:
        if part and not (is_import(part[-1]) and is_import(node) and not starts_section(node)):
            yield part
            part = []
        part.append(node)
    if part:
        yield part


def _order(statement: Any) -> Any:
    return statement_order(list(imported(statement)))


def _is_sorted(part: Sequence[Any]) -> bool:
    if not part or not is_import(part[0]):
        return True
    return all(_order(one) <= _order(other) for one, other in pairwise(part))


def _sorted(part: Sequence[Any]) -> list[Any]:
    """The statements in their order; the blank lines above the first stay where they are."""
    above = leading_lines(part[0])
    blank = next((at for at, line in enumerate(above) if line.comment), len(above))
    ordered = sorted([part[0].with_changes(leading_lines=above[blank:]), *part[1:]], key=_order)
    lines = [*above[:blank], *leading_lines(ordered[0])]
    return [ordered[0].with_changes(leading_lines=lines), *ordered[1:]]
