"""A configuration file as a tree of named entries, each with the lines that it is written in."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

Key: TypeAlias = tuple[Hashable, ...]
Lines: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One entry: a key with its value, a table, a section, an element.

    Attributes:
        key: Who the entry is among its siblings; its kind first.
        lead: The blank lines and comments above it.
        head: The lines of the entry itself.
        children: The entries inside it.
    """

    key: Key
    lead: Lines = ()
    head: Lines = ()
    children: tuple["Node", ...] = ()

    @property
    def text(self) -> str:
        """The entry with everything inside it, without the lines above it."""
        return "".join((*self.head, *(line for child in self.children for line in child.lines())))

    def lines(self) -> Iterator[str]:
        """All lines of the entry."""
        yield from self.lead
        yield from self.head
        for child in self.children:
            yield from child.lines()


def comments(lines: Lines) -> list[str]:
    """The lines that are not blank, without their indentation."""
    return [line.strip() for line in lines if line.strip()]
