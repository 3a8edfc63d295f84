"""Three-way merge of what stands before the colon: decorators, parameters, bases, conditions."""

from collections.abc import Hashable, Sequence
from typing import Any

import libcst as cst

from generator.merging.python.comma_lists import read, write
from generator.merging.python.expressions import merge_comma_lists, merge_expression
from generator.merging.python.layout import exploded
from generator.merging.python.lens import Lens, require_unchanged
from generator.merging.sequences import IrreconcilableError, merge_sequence

# What stands before the colon, besides decorators, parameters and bases.
_HEADER: dict[type[cst.CSTNode], tuple[str, ...]] = {
    cst.FunctionDef: ("name", "returns", "asynchronous", "type_parameters"),
    cst.ClassDef: (
        "name",
        "type_parameters",
    ),
    cst.If: ("test",),
    cst.While: ("test",),
    cst.For: ("target", "iter", "asynchronous"),
    cst.With: ("asynchronous",),
    cst.Match: ("subject",),
}
_SIGNATURE: dict[type[cst.CSTNode], tuple[str, ...]] = {
    cst.FunctionDef: ("params", "whitespace_before_params"),
    cst.ClassDef: ("bases", "keywords", "lpar", "rpar"),
}
_OUR_STAR = ("star of ours",)
_ELLIPSIS = cst.SimpleStatementSuite([cst.Expr(cst.Ellipsis())])


def merge_header(base: Any, mine: Any, theirs: Any, lens: Lens) -> dict[str, Any]:
    """The merged fields of what stands before the colon.

    Raises:
        IrreconcilableError: Both sides changed the same part of it.
    """
    fields = {
        name: merge_expression(
            getattr(base, name), getattr(mine, name), getattr(theirs, name), lens
        )
        for name in _HEADER.get(type(mine), ())
    }
    if isinstance(mine, cst.With):
        _require_one_change(base.items, mine.items, theirs.items, lens)
        fields["items"] = mine.items if _means(base.items, theirs.items, lens) else theirs.items
    if isinstance(mine, cst.FunctionDef | cst.ClassDef):
        fields["decorators"] = _decorators(base, mine, theirs, lens)
        fields |= _signature(base, mine, theirs, lens)
    return fields


def _means(left: Sequence[Any], right: Sequence[Any], lens: Lens) -> bool:
    return len(left) == len(right) and all(map(lens.same, left, right))


def _require_one_change(base: Any, mine: Any, theirs: Any, lens: Lens) -> None:
    if not _means(base, mine, lens) and not _means(base, theirs, lens):
        raise IrreconcilableError


def _decorators(base: Any, mine: Any, theirs: Any, lens: Lens) -> Sequence[cst.Decorator]:
    sides = base.decorators, mine.decorators, theirs.decorators
    picks = merge_sequence(*([_decorator_key(node, lens) for node in side] for side in sides))
    for pick in [*picks.dropped, *picks.missing]:
        require_unchanged(pick, *sides, lens)
    result = []
    for pick in picks.kept:
        before, kept, new = (
            side[index] if index is not None else None
            for side, index in zip(sides, (pick.base, pick.mine, pick.theirs), strict=True)
        )
        both = kept is not None and new is not None
        result.append(merge_expression(before, kept, new, lens) if both else kept or new)
    return [node for node in result if node is not None]


def _decorator_key(node: cst.Decorator, lens: Lens) -> str:
    call = node.decorator
    return lens.shape(call.func if isinstance(call, cst.Call) else call)


def _signature(base: Any, mine: Any, theirs: Any, lens: Lens) -> dict[str, Any]:
    """The merged parameters or bases.

    The order of two new parameters matters to callers, not to a framework that passes them by name;
    a decorated function is taken to be called by a framework.
    """
    if _bare_header(base, lens) == _bare_header(mine, lens):
        return {name: getattr(theirs, name) for name in _SIGNATURE[type(mine)]}
    lists = read(base), read(mine), read(theirs)
    keys = [[_parameter_key(node, lens) for node in side.nodes] for side in lists]
    if _needs_star(mine, keys[0]):
        keys[0] = [
            _OUR_STAR if isinstance(it, cst.ParamStar) else who
            for it, who in zip(lists[0].nodes, keys[0], strict=True)
        ]
    ordered: set[Hashable] = set()
    if isinstance(mine, cst.FunctionDef) and not mine.decorators:
        by_keyword = {_parameter_key(node, lens) for node in mine.params.kwonly_params}
        by_keyword |= {_parameter_key(node, lens) for node in theirs.params.kwonly_params}
        ordered = {key for side in keys for key in side} - by_keyword
    new = merge_comma_lists(lists, keys, ordered, lens)
    if new is lists[1]:
        return {}
    result = write(mine, new)
    return {name: getattr(result, name) for name in _SIGNATURE[type(mine)]}


def _needs_star(mine: Any, known: Sequence[Hashable]) -> bool:
    """Whether the user has keyword-only parameters of their own: then the star stays."""
    if not isinstance(mine, cst.FunctionDef):
        return False
    return any(("parameter", node.name.value) not in known for node in mine.params.kwonly_params)


def _bare_header(node: Any, lens: Lens) -> str:
    """The header without decorators and result."""
    fields = {"returns": None} if isinstance(node, cst.FunctionDef) else {}
    return _header_code(node.with_changes(decorators=(), lines_after_decorators=(), **fields), lens)


def wrapped_header(mine: Any, fields: dict[str, Any], width: int, lens: Lens) -> dict[str, Any]:
    """The merged fields of a header, one parameter a line if they made it too long for one."""
    names = _SIGNATURE.get(type(mine), ())
    if not any(name in fields for name in names):
        return fields
    result = mine.with_changes(**{**fields, "decorators": (), "lines_after_decorators": ()})
    if max(map(len, _header_code(result, lens).splitlines())) > width and not read(result).exploded:
        result = write(result, exploded(read(result)))
    return fields | {name: getattr(result, name) for name in names}


def _parameter_key(node: Any, lens: Lens) -> Hashable:
    if isinstance(node, cst.Param):
        return ("parameter", node.name.value)
    if isinstance(node, cst.Arg) and node.keyword is not None:
        return ("keyword", node.keyword.value)
    return lens.shape(node)


def _header_code(node: Any, lens: Lens) -> str:
    """What stands before the body of a statement."""
    if isinstance(node, cst.Match | cst.Try | cst.TryStar):
        return lens.code(node)
    fields = {"orelse": None} if hasattr(node, "orelse") else {}
    text = lens.code(node.with_changes(body=_ELLIPSIS, **fields))
    return text.removesuffix(" ...\n") + "\n"
