"""Attributes of our classes in the code of a user, where they are called otherwise today."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.analysis.sources import Sources
from generator.analysis.uses import uses
from generator.respelling.declarations import Attribute


@dataclass(frozen=True, order=True, slots=True)
class Edit:
    """A name that gets another one: its line (from 1), its place in it in bytes, the new name."""

    line: int
    start: int
    end: int
    name: str

    def __call__(self, line: str) -> str:
        """The line with the new name."""
        data = line.encode()
        return (data[: self.start] + self.name.encode() + data[self.end :]).decode()


def declared(attributes: Mapping[Attribute, str], sources: Sources) -> dict[ast.stmt, str]:
    """Find where the user's modules declare attributes of ours, if nobody else has them from there.

    Args:
        attributes: Where we once wrote them, and what they are called today.
        sources: All modules of the user's.

    Returns:
        What is called otherwise today, by the statement that declares it.
    """
    found: dict[ast.stmt, str] = {}
    for attribute, new in attributes.items():
        owner = sources.definition(attribute.path, attribute.owner)
        held = sources.holder(owner.path, owner.node, attribute.name) if owner else None
        if owner and held and _is_own(owner.node, held.node, attribute.name, sources):
            found[held.node] = new
    return found


def _is_own(owner: ast.stmt, held: ast.stmt, attribute: str, sources: Sources) -> bool:
    return held in getattr(owner, "body", ()) or sources.is_alone(owner, held, attribute)


def attribute_edits(path: str, sources: Sources, held: Mapping[ast.stmt, str]) -> Iterator[Edit]:
    """Find the attributes and keywords that certainly are some of ours.

    Args:
        path: The module of the user's.
        sources: All modules of the user's.
        held: The statements that declare attributes which are called otherwise, and the new names.
    """
    for use in uses(path, sources):
        found = sources.holder(*use.owner, use.name)
        new = held.get(found.node) if found else None
        if use.place and new and not sources.is_method(*use.owner, use.name):
            yield Edit(use.line, *use.place, new)
