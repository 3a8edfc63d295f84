"""Three-way merge inside one statement: both sides changed it, but perhaps not the same part.

Only parts that have an identity of their own are merged: arguments, elements, annotations, values.
A name, a number or an operation is atomic, so that no expression arises that nobody wrote.
"""

from collections.abc import Collection, Hashable, Sequence
from typing import Any

import libcst as cst

from generator.merging.python.comma_lists import CommaList, read, write
from generator.merging.python.identity import call_key
from generator.merging.python.layout import Taken, combine
from generator.merging.python.lens import Lens, require_unchanged
from generator.merging.sequences import IrreconcilableError, Pick, merge_sequence

# For each mergeable kind of node: what must be the same on all sides, and what may differ.
_PARTS: dict[type[cst.CSTNode], tuple[tuple[str, ...], tuple[str, ...]]] = {
    cst.Expr: ((), ("value",)),
    cst.Assign: (("targets",), ("value",)),
    cst.AnnAssign: ((), ("target", "annotation", "value")),
    cst.AugAssign: (("target", "operator"), ("value",)),
    cst.TypeAlias: (("name", "type_parameters"), ("value",)),
    cst.Annotation: ((), ("annotation",)),
    cst.Return: ((), ("value",)),
    cst.Raise: (("cause",), ("exc",)),
    cst.Await: ((), ("expression",)),
    cst.Attribute: (("attr",), ("value",)),
    cst.Arg: (("keyword", "star"), ("value",)),
    cst.Element: ((), ("value",)),
    cst.DictElement: (("key",), ("value",)),
    cst.SubscriptElement: ((), ("slice",)),
    cst.Index: (("star",), ("value",)),
    cst.Param: (("name", "star"), ("annotation", "default")),
    cst.Decorator: ((), ("decorator",)),
    cst.Call: ((), ("func",)),
    cst.Subscript: ((), ("value",)),
    cst.List: ((), ()),
    cst.Tuple: ((), ()),
    cst.Set: ((), ()),
    cst.Dict: ((), ()),
}
_LISTS = (cst.Call, cst.Subscript, cst.List, cst.Tuple, cst.Set, cst.Dict)
_ASSIGNMENTS = (cst.Assign, cst.AnnAssign, cst.TypeAlias)
_SEQUENCES = (cst.List, cst.Tuple, cst.Set)
_NOTHING = cst.Name("_")
_ORDERED = (cst.Call, cst.Subscript)


def merge_expression(base: Any, mine: Any, theirs: Any, lens: Lens) -> Any:
    """The user's node with what theirs changed in other parts of it.

    Raises:
        IrreconcilableError: Both sides changed the same part.
    """
    if lens.same(base, theirs) or lens.same(mine, theirs):
        return mine
    kind = type(mine)
    mergeable = type(base) is kind is type(theirs) and kind in _PARTS
    if lens.same(base, mine):
        reformatted = mergeable and lens.code(base) != lens.code(mine)
        return _in_layout_of_mine(base, mine, theirs, lens) if reformatted else theirs
    if not mergeable:
        return _merge_forms(base, mine, theirs, lens)
    return _merge_parts(base, mine, theirs, lens)


def _merge_forms(base: Any, mine: Any, theirs: Any, lens: Lens) -> Any:
    """Merge what one side alone wrote in another form: annotated, or as a tuple and no list.

    Raises:
        IrreconcilableError: It has no such forms, or there is more to it than the value.
    """
    if all(isinstance(side, _SEQUENCES) for side in (base, mine, theirs)):
        if type(base) is not type(theirs):
            raise IrreconcilableError
        return merge_list(base, mine, theirs, mine, lens)
    if not all(isinstance(side, _ASSIGNMENTS) for side in (base, mine, theirs)):
        raise IrreconcilableError
    form = mine if type(base) is type(theirs) else theirs
    other, value = theirs if form is mine else mine, mine.value
    if type(base) is not type(other) or not _only_value_differs(base, other, lens):
        raise IrreconcilableError
    value = merge_expression(base.value, mine.value, theirs.value, lens)
    return form.with_changes(value=value)


def _only_value_differs(left: Any, right: Any, lens: Lens) -> bool:
    return lens.means(left.with_changes(value=_NOTHING), right.with_changes(value=_NOTHING))


def _in_layout_of_mine(base: Any, mine: Any, theirs: Any, lens: Lens) -> Any:
    """What theirs says, as far as possible in the layout that the user gave it."""
    try:
        return _merge_parts(base, mine, theirs, lens)
    except IrreconcilableError:
        return theirs


def _merge_parts(base: Any, mine: Any, theirs: Any, lens: Lens) -> Any:
    fixed, free = _PARTS[type(mine)]
    for name in fixed:
        if not _agree(getattr(base, name), getattr(mine, name), getattr(theirs, name), lens):
            raise IrreconcilableError
    # Arguments mean something to the function that they were written for only.
    functions = [_called(side) for side in (base, mine, theirs) if isinstance(side, cst.Call)]
    if functions and not all(lens.means(functions[0], each) for each in functions):
        raise IrreconcilableError
    changed = {
        name: merge_expression(
            getattr(base, name), getattr(mine, name), getattr(theirs, name), lens
        )
        for name in free
    }
    if hasattr(mine, "equal") and not isinstance(mine, cst.Arg):
        changed["equal"] = cst.MaybeSentinel.DEFAULT
    result = mine.with_changes(**changed)
    if isinstance(mine, _LISTS):
        return merge_list(base, mine, theirs, result, lens)
    return result


