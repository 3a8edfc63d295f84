"""Edits of a module that change nothing of what it does, such as people make all the time."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import libcst as cst
from libcst import matchers

MARK = "# mine"
OFTEN, SOMETIMES, SELDOM = 0.6, 0.3, 0.1


def refactor(text: str, random: Random) -> str:
    """Put functions into another order, rename variables, write other words, add comments."""
    module = cst.parse_module(text)
    if random.random() < OFTEN:
        module = _edited(module, random)
    if random.random() < OFTEN:
        module = module.with_changes(body=_shuffled(module.body, random))
    return module.code


def _edited(module: cst.Module, random: Random) -> cst.Module:
    """Other functions and statements, here and there."""

    def function(node: Any, _: object) -> cst.FunctionDef:
        return _edited_function(cst.ensure_type(node, cst.FunctionDef), random)

    def statement(node: Any, _: object) -> cst.SimpleStatementLine:
        return _edited_statement(cst.ensure_type(node, cst.SimpleStatementLine), random)

    edited = matchers.replace(module, matchers.FunctionDef(), function)
    edited = matchers.replace(cst.ensure_type(edited, cst.Module), STATEMENTS, statement)
    return cst.ensure_type(edited, cst.Module)


STATEMENTS = matchers.SimpleStatementLine(
    body=[matchers.DoNotCare()],
    trailing_whitespace=matchers.TrailingWhitespace(comment=None),
)


def _edited_function(function: cst.FunctionDef, random: Random) -> cst.FunctionDef:
    if random.random() < SOMETIMES:
        function = _with_renamed_variable(function, random)
    if function.get_docstring() and random.random() < SELDOM:
        function = _with_docstring(function, f'"""Our own words {_number(random)}."""')
    if random.random() < SOMETIMES:
        line = cst.EmptyLine(comment=_comment(random))
        function = function.with_changes(leading_lines=[*function.leading_lines, line])
    return function


def _edited_statement(
    statement: cst.SimpleStatementLine, random: Random
) -> cst.SimpleStatementLine:
    is_import = isinstance(statement.body[0], cst.Import | cst.ImportFrom)
    if is_import or random.random() >= SELDOM:
        return statement
    behind = cst.TrailingWhitespace(cst.SimpleWhitespace("  "), _comment(random))
    return statement.with_changes(trailing_whitespace=behind)


def _comment(random: Random) -> cst.Comment:
    return cst.Comment(f"{MARK} {_number(random)}")


def _number(random: Random) -> int:
    return random.randrange(10**9)


def _with_renamed_variable(function: cst.FunctionDef, random: Random) -> cst.FunctionDef:
    """The function with another name for a variable that it sets, and that is nothing else."""
    targets = matchers.findall(function, matchers.AssignTarget(target=matchers.Name()))
    elsewhere = matchers.findall(
        function,
        matchers.Param()
        | matchers.Arg(keyword=matchers.Name())
        | matchers.Attribute()
        | matchers.NameItem(),
    )
    names = {_name(each) for each in targets} - {_name(each) for each in elsewhere}
    if not names:
        return function
    name = random.choice(sorted(names))
    body = matchers.replace(function.body, matchers.Name(value=name), cst.Name(f"my_{name}"))
    return function.with_changes(body=body)


def _name(node: Any) -> str:
    match node:
        case cst.AssignTarget(target=cst.Name(value=name)) | cst.Param(name=cst.Name(value=name)):
            return str(name)
        case cst.Arg(keyword=cst.Name(value=name)) | cst.Attribute(attr=cst.Name(value=name)):
            return str(name)
    return str(cst.ensure_type(node, cst.NameItem).name.value)


def _with_docstring(function: cst.FunctionDef, docstring: str) -> cst.FunctionDef:
    body = cst.ensure_type(function.body, cst.IndentedBlock)
    rest = [cst.parse_statement(docstring), *body.body[1:]]
    return function.with_changes(body=body.with_changes(body=rest))


def _shuffled(
    body: Sequence[cst.SimpleStatementLine | cst.BaseCompoundStatement], random: Random
) -> list[cst.SimpleStatementLine | cst.BaseCompoundStatement]:
    """The statements, with functions that stand together in another order.

    Decorated ones stay: routes are matched in the order in which they are declared.
    """
    done: list[cst.SimpleStatementLine | cst.BaseCompoundStatement] = []
    together: list[cst.SimpleStatementLine | cst.BaseCompoundStatement] = []
    for statement in body:
        if isinstance(statement, cst.FunctionDef) and not statement.decorators:
            together.append(statement)
            continue
        random.shuffle(together)
        done += [*together, statement]
        together.clear()
    random.shuffle(together)
    return done + together
