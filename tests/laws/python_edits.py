"""What users do to a Python file of a project, beyond what the tests of the merge try."""

from __future__ import annotations

import ast
import re

from tests.merging import user_edits
from tests.merging.user_edits import Edit, Lines, Spot

FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def replaced(lines: Lines, spot: Spot, new: Lines) -> Lines:
    """Other lines in the place of a statement."""
    return [*lines[: spot.start], *new, *lines[spot.end :]]


def column(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A column of the user's own, behind one of ours."""
    if not isinstance(spot.node, ast.AnnAssign) or "Mapped" not in lines[spot.start]:
        return lines
    new = f"{spot.indent}user_{tag}: Mapped[int | None] = mapped_column()\n"
    return [*lines[: spot.end], new, *lines[spot.end :]]


def method(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A method of the user's own, at the end of a class."""
    if not isinstance(spot.node, ast.ClassDef):
        return lines
    inner = f"{spot.indent}    "
    new = ["\n", f"{inner}def user_{tag}(self) -> str:\n", f'{inner}    return "{tag}"\n']
    return [*lines[: spot.end], *new, *lines[spot.end :]]


def constant(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A constant of the user's own, before one of our functions or classes."""
    if spot.indent or not isinstance(spot.node, FUNCTIONS | ast.ClassDef):
        return lines
    return [*lines[: spot.start], f'USER_{tag} = "{tag}"\n', "\n", "\n", *lines[spot.start :]]


def at_the_end(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A class at the end of the file."""
    return [*lines, "\n", "\n", f"class User_{tag}:\n", f'    """{tag}."""\n']


def result(lines: Lines, spot: Spot, tag: str) -> Lines:
    """What a function returns is something else."""
    if not isinstance(spot.node, ast.Return) or spot.end - spot.start != 1:
        return lines
    value = lines[spot.start].strip().removeprefix("return")
    return replaced(lines, spot, [f"{spot.indent}return user_{tag}({value.strip()})\n"])


def literal(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A string, or the first line of a docstring, says something else."""
    text = "".join(lines[spot.start : spot.end])
    new = re.sub(r'("+)([^"\n]+)', rf"\1{tag} \2", text, count=1)
    return replaced(lines, spot, new.splitlines(keepends=True))


def argument(lines: Lines, spot: Spot, tag: str) -> Lines:
    """An argument more in a call, or a parameter more, that has lines of its own."""
    for number in range(spot.end - 1, spot.start, -1):
        if re.match(r"\s*\)", lines[number]) and lines[number - 1].rstrip().endswith(","):
            indent = " " * (len(lines[number]) - len(lines[number].lstrip()) + 4)
            return [*lines[:number], f"{indent}user_{tag}=1,\n", *lines[number:]]
    return lines


def element(lines: Lines, spot: Spot, tag: str) -> Lines:
    """An element more at the head of a list or tuple."""
    for number in range(spot.start, spot.end - 1):
        if lines[number].rstrip().endswith(("[", "= (", "__ = {")):
            indent = " " * (len(lines[number + 1]) - len(lines[number + 1].lstrip()))
            return [*lines[: number + 1], f'{indent}"{tag}",\n', *lines[number + 1 :]]
    return lines


def variable(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A local variable has another name."""
    if not isinstance(spot.node, FUNCTIONS):
        return lines
    assigned = [
        target.id
        for node in ast.walk(spot.node)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    if not assigned:
        return lines
    word = re.compile(rf"\b{assigned[0]}\b")
    new = [word.sub(f"{assigned[0]}_{tag}", line) for line in lines[spot.start : spot.end]]
    return replaced(lines, spot, new)


def move(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A function or class stands at the end of the file."""
    if spot.indent or not isinstance(spot.node, FUNCTIONS | ast.ClassDef):
        return lines
    return [*replaced(lines, spot, []), "\n", "\n", *lines[spot.start : spot.end]]


def within(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A comment between the lines of one statement."""
    middle = (spot.start + spot.end) // 2
    return [*lines[:middle], f"{spot.indent}    # {tag}\n", *lines[middle:]]


EDITS: tuple[Edit, ...] = (
    *user_edits.ADDITIONS,
    *user_edits.CHANGES,
    *(column, method, constant, at_the_end, result, literal, argument, element, variable, move),
    within,
)
COMMENTS: tuple[Edit, ...] = (user_edits.comment_above, user_edits.comment_behind)
"""All that users may do to a revision that is written."""
