"""What modules of ours declare, and what of it we call otherwise today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.analysis.syntax import bindings_of, classes_of, definitions
from generator.respelling.words import Respelling

_TABLE = "__tablename__"


class Twin(NamedTuple):
    """A module of ours: its path of today, what we wrote last, what we would write today."""

    path: str
    base: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that we call otherwise today.

    Attributes:
        path: The file of its model, as it is called today.
        owner: The class, as it is called today.
        name: Its name of today.
        code: How we would write it.
        home: The file and the class in which we once wrote it, and its name there.
    """

    path: str
    owner: str
    name: str
    code: str
    home: tuple[str, str, str]


def renamed_columns(path: str, twin: Twin, respell: Respelling) -> Iterator[Column]:
    """The columns of the models in a module of ours that are called otherwise today."""
    if _TABLE not in twin.base or _TABLE not in twin.theirs:
        return
    old, new = (
        {name: each for name, each in classes_of(text) if _TABLE in each} for text in twin[1:]
    )
    for name, owner, attribute, now in _renamed(old, new, respell):
        yield Column(twin.path, owner, now, new[owner][now], (path, name, attribute))


def renamed_attributes(twin: Twin, respell: Respelling) -> Iterator[tuple[str, str, str]]:
    """A class of ours, its attribute as we once called it, and what we call that today."""
    old, new = (dict(classes_of(text)) for text in twin[1:])
    for name, _, attribute, now in _renamed(old, new, respell):
        yield name, attribute, now


_Classes = Mapping[str, Mapping[str, str]]


def _renamed(
    before: _Classes, today: _Classes, respell: Respelling
) -> Iterator[tuple[str, str, str, str]]:
    """A class, its name of today, an attribute, its name of today."""
    for name, old in before.items():
        owner = name if name in today else respell.among(name, today) or respell(name)
        new = today.get(owner, {})
        for attribute in old.keys() - new.keys():
            now = respell.among(attribute, new)
            if now and now not in old:
                yield name, owner, attribute, now


def renamed_definitions(twin: Twin, respell: Respelling) -> Iterator[tuple[str, str]]:
    """What a module of ours defined and defines no more, and what it is called there today."""
    old, new = ({*definitions(bindings_of(text))} for text in twin[1:])
    for name in old - new:
        if now := respell.among(name, new):
            yield name, now
