"""Elements between brackets, with what stands between them.

LibCST keeps that whitespace in five different places, depending on the bracket. Here a list of n
elements has n + 1 gaps: the first after the opening bracket, the last before the closing one. In a
gap, a comment on the same line belongs to the element before it, comments on lines of their own to
the element after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import libcst as cst

from generator.merging.sequences import IrreconcilableError

Gap: TypeAlias = cst.BaseParenthesizableWhitespace
NOTHING: Gap = cst.SimpleWhitespace("")
_SPACE: Gap = cst.SimpleWhitespace(" ")
_BRACKETS: dict[type[cst.CSTNode], tuple[str, str]] = {
    cst.List: ("lbracket", "rbracket"),
    cst.Subscript: ("lbracket", "rbracket"),
    cst.Set: ("lbrace", "rbrace"),
    cst.Dict: ("lbrace", "rbrace"),
}
_ELEMENTS: dict[type[cst.CSTNode], str] = {
    cst.List: "elements",
    cst.Set: "elements",
    cst.Dict: "elements",
    cst.Tuple: "elements",
    cst.Subscript: "slice",
    cst.Call: "args",
    cst.ImportFrom: "names",
}


@dataclass(frozen=True, slots=True)
class CommaList:
    """The elements of a bracket (their own commas taken off) and the gaps around them."""

    nodes: Sequence[Any]
    gaps: Sequence[Gap]
    trailing: bool

    @property
    def exploded(self) -> bool:
        """Whether each element has a line of its own."""
        return isinstance(self.gaps[0], cst.ParenthesizedWhitespace)

    def between(self) -> Gap:
        """What stands between two elements, without comments."""
        inner = [*self.gaps[1:-1], *self.gaps[:1]] if self.exploded else [*self.gaps[1:-1], _SPACE]
        return bare(inner[0])


def read(node: cst.CSTNode) -> CommaList:
    """The bracketed list of a call, a list, a function header and so on."""
    nodes = _elements(node)
    opening = _opening(node)
    if not nodes:
        return CommaList((), (opening,), trailing=False)
    last = nodes[-1]
    trailing = isinstance(last.comma, cst.Comma)
    endings: list[Gap] = [last.comma.whitespace_after if trailing else NOTHING]
    endings += [getattr(last, _after(last), NOTHING), _closing(node)]
    close = next((gap for gap in endings if not gap.empty), NOTHING)
    gaps = [opening, *(child.comma.whitespace_after for child in nodes[:-1]), close]
    plain = [child.with_changes(comma=cst.MaybeSentinel.DEFAULT) for child in nodes[:-1]]
    plain.append(_with_end(last.with_changes(comma=cst.MaybeSentinel.DEFAULT), NOTHING))
    return CommaList(plain, gaps, trailing)


def write(node: Any, new: CommaList) -> Any:
    """The node with another bracketed list.

    Raises:
        IrreconcilableError: Python does not allow these elements in this order.
    """
    nodes = [
        child.with_changes(comma=cst.Comma(whitespace_after=gap))
        for child, gap in zip(new.nodes, new.gaps[1:], strict=True)
    ]
    close = NOTHING
    if nodes and not new.trailing:
        nodes[-1] = _with_end(new.nodes[-1], new.gaps[-1])
        close = NOTHING if _after(nodes[-1]) else new.gaps[-1]
    try:
        return _rebuilt(node, nodes, new.gaps[0], close)
    except cst.CSTValidationError as error:
        raise IrreconcilableError from error


def bare(gap: Gap) -> Gap:
    """A gap without its comments."""
    if not isinstance(gap, cst.ParenthesizedWhitespace):
        return gap
    return gap.with_changes(first_line=cst.TrailingWhitespace(), empty_lines=())


def _elements(node: Any) -> Sequence[Any]:
    if isinstance(node, cst.ClassDef):
        return [*node.bases, *node.keywords]
    if isinstance(node, cst.FunctionDef):
        return _flat_parameters(node.params)
    elements: Sequence[Any] = getattr(node, _ELEMENTS[type(node)])
    return elements


def _flat_parameters(params: cst.Parameters) -> list[Any]:
    """All parameters in order, the lone ``/`` and ``*`` among them."""
    parts: list[Any] = [*params.posonly_params, params.posonly_ind, *params.params, params.star_arg]
    parts += [*params.kwonly_params, params.star_kwarg]
    return [part for part in parts if isinstance(part, cst.CSTNode)]


def _parameters(nodes: Sequence[Any]) -> cst.Parameters:
    """The inverse of :func:`_flat_parameters`."""
    fields: dict[str, Any] = {"params": [], "kwonly_params": []}
    for node in nodes:
        if isinstance(node, cst.ParamSlash):
            fields |= {"posonly_params": fields["params"], "posonly_ind": node, "params": []}
        elif isinstance(node, cst.ParamStar) or node.star == "*":
            fields["star_arg"] = node
        elif node.star == "**":
            fields["star_kwarg"] = node
        else:
            fields["kwonly_params" if "star_arg" in fields else "params"].append(node)
    return cst.Parameters(**fields)


def _opening(node: Any) -> Gap:
    gap: Gap
    if isinstance(node, cst.Call):
        gap = node.whitespace_before_args
    elif isinstance(node, cst.FunctionDef):
        gap = node.whitespace_before_params
    else:
        bracket = _bracket(node, 0)
        gap = bracket.whitespace_after if hasattr(bracket, "whitespace_after") else NOTHING
    return gap


def _closing(node: Any) -> Gap:
    if isinstance(node, cst.Call | cst.FunctionDef):
        return NOTHING
    bracket = _bracket(node, 1)
    gap: Gap = bracket.whitespace_before if hasattr(bracket, "whitespace_before") else NOTHING
    return gap


def _bracket(node: Any, end: int) -> Any:
    if type(node) in _BRACKETS:
        return getattr(node, _BRACKETS[type(node)][end])
    bracket = node.rpar if end else node.lpar
    if isinstance(node, cst.Tuple):
        return bracket[0] if bracket else None
    return bracket


def _after(node: Any) -> str:
    """The field of an element that holds the whitespace after it, if it has one."""
    if isinstance(node, cst.Arg):
        return "whitespace_after_arg"
    return "whitespace_after_param" if isinstance(node, cst.Param) else ""


def _with_end(node: Any, gap: Gap) -> Any:
    return node.with_changes(**{_after(node): gap}) if _after(node) else node


def _rebuilt(node: Any, nodes: Sequence[Any], opening: Gap, close: Gap) -> Any:
    if isinstance(node, cst.Call):
        return node.with_changes(args=nodes, whitespace_before_args=opening)
    if isinstance(node, cst.FunctionDef):
        return node.with_changes(params=_parameters(nodes), whitespace_before_params=opening)
    if isinstance(node, cst.ClassDef):
        return _class_with(node, nodes, opening, close)
    if isinstance(node, cst.Tuple):
        left = [part.with_changes(whitespace_after=opening) for part in node.lpar[:1]]
        right = [part.with_changes(whitespace_before=close) for part in node.rpar[:1]]
        return node.with_changes(
            elements=nodes, lpar=[*left, *node.lpar[1:]], rpar=[*right, *node.rpar[1:]]
        )
    if isinstance(node, cst.ImportFrom):
        return _import_with(node, nodes, opening, close)
    first, second = _BRACKETS[type(node)]
    return node.with_changes(
        **{
            _ELEMENTS[type(node)]: nodes,
            first: getattr(node, first).with_changes(whitespace_after=opening),
            second: getattr(node, second).with_changes(whitespace_before=close),
        }
    )


def _class_with(node: cst.ClassDef, nodes: Sequence[Any], opening: Gap, close: Gap) -> cst.ClassDef:
    needed = bool(nodes) or isinstance(node.lpar, cst.LeftParen)
    return node.with_changes(
        bases=[arg for arg in nodes if arg.keyword is None and arg.star != "**"],
        keywords=[arg for arg in nodes if arg.keyword is not None or arg.star == "**"],
        lpar=cst.LeftParen(whitespace_after=opening) if needed else cst.MaybeSentinel.DEFAULT,
        rpar=cst.RightParen(whitespace_before=close) if needed else cst.MaybeSentinel.DEFAULT,
    )


def _import_with(
    node: cst.ImportFrom, nodes: Sequence[Any], opening: Gap, close: Gap
) -> cst.ImportFrom:
    needed = node.lpar is not None or isinstance(opening, cst.ParenthesizedWhitespace)
    return node.with_changes(
        names=nodes,
        lpar=cst.LeftParen(whitespace_after=opening) if needed else None,
        rpar=cst.RightParen(whitespace_before=close) if needed else None,
    )
