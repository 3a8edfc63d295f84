"""The names in `__all__`, put back into the order that they had."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeAlias

import libcst as cst
from libcst import matchers as m

Names: TypeAlias = cst.List | cst.Tuple

_EXPORTS = m.Assign(
    targets=[m.AssignTarget(target=m.Name("__all__"))],
    value=m.OneOf(
        m.List(elements=[m.ZeroOrMore(m.Element(value=m.SimpleString()))]),
        m.Tuple(elements=[m.ZeroOrMore(m.Element(value=m.SimpleString()))]),
    ),
)


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
    found = m.findall(module, _EXPORTS)
    names = cst.ensure_type(found[0], cst.Assign).value if len(found) == 1 else None
    has_comments = names is not None and m.findall(names, m.Comment())
    return names if isinstance(names, Names) and not has_comments else None


def _is_sorted(names: Names) -> bool:
    return all(_order(one.value) <= _order(other.value) for one, other in pairwise(names.elements))


def _order(value: cst.BaseExpression) -> tuple[int, str]:
    """Constants first, then classes, then the rest, as isort and ruff have it."""
    name = str(cst.ensure_type(value, cst.SimpleString).evaluated_value)
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, name
