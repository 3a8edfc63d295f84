"""A configuration file as a tree of named entries, each with the lines that it is written in."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Key: TypeAlias = tuple[Hashable, ...]
Lines: TypeAlias = tuple[str, ...]


Part: TypeAlias = Literal["lead", "head", "all", "none"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A clash of a part of an entry.

    Attributes:
        part: Which one; `none` for something that has no place in the entry.
        what: The part in words.
        theirs: What theirs wants there.
        both_changed: Whether the base has it too.
    """

    part: Part
    what: str
    theirs: str
    both_changed: bool


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One entry: a key with its value, a table, a section, an element.

    Attributes:
        key: Who the entry is among its siblings; its kind first.
        lead: The blank lines and comments above it.
        head: The lines of the entry itself.
        children: The entries inside it.
        marks: Where it clashes with what theirs wants.
    """

    key: Key
    lead: Lines = ()
    head: Lines = ()
    children: tuple["Node", ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        """The entry with everything inside it, without the lines above it."""
        return "".join((*self.head, *(line for child in self.children for line in child.lines())))

    @property
    def name(self) -> str:
        """The key in words."""
        return " ".join(str(part) for part in self.key)

    def lines(self) -> Iterator[str]:
        """All lines of the entry."""
        yield from self.lead
        yield from self.head
        for child in self.children:
            yield from child.lines()


def close(top: list[Node], entries: list[Node] | None) -> None:
    """Put the entries that were read after the last section, or table, into it."""
    if entries is not None:
        last = top.pop()
        top.append(Node(last.key, last.lead, last.head, tuple(entries)))


def comments(lines: Lines) -> list[str]:
    """The lines that are not blank, without their indentation."""
    return [line.strip() for line in lines if line.strip()]
