"""What users do to files of settings and of text: a line more, in its own syntax."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TypeAlias

Lines: TypeAlias = list[str]
LineEdit: TypeAlias = Callable[[Lines, int, str], Lines]


def put(lines: Lines, place: int, *new: str) -> Lines:
    """Lines more, before one of ours."""
    return [*lines[:place], *new, *lines[place:]]


def following(lines: Lines, place: int, pattern: str) -> int:
    """The first line that looks so, from a place on; else the last line of all."""
    numbers = range(place, len(lines))
    return next((each for each in numbers if re.match(pattern, lines[each])), len(lines) - 1)


def comment(lines: Lines, place: int, tag: str) -> Lines:
    """A comment, indented like the line below it."""
    indent = re.match(r"[ \t]*", lines[place])
    return put(lines, place, f"{indent.group() if indent else ''}# {tag}\n")


def comment_behind(lines: Lines, place: int, tag: str) -> Lines:
    """A comment behind a line."""
    line = lines[place].rstrip("\r\n")
    if not line.strip() or "#" in line:
        return lines
    return [*lines[:place], f"{line}  # {tag}\n", *lines[place + 1 :]]


def words(lines: Lines, place: int, tag: str) -> Lines:
    """A sentence."""
    return put(lines, place, f"A word on {tag}.\n")


def toml_key(lines: Lines, place: int, tag: str) -> Lines:
    """A key, at the head of the table that comes next."""
    head = following(lines, place, r"\[[\w.-]+\]")
    return put(lines, head + 1, f'user-{tag} = "{tag}"\n')


def toml_table(lines: Lines, place: int, tag: str) -> Lines:
    """A table at the end."""
    return [*lines, "\n", f"[tool.user-{tag}]\n", "x = 1\n"]


def toml_element(lines: Lines, place: int, tag: str) -> Lines:
    """An element more, at the head of the list that comes next."""
    head = following(lines, place, r".*= \[$")
    return put(lines, head + 1, f'    "{tag}",\n')


def yaml_key(lines: Lines, place: int, tag: str) -> Lines:
    """A key, before another one of its level."""
    key = following(lines, place, r" *[\w-]+:")
    indent = " " * (len(lines[key]) - len(lines[key].lstrip()))
    return put(lines, key, f"{indent}user_{tag}: {tag}\n")


def variable(lines: Lines, place: int, tag: str) -> Lines:
    """A variable."""
    return put(lines, place, f"USER_{tag}=1\n")


def value(lines: Lines, place: int, tag: str) -> Lines:
    """Another value of a key that has a plain one."""
    found = re.fullmatch(r"(\s*[\w.-]+\s*[=:]\s*)([\w\"]+)(\r?\n)", lines[place])
    if not found:
        return lines
    quoted = f'"{tag}"' if found[2].startswith('"') else tag
    return [*lines[:place], f"{found[1]}{quoted}{found[3]}", *lines[place + 1 :]]


def shorten(lines: Lines, place: int, tag: str) -> Lines:
    """A line is gone."""
    return [*lines[:place], *lines[place + 1 :]]


def edits_of(path: str) -> tuple[LineEdit, ...]:
    """What can be done to a file of this name."""
    file = PurePosixPath(path)
    if file.suffix == ".toml":
        return (comment, comment_behind, toml_key, toml_table, toml_element, value, shorten)
    if file.suffix in {".yaml", ".yml"}:
        return (comment, comment_behind, yaml_key, value, shorten)
    if file.name.startswith(".env"):
        return (comment, variable, value, shorten)
    if file.suffix == ".md":
        return (words, shorten)
    return (comment, shorten)
