"""What users do to a module: random edits that keep it parsing."""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from hypothesis import strategies as st

Lines: TypeAlias = list[str]
Edit: TypeAlias = "Callable[[Lines, Spot, str], Lines]"


@dataclass(frozen=True)
class Spot:
    """A statement and the lines that it takes (from 0, end exclusive)."""

    node: ast.stmt
    start: int
    end: int
    indent: str


def spots(lines: Lines) -> list[Spot]:
    """All statements of a module."""
    result = []
    for node in ast.walk(ast.parse("".join(lines))):
        if isinstance(node, ast.stmt):
            first = min([node.lineno, *(it.lineno for it in getattr(node, "decorator_list", []))])
            indent = re.match(r"[ \t]*", lines[first - 1])
            assert indent
            result.append(Spot(node, first - 1, node.end_lineno or first, indent.group()))
    return sorted(result, key=lambda spot: (spot.start, -spot.end))


def comment_above(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A comment on a line of its own."""
    return [*lines[: spot.start], f"{spot.indent}# {tag}\n", *lines[spot.start :]]


def comment_behind(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A comment behind a statement."""
    last = lines[spot.end - 1].rstrip("\n")
    if last.endswith('"""') or "#" in last:
        return lines
    return [*lines[: spot.end - 1], f"{last}  # {tag}\n", *lines[spot.end :]]


def statement_after(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A statement of the user's own, behind one of ours."""
    if isinstance(spot.node, ast.Return):
        return statement_before(lines, spot, tag)
    return [*lines[: spot.end], f"{spot.indent}user_{tag} = 1\n", *lines[spot.end :]]


def statement_before(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A statement of the user's own, before one of ours."""
    if isinstance(spot.node, ast.Expr) and isinstance(spot.node.value, ast.Constant):
        return lines
    return [*lines[: spot.start], f"{spot.indent}user_{tag} = 2\n", *lines[spot.start :]]


def function_after(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A function of the user's own."""
    if spot.indent or isinstance(spot.node, ast.Import | ast.ImportFrom):
        return lines
    new = ["\n", "\n", f"def user_{tag}() -> None:\n", f'    """{tag}."""\n', "\n", "\n"]
    return [*lines[: spot.end], *new, *lines[spot.end :]]


def import_beside(lines: Lines, spot: Spot, tag: str) -> Lines:
    """An import of the user's own."""
    if not isinstance(spot.node, ast.Import | ast.ImportFrom):
        return lines
    return [
        *lines[: spot.end],
        f"{spot.indent}from user_{tag} import x_{tag}\n",
        *lines[spot.end :],
    ]


def blank_above(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A blank line."""
    return [*lines[: spot.start], "\n", *lines[spot.start :]]


ADDITIONS: tuple[Callable[[Lines, Spot, str], Lines], ...] = (
    comment_above,
    comment_behind,
    statement_after,
    statement_before,
    function_after,
    import_beside,
    blank_above,
)


def delete(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A statement is gone."""
    fill = [f"{spot.indent}pass\n"] if spot.indent else []
    return [*lines[: spot.start], *fill, *lines[spot.end :]]


def rename(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A function or class has another name."""
    if not isinstance(spot.node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return lines
    line = lines[spot.start].replace(spot.node.name, f"renamed_{tag}", 1)
    return [*lines[: spot.start], line, *lines[spot.start + 1 :]]


def change_value(lines: Lines, spot: Spot, tag: str) -> Lines:
    """An assignment has another value."""
    if not isinstance(spot.node, ast.Assign) or spot.end - spot.start != 1:
        return lines
    target = ast.unparse(spot.node.targets[0])
    return [*lines[: spot.start], f"{spot.indent}{target} = user_{tag}\n", *lines[spot.end :]]


def wrap(lines: Lines, spot: Spot, tag: str) -> Lines:
    """A statement moves into a function."""
    if spot.indent or isinstance(spot.node, ast.Import | ast.ImportFrom) or not spot.start:
        return lines
    body = ["    " + line if line.strip() else line for line in lines[spot.start : spot.end]]
    return [*lines[: spot.start], f"def wrap_{tag}():\n", *body, *lines[spot.end :]]


def swap_imports(lines: Lines, spot: Spot, tag: str) -> Lines:
    """Two imports change places."""
    if not isinstance(spot.node, ast.Import | ast.ImportFrom) or spot.end >= len(lines):
        return lines
    return [
        *lines[: spot.start],
        lines[spot.end],
        *lines[spot.start : spot.end],
        *lines[spot.end + 1 :],
    ]


def single_quotes(lines: Lines, spot: Spot, tag: str) -> Lines:
    """The user's formatter likes other quotes."""
    return [line if '"""' in line else line.replace('"', "'") for line in lines]


CHANGES = (delete, rename, change_value, wrap, swap_imports, single_quotes)


@st.composite
def edited(
    draw: st.DrawFn, source: str, edits: tuple[Callable[[Lines, Spot, str], Lines], ...]
) -> str:
    """The module after a few random edits."""
    lines = source.splitlines(keepends=True)
    for number in range(draw(st.integers(1, 5))):
        places = spots(lines)
        if not places:
            break
        edit = draw(st.sampled_from(edits))
        spot = draw(st.sampled_from(places))
        changed = edit(lines, spot, f"mark{number}")
        try:
            ast.parse("".join(changed))
        except SyntaxError:
            continue
        lines = changed
    return "".join(lines)
