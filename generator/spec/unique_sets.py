"""Fields that are unique together: no two rows have the same values in all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations

from generator.errors import UsageError
from generator.spec.domain import refuse_few_together
from generator.spec.field import UNIQUE_WITH, Field
from generator.spec.guessing import guess
from generator.spec.types import TYPES


def settled_sets(resource: str, fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The fields, each with the others that it is unique with by their names.

    Args:
        resource: The resource that they are of.
        fields: All of them; another one may be named as its column is: `order_id`.

    Raises:
        UsageError: Another one is not there, has no column that a database could hold it
            against, or together they say nothing new.
    """
    if not any(field.unique_with for field in fields):
        return fields
    known = {name: each for each in fields for name in (each.api_name, each.name)}
    settled = tuple(_settled(resource, each, known) for each in fields)
    _refuse_wider(resource, settled)
    for field in settled:
        if field.unique_with:
            others = [known[name] for name in field.unique_with]
            refuse_few_together(resource, [*others, field])
    return settled


def unique_sets(fields: tuple[Field, ...]) -> Iterator[tuple[Field, ...]]:
    """The fields that are unique together, set by set.

    Those that are named come first: rows are often asked for by them alone, and the index that
    holds a set unique serves that as well.
    """
    named = {field.name: field for field in fields}
    for field in fields:
        if field.unique_with:
            yield (*(named[name] for name in field.unique_with), field)


def renamed_partners(field: Field, names: Mapping[str, str]) -> Field:
    """The field, with others that have another name now by that one."""
    others = tuple(names.get(each, each) for each in field.unique_with)
    return field.model_copy(update={"unique_with": others})


def _settled(resource: str, field: Field, known: Mapping[str, Field]) -> Field:
    for name in field.unique_with:
        if name not in known:
            names = dict.fromkeys(each.name for each in known.values() if each is not field)
            raise _refusal(
                resource,
                field,
                f"it is unique with {name!r}, which is no other field",
                f"{guess(name, names)}The others are: {', '.join(names) or 'none'}.",
            )
    others = [known[name] for name in field.unique_with]
    if field in others or len({each.name for each in others}) < len(others):
        raise _refusal(
            resource, field, "it is unique with a field that stands there twice", "Keep one."
        )
    for other in others:
        if UNIQUE_WITH not in TYPES[other.type].modifiers:
            raise _refusal(
                resource,
                field,
                f"it cannot be unique with {other.name!r}, of the type {other.type}",
                "Leave that one out.",
            )
    return field.model_copy(update={"unique_with": tuple(each.name for each in others)})


def _refuse_wider(resource: str, fields: tuple[Field, ...]) -> None:
    """What is unique is so with more fields, too."""
    keys = [
        (field, {field.name, *field.unique_with})
        for field in fields
        if field.unique or field.unique_with
    ]
    for (one, names), (other, more) in permutations(keys, 2):
        if names <= more:
            raise _refusal(
                resource,
                other,
                f"{_said(other)} adds nothing to {_said(one)} of {one.name!r}",
                f"Leave out {_said(other)}.",
            )


def _said(field: Field) -> str:
    return f"{UNIQUE_WITH}{'+'.join(field.unique_with)}" if field.unique_with else "unique"


def _refusal(resource: str, field: Field, problem: str, hint: str) -> UsageError:
    return UsageError(f"field {field.name!r} of {resource!r}: {problem}", hint)
