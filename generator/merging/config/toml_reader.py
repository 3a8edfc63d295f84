"""TOML: tables, keys, and arrays that have one element a line."""

import re
import tomllib
from collections.abc import Iterator, Sequence

from generator.merging.config.nodes import Key, Node, close
from generator.merging.newlines import split_lines

_TABLE = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_PAIR = re.compile(r"\s*((?:[A-Za-z0-9_.\- ]|\"[^\"]*\"|'[^']*')+?)\s*=")
_REQUIREMENT = re.compile(
    r"[\"']([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?\s*[<>=!~;@ ].*[\"'],?$"
)


def read_toml(text: str) -> Node:
    """The tables and keys of a text; keys before the first table stand beside the tables.

    Raises:
        ValueError: The text is not TOML.
    """
    tomllib.loads(text)
    top: list[Node] = []
    entries: list[Node] | None = None
    lead: list[str] = []
    lines = split_lines(text)
    at = 0
    while at < len(lines):
        line = lines[at]
        table = _TABLE.match(line)
        if not line.strip() or line.lstrip().startswith("#"):
            lead.append(line)
            at += 1
            continue
        if table:
            close(top, entries)
            entries = []
            top.append(Node(("table", table.group(2), table.group(1)), tuple(lead), (line,)))
            at += 1
        else:
            end = _end_of_value(lines, at)
            (top if entries is None else entries).append(_pair(lines[at:end], tuple(lead)))
            at = end
        lead = []
    close(top, entries)
    return Node(("file",), children=(*top, Node(("end of file",), tuple(lead))))


def _end_of_value(lines: Sequence[str], start: int) -> int:
    """The line after a key and its value, which may take several lines."""
    for end in range(start + 1, len(lines) + 1):
        try:
            tomllib.loads("".join(lines[start:end]))
        except tomllib.TOMLDecodeError:
            continue
        return end
    raise ValueError(lines[start])


def _pair(lines: Sequence[str], lead: tuple[str, ...]) -> Node:
    name = _PAIR.match(lines[0])
    key = ("setting", name.group(1) if name else lines[0].strip())
    opening = lines[0].split("#", 1)[0].rstrip()
    if len(lines) > 1 and opening.endswith("[") and lines[-1].strip().startswith("]"):
        elements = list(_elements(lines[1:-1], lines[-1]))
        if elements:
            return Node(key, lead, (lines[0],), tuple(elements))
    return Node(key, lead, tuple(lines))


def _elements(lines: Sequence[str], closing: str) -> Iterator[Node]:
    """The elements of an array with one element a line; nothing if it is written otherwise."""
    nodes: list[Node] = []
    lead: list[str] = []
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            lead.append(line)
            continue
        if not _is_element(line):
            return
        nodes.append(Node(_element_key(line), tuple(lead), (line,)))
        lead = []
    yield from nodes
    yield Node(("end of array",), tuple(lead), (closing,))


def _is_element(line: str) -> bool:
    try:
        values = tomllib.loads(f"x = [\n{line}\n]")["x"]
    except tomllib.TOMLDecodeError:
        return False
    return len(values) == 1


def _element_key(line: str) -> Key:
    """A requirement is known by its name, any other element by its value."""
    value = tomllib.loads(f"x = [\n{line}\n]")["x"][0]
    requirement = _REQUIREMENT.match(line.split("#", 1)[0].strip())
    return ("requirement", requirement.group(1)) if requirement else ("element", repr(value))
