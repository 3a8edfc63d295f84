"""Every kind of field that the tool takes: a type with some modifiers."""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from generator.errors import GeneratorError
from generator.spec.field import Field
from generator.spec.rules import make_field
from tests.generated.options import FIELD, NAMING, Atom, answers

Kind: TypeAlias = tuple[Atom, ...]
"""A type and up to `MODIFIERS` modifiers."""

MODIFIERS = 3
PARTNER = "partner"
"""The other field that a field names, where it says something of another one."""

_ARGUMENTS: Mapping[str, Mapping[str, Any]] = {
    "enum": {"values": ("draft", "in-progress")},
    "list": {"element": "date"},
}


def make(kind: Kind, place: str, target: str) -> Field:
    """Make a field.

    Args:
        kind: What it says.
        place: The first part of its name.
        target: What it points to if it is a relation.

    Raises:
        UsageError: The tool refuses it.
    """
    said = answers(kind)
    word = said["type"]
    arguments = {"target": target} if word in {"ref", "m2m"} else _ARGUMENTS.get(word, {})
    named = {key: [PARTNER] for key in said if key in NAMING}
    return make_field({"name": f"{place}_{word}", **arguments, **said, **named})


def kinds_with(atoms: frozenset[Atom]) -> Sequence[Kind]:
    """The kinds of fields that say all of this, and that the tool takes."""
    if not atoms:
        return _kinds()
    found = [_kinds_by_atom()[each] for each in sorted(atoms, key=str)]
    return [each for each in found[0] if atoms <= {*each}]


@functools.cache
def _kinds_by_atom() -> Mapping[Atom, list[Kind]]:
    found = defaultdict(list)
    for kind in _kinds():
        for atom in kind:
            found[atom].append(kind)
    return found


@functools.cache
def _kinds() -> Sequence[Kind]:
    return [
        (Atom("Field", "type", word), *modifiers)
        for word in FIELD["type"]
        for count in range(MODIFIERS + 1)
        for modifiers in itertools.combinations(_modifiers(), count)
        if _is_taken((Atom("Field", "type", word), *modifiers))
    ]


def _modifiers() -> list[Atom]:
    known = [option for option in FIELD if option != "type"]
    return [Atom("Field", each, value) for each in known for value in FIELD[each] if value]


def _is_taken(kind: Kind) -> bool:
    try:
        make(kind, "some", "self")
    except GeneratorError:
        return False
    return True