def _called(call: cst.Call) -> cst.BaseExpression:
    """The name of a function or a method, whatever it is a method of."""
    return call.func.attr if isinstance(call.func, cst.Attribute) else call.func


def _agree(base: Any, mine: Any, theirs: Any, lens: Lens) -> bool:
    if isinstance(mine, cst.CSTNode) and isinstance(base, cst.CSTNode):
        return lens.means(base, mine) and lens.means(mine, theirs)
    if isinstance(mine, Sequence) and not isinstance(mine, str):
        return len(base) == len(mine) == len(theirs) and all(
            _agree(*three, lens) for three in zip(base, mine, theirs, strict=True)
        )
    return bool(base == mine == theirs)


def merge_list(base: Any, mine: Any, theirs: Any, result: Any, lens: Lens) -> Any:
    """Merge the bracketed lists of three nodes into ``result``, which is otherwise merged.

    Raises:
        IrreconcilableError: Both sides changed the same element.
    """
    lists = read(base), read(mine), read(theirs)
    keys = _keys(mine, lists, lens)
    ordered = {
        key
        for names, content in zip(keys, lists, strict=True)
        for key, element in zip(names, content.nodes, strict=True)
        if _is_ordered(mine) and _is_positional(element)
    }
    merged = merge_comma_lists(lists, keys, ordered, lens)
    return result if merged is lists[1] else write(result, merged)


def merge_comma_lists(
    lists: tuple[CommaList, CommaList, CommaList],
    keys: Sequence[Sequence[Hashable]],
    ordered: Collection[Hashable],
    lens: Lens,
) -> CommaList:
    """Merge the bracketed lists of base, mine and theirs.

    Args:
        lists: The three versions.
        keys: The identities of their elements.
        ordered: Identities whose order has a meaning.
        lens: Compares nodes.

    Raises:
        IrreconcilableError: Both sides changed the same element.
    """
    base, mine, theirs = lists
    sort_key = str if all(_is_string(node) for node in [*mine.nodes, *theirs.nodes]) else None
    picks = merge_sequence(*keys, ordered=ordered, sort_key=sort_key)
    for pick in [*picks.dropped, *picks.missing]:
        require_unchanged(pick, base.nodes, mine.nodes, theirs.nodes, lens)
    taken = [_take(pick, base, mine, theirs, lens) for pick in picks.kept]
    if [item.node for item in taken] == list(mine.nodes):
        return mine
    return combine(taken, mine, theirs)


def _at(index: int | None) -> int:
    """An index that the kind of pick promises to be there."""
    if index is None:
        raise IrreconcilableError
    return index


def _take(pick: Pick, base: CommaList, mine: CommaList, theirs: CommaList, lens: Lens) -> Taken:
    if pick.mine is None:
        index = _at(pick.theirs)
        return Taken(theirs.nodes[index], "theirs", index)
    node = mine.nodes[pick.mine]
    if pick.theirs is not None:
        before = base.nodes[pick.base] if pick.base is not None else None
        node = merge_expression(before, node, theirs.nodes[pick.theirs], lens)
    return Taken(node, "mine", pick.mine)


def _is_ordered(node: cst.CSTNode) -> bool:
    return isinstance(node, _ORDERED)


def _is_string(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Element) and isinstance(node.value, cst.SimpleString)


def _keys(node: Any, lists: Sequence[CommaList], lens: Lens) -> list[list[Hashable]]:
    """Who the elements of the three versions are."""
    if not _is_ordered(node):
        return [[_element_key(element, lens) for element in one.nodes] for one in lists]
    counts = {sum(_is_positional(element) for element in one.nodes) for one in lists}
    return [_argument_keys(one.nodes, lens, by_place=len(counts) == 1) for one in lists]


def _is_positional(node: cst.CSTNode) -> bool:
    return not isinstance(node, cst.Arg) or (node.keyword is None and not node.star)


def _argument_keys(nodes: Sequence[Any], lens: Lens, *, by_place: bool) -> list[Hashable]:
    keys: list[Hashable] = []
    for index, node in enumerate(nodes):
        if not _is_positional(node):
            keys.append(
                ("keyword", node.keyword.value) if node.keyword else _element_key(node, lens)
            )
        else:
            keys.append(("place", index) if by_place else _element_key(node, lens))
    return keys


def _element_key(node: Any, lens: Lens) -> Hashable:
    """Who an element of a list is: a call by its first argument, a dict entry by its key."""
    if isinstance(node, cst.DictElement):
        return ("key", lens.shape(node.key))
    if isinstance(node, cst.Element | cst.Arg) and isinstance(node.value, cst.Call):
        return call_key(node.value, lens)
    return lens.shape(node)
