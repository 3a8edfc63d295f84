"""What modules of ours declare, and what of it we call otherwise today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.analysis.syntax import bindings_of, classes_of, definitions, models_of
from generator.respelling.words import Respelling


@dataclass(frozen=True, slots=True)
class TemplateModule:
    """A module of ours.

    Attributes:
        old_path: Where we once wrote it.
        path: Where we would write it today.
        base: What we once wrote.
        theirs: What we would write today.
    """

    old_path: str
    path: str
    base: str
    theirs: str

    @property
    def versions(self) -> tuple[str, str]:
        """What we once wrote, and what we would write today."""
        return self.base, self.theirs


class Attribute(NamedTuple):
    """The file and the class in which we once wrote an attribute, and its name there."""

    path: str
    owner: str
    name: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that we call otherwise today.

    Attributes:
        path: The file of its model, as it is called today.
        owner: The class, as it is called today.
        name: Its name of today.
        code: How we would write it.
        home: Where we once wrote it.
    """

    path: str
    owner: str
    name: str
    code: str
    home: Attribute


def renamed_columns(module: TemplateModule, respell: Respelling) -> Iterator[Column]:
    """The columns of the models in a module of ours that are called otherwise today."""
    old, new = map(models_of, module.versions)
    for name, owner, attribute, now in _renamed(old, new, respell):
        home = Attribute(module.old_path, name, attribute)
        yield Column(module.path, owner, now, new[owner][now], home)


def renamed_attributes(
    module: TemplateModule, respell: Respelling
) -> Iterator[tuple[Attribute, str]]:
    """The attributes of classes in a module of ours, and what they are called today."""
    old, new = (dict(classes_of(text)) for text in module.versions)
    for name, _, attribute, now in _renamed(old, new, respell):
        yield Attribute(module.old_path, name, attribute), now


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


def renamed_definitions(module: TemplateModule, respell: Respelling) -> Iterator[tuple[str, str]]:
    """What a module of ours defined and defines no more, and what it is called there today."""
    old, new = ({*definitions(bindings_of(text))} for text in module.versions)
    for name in old - new:
        if now := respell.among(name, new):
            yield name, now
