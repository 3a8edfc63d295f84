"""The names in `__all__`, put back into the order that they had."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeAlias, TypeGuard

import libcst as cst

Names: TypeAlias = cst.List | cst.Tuple


def with_exports_sorted(before: cst.Module, after: cst.Module) -> cst.Module:
    """A module with the names of its `__all__` in order, if they were in order before."""
    old, new = _exports(before), _exports(after)
    if old is None or new is None or not _is_sorted(old) or _is_sorted(new):
        return after
    values = sorted((each.value for each in new.elements), key=_order)
    pairs = zip(new.elements, values, strict=True)
    ordered = new.with_changes(elements=[each.with_changes(value=value) for each, value in pairs])
    return after.with_deep_changes(new, elements=ordered.elements)


def _exports(module: cst.Module) -> Names | None:
    """The names, if they are said once, as texts, and have no comments that belong to one."""
    lines = (each for each in module.body if isinstance(each, cst.SimpleStatementLine))
    found = [each.value for line in lines for each in line.body if _assigns_exports(each)]
    names = found[0] if len(found) == 1 else None
    if not isinstance(names, Names) or "#" in module.code_for_node(names):
        return None
    return (
        names if all(isinstance(each.value, cst.SimpleString) for each in names.elements) else None
    )


def _assigns_exports(statement: cst.BaseSmallStatement) -> TypeGuard[cst.Assign]:
    if not isinstance(statement, cst.Assign):
        return False
    targets = [each.target for each in statement.targets]
    return [each.value for each in targets if isinstance(each, cst.Name)] == ["__all__"]


def _is_sorted(names: Names) -> bool:
    return all(_order(one.value) <= _order(other.value) for one, other in pairwise(names.elements))


def _order(value: cst.BaseExpression) -> tuple[int, str]:
    """Constants first, then classes, then the rest, as isort and ruff have it."""
    name = str(cst.ensure_type(value, cst.SimpleString).evaluated_value)
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, name
