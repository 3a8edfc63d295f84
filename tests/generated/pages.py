"""The requests that a page of the documents shows, and what it shows of their answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_BLOCK = re.compile(r"^```(console|http|json)\n(.*?)(?:^```$|\Z)", re.DOTALL | re.MULTILINE)
_ASSIGNMENT = re.compile(r"([A-Z_]+)=\$\((.*)\)")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|\.\.\.|[\[\]{}]')
# What is another one each time, and what stands for it.
_VOLATILE = (
    (re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "<uuid>"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"), "<moment>"),
    (re.compile(r"@\d{10}\b"), "<moment>"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "<hexadecimal>"),
)


@dataclass
class Example:
    """A request, and what is shown of its answer.

    Attributes:
        line: Where it stands.
        text: The command that sends it, or what is sent.
        shown: The answer; empty if none is shown.
        variable: What the output of the command is assigned to.
    """

    line: int
    text: str
    shown: str = ""
    variable: str = ""


def commands(text: str) -> list[str]:
    """Everything that a page tells to type."""
    blocks = [block for kind, block in _BLOCK.findall(text) if kind == "console"]
    lines = [line for block in blocks for line in block.splitlines()]
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


def examples(text: str) -> list[Example]:
    """The requests of a page, each with its answer."""
    found: list[Example] = []
    last = None
    for match in _BLOCK.finditer(text):
        kind, block = match.groups()
        line = text.count("\n", 0, match.start()) + 2
        if kind == "json" and last == match.start() and found:
            found[-1].shown = block
        elif kind == "http":
            request, _, answer = block.partition("HTTP/1.1 ")
            found.append(Example(line, request.strip(), f"HTTP/1.1 {answer}"))
        elif kind == "console":
            found += _of_console(block, line)
        last = match.end() + len("\n\n")
    return found


def _of_console(block: str, line: int) -> Iterator[Example]:
    """The `curl` commands of a block; the lines below one are its answer."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        assigned = _ASSIGNMENT.fullmatch(command)
        variable, command = assigned.groups() if assigned else ("", command)
        if command.startswith("curl "):
            yield Example(line, command, shown.strip(), variable)
        line += part.count("\n")


def as_shown(text: str) -> Any:
    """Read JSON in which `...` stands for all that is left out."""
    inside: list[str] = []

    def word(match: re.Match[str]) -> str:
        found = match.group()
        if found in "[{":
            inside.append(found)
        elif found in "]}":
            inside.pop()
        elif found == "...":
            return '"...": 0' if inside[-1] == "{" else '"..."'
        return found

    return json.loads(_TOKEN.sub(word, text))


def differences(shown: Any, found: Any, where: str = "") -> Iterator[str]:
    """Where an answer is not as it is shown; `...` is anything."""
    if shown == "...":
        return
    if isinstance(shown, dict) and isinstance(found, dict):
        yield from _different_keys(shown, found, where)
    elif isinstance(shown, list) and isinstance(found, list):
        yield from _different_items(shown, found, where)
    elif settled(shown) != settled(found):
        yield f"{where or 'it'} is {found!r}, and {shown!r} is shown"


def _different_keys(shown: dict[str, Any], found: dict[str, Any], where: str) -> Iterator[str]:
    for key in shown.keys() - found.keys() - {"..."}:
        yield f"{where}.{key} is not there"
    for key in found.keys() - shown.keys() if "..." not in shown else ():
        yield f"{where}.{key} is not shown"
    for key in shown.keys() & found.keys():
        yield from differences(shown[key], found[key], f"{where}.{key}")


def _different_items(shown: Sequence[Any], found: Sequence[Any], where: str) -> Iterator[str]:
    is_whole = shown[-1:] != ["..."]
    expected = shown if is_whole else shown[:-1]
    if len(expected) > len(found) or (is_whole and len(expected) < len(found)):
        yield f"{where or 'it'} has {len(found)} items, and {len(expected)} are shown"
    for number, (one, other) in enumerate(zip(expected, found, strict=False)):
        yield from differences(one, other, f"{where}[{number}]")


def settled(value: Any) -> Any:
    """A value without what is another one each time: ids, moments, the ids of requests."""
    for pattern, name in _VOLATILE if isinstance(value, str) else ():
        value = pattern.sub(name, value)
    return value
