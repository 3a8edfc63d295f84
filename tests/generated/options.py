"""The options of projects, resources and fields, as their models have them.

A new one needs no word here: booleans and literals are found by themselves. What names other fields
is an option that a field has or has not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, TypeAlias, get_args, get_origin

from pydantic import BaseModel

from generator.spec.field import Field
from generator.spec.project import Project
from generator.spec.resource import Resource
from generator.spec.types import TYPES

NAMING = ("unique_with",)
"""The options that name other fields."""

Values: TypeAlias = Mapping[str, tuple[str | bool, ...]]
"""The values that each option can have."""


class Atom(NamedTuple):
    """One value of one option of one of the models: `("Resource", "pagination", "cursor")`."""

    model: str
    option: str
    value: str | bool


def options(model: type[BaseModel]) -> Values:
    """The values of each option of a model.

    A choice of several words, such as the operations, is one switch for each: `operations+bulk`.
    """
    return dict(_options(model))


def _options(model: type[BaseModel]) -> Iterator[tuple[str, tuple[str | bool, ...]]]:
    for name, info in model.model_fields.items():
        if info.annotation is bool or name in NAMING:
            yield name, (False, True)
        elif get_origin(info.annotation) is tuple:
            for word in _words(get_args(info.annotation)[0]):
                yield f"{name}+{word}", (False, True)
        elif words := _words(info.annotation):
            yield name, words


def _words(annotation: Any) -> tuple[str, ...]:
    """The words of a literal, also of one that may be left out."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(word for part in get_args(annotation) for word in _words(part))


PROJECT, RESOURCE = options(Project), options(Resource)
FIELD: Values = {"type": tuple(TYPES), **options(Field)}


def atoms() -> list[Atom]:
    """Every value of every option. That a field does not say something is no value."""
    models = {"Project": PROJECT, "Resource": RESOURCE, "Field": FIELD}
    every = (
        Atom(model, option, value)
        for model, known in models.items()
        for option, values in known.items()
        for value in values
    )
    return [each for each in every if each.model != "Field" or each.value]


def atoms_of(model: Project | Resource | Field) -> list[Atom]:
    """The values that its options have."""
    known = {Project: PROJECT, Resource: RESOURCE, Field: FIELD}[type(model)]
    name = type(model).__name__
    found = [Atom(name, option, _value(model, option)) for option in known]
    return [each for each in found if each.value] if isinstance(model, Field) else found


def _value(model: BaseModel, option: str) -> str | bool:
    name, plus, word = option.partition("+")
    value: str | bool = word in getattr(model, name) if plus else getattr(model, name)
    return bool(value) if name in NAMING else value


def answers(chosen: Iterable[Atom]) -> dict[str, Any]:
    """What is chosen, as the models take it."""
    said: dict[str, Any] = {}
    for _, option, value in chosen:
        name, plus, word = option.partition("+")
        if not plus:
            said[name] = value
        else:
            said[name] = (*said.get(name, ()), *([word] if value else []))
    return said
