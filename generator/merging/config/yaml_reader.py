"""YAML in block style: mappings and lists by their indentation; all else stays in one piece."""

import re
from collections.abc import Sequence

from generator.merging.config.nodes import Key, Lines, Node
from generator.merging.newlines import split_lines

_PAIR = re.compile(r"(\"[^\"]*\"|'[^']*'|[^\s#\"'\-\[{&*!|>%@`][^#]*?|-[^\s#][^#]*?)\s*:(?:\s|$)")
_ITEM = re.compile(r"(-\s+)")
_SCALAR = re.compile(r":\s+[|>][^#]*(#.*)?$")


def read_yaml(text: str) -> Node:
    """The keys and items of a text.

    Raises:
        ValueError: A line at the left margin is neither.
    """
    lines = split_lines(text)
    if all(map(_is_quiet, lines)):
        return Node(("file",), children=(Node(("end of block",), tuple(lines)),))
    children = _read(lines, 0)
    if children is None:
        raise ValueError(text)
    return Node(("file",), children=children)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_quiet(line: str) -> bool:
    """Whether a line is blank or a comment."""
    return not line.strip() or line.lstrip().startswith("#")


def _read(lines: Sequence[str], depth: int) -> tuple[Node, ...] | None:
    """The entries of a block; None if a line there is no entry."""
    starts = [at for at, line in enumerate(lines) if not _is_quiet(line) and _indent(line) == depth]
    if not starts or any(not _is_quiet(line) for line in lines[: starts[0]]):
        return None
    starts = [at for at in starts if not _continues_key(lines, starts, at)]
    nodes: list[Node] = []
    position = 0
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        body_end = _trimmed(lines, start, end, depth)
        node = _entry(lines[start:body_end], depth, tuple(lines[position:start]))
        if node is None:
            return None
        nodes.append(node)
        position = body_end
    return (*nodes, Node(("end of block",), tuple(lines[position:])))


def _continues_key(lines: Sequence[str], starts: Sequence[int], at: int) -> bool:
    """Whether a list item belongs to the key above it, at the same indentation."""
    if not _ITEM.match(lines[at].lstrip()):
        return False
    keys = [start for start in starts if start < at and not _ITEM.match(lines[start].lstrip())]
    return bool(keys)


def _trimmed(lines: Sequence[str], start: int, end: int, depth: int) -> int:
    """The end of an entry without the blank lines and comments that belong to the next one."""
    while end > start + 1 and _is_quiet(lines[end - 1]):
        if lines[end - 1].strip() and _indent(lines[end - 1]) > depth:
            break
        end -= 1
    return end


def _entry(lines: Sequence[str], depth: int, lead: Lines) -> Node | None:
    first = lines[0].strip()
    item, pair = _ITEM.match(first), _PAIR.match(first)
    if item is None and pair is None and first not in {"---", "..."}:
        return None
    key: Key = ("key", pair.group(1)) if pair and not item else ("item", first)
    if (
        len(lines) == 1
        or _SCALAR.search(lines[0])
        or not (item or first.split("#")[0].rstrip().endswith(":"))
    ):
        return Node(key, lead, tuple(lines))
    inner = (
        depth + len(item.group(1))
        if item
        else _indent(next(it for it in lines[1:] if not _is_quiet(it)))
    )
    children = _read(lines[1:], inner)
    if children is None:
        return Node(key, lead, tuple(lines))
    return Node(key, lead, (lines[0],), children)
