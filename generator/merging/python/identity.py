"""Which statements of two versions of a block are the same one.

A key says who a statement is, whatever it says: a function by its name, an assignment by its
target, a call by its callee and first argument. The first element of a key is its kind.
"""

from collections.abc import Hashable
from typing import TypeAlias

import libcst as cst

from generator.merging.python.lens import Lens, Statement

Key: TypeAlias = tuple[Hashable, ...]

_PROPERTY_PARTS = {"setter", "deleter", "getter"}
# Kinds without a name of their own: an edited one is recognised by its place and its content.
ANONYMOUS = frozenset(
    {
        "if",
        "for",
        "while",
        "with",
        "match",
        "return",
        "raise",
        "assert",
        "statement",
        "expression",
        "overload",
    }
)


def key(statement: Statement, lens: Lens, *, first: bool = False) -> Key:
    """Who a statement is; ``first`` if it is the first one of its block."""
    if not isinstance(statement, cst.SimpleStatementLine):
        return _compound_key(statement, lens)
    if len(statement.body) != 1:
        return ("statements", lens.shape(statement))
    return small_key(statement.body[0], lens, first=first)


def family(of: Key) -> Key:
    """The kind of a statement in the sense of: its siblings stand together."""
    return of[:2] if of[0] == "call" else of[:1]


def _compound_key(node: cst.BaseStatement, lens: Lens) -> Key:  # noqa: PLR0911 - one line a kind of statement
    match node:
        case cst.FunctionDef() if _function_part(node) == "overload":
            return ("overload", node.name.value, lens.shape(node.params))
        case cst.FunctionDef():
            return ("function", node.name.value, _function_part(node))
        case cst.ClassDef():
            return ("class", node.name.value)
        case cst.If() | cst.While():
            return (type(node).__name__.lower(), lens.shape(node.test))
        case cst.For():
            return ("for", lens.shape(node.target), lens.shape(node.iter))
        case cst.With():
            return ("with", *(lens.shape(item) for item in node.items))
        case cst.Match():
            return ("match", lens.shape(node.subject))
    return (type(node).__name__.lower(),)


def _function_part(node: cst.FunctionDef) -> str:
    """Tell a property's setter and an overload from the function of the same name."""
    for decorator in node.decorators:
        match decorator.decorator:
            case cst.Attribute(attr=cst.Name(value=part)) if part in _PROPERTY_PARTS:
                return part
            case cst.Name(value="overload") | cst.Attribute(attr=cst.Name(value="overload")):
                return "overload"
    return ""


def small_key(  # noqa: PLR0911 - one line a kind of statement
    node: cst.BaseSmallStatement, lens: Lens, *, first: bool = False
) -> Key:
    """Who a statement without a body is."""
    match node:
        case cst.Import() | cst.ImportFrom():
            return ("import", lens.shape(node))
        case cst.Assign():
            return ("assignment", *(lens.shape(target.target) for target in node.targets))
        case cst.AnnAssign():
            return ("assignment", lens.shape(node.target))
        case cst.TypeAlias():
            return ("assignment", lens.shape(node.name))
        case cst.AugAssign():
            return ("update", lens.shape(node.target), type(node.operator).__name__)
        case cst.Expr():
            return _expression_key(node.value, lens, first=first)
        case cst.Assert():
            return ("assert", lens.shape(node.test))
        case cst.Return() | cst.Raise() | cst.Pass() | cst.Break() | cst.Continue():
            return (type(node).__name__.lower(),)
    return ("statement", lens.shape(node))


def _expression_key(node: cst.BaseExpression, lens: Lens, *, first: bool) -> Key:
    if isinstance(node, cst.Await):
        node = node.expression
    if isinstance(node, cst.Call):
        return call_key(node, lens)
    if first and isinstance(node, cst.SimpleString | cst.ConcatenatedString):
        return ("docstring",)
    if isinstance(node, cst.Ellipsis):
        return ("pass",)
    return ("expression", lens.shape(node))


def call_key(node: cst.Call, lens: Lens) -> Key:
    """Who a call is: its callee and its first argument."""
    first = node.args[0] if node.args else None
    if first is None or first.keyword is not None:
        return ("call", lens.shape(node.func))
    return ("call", lens.shape(node.func), lens.shape(first.value))


def label(statement: cst.CSTNode, lens: Lens) -> str:  # noqa: PLR0911 - one line a kind of statement
    """A statement in words, for messages."""
    match statement:
        case cst.FunctionDef():
            return f"function {statement.name.value}"
        case cst.ClassDef():
            return f"class {statement.name.value}"
        case cst.SimpleStatementLine(body=[cst.Assign(targets=[target, *_])]):
            return f"attribute {lens.code(target.target)}"
        case cst.SimpleStatementLine(
            body=[cst.AnnAssign(target=target) | cst.TypeAlias(name=target)]
        ):
            return f"attribute {lens.code(target)}"
        case cst.SimpleStatementLine(body=[cst.Expr(value=cst.SimpleString())]):
            return "docstring"
        case cst.SimpleStatementLine(body=[cst.Expr(value=cst.Call(func=func))]):
            return f"call of {lens.code(func)}"
    return f"statement {lens.code(statement).splitlines()[0]!r}"
