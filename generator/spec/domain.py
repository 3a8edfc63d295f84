"""How many values there are for a field."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import prod

from generator.errors import UsageError
from generator.spec.field import Field

FEWEST = 10
"""The fewest values of what is unique: each row needs one of its own, those of tests too."""

_BITS = {"int": 32, "bigint": 64}


def refuse_few_values(field: Field) -> None:
    """Hold a unique field against the number of its values.

    Raises:
        UsageError: The table would be full at once.
    """
    count = _count(field) if field.unique else None
    if count is not None and count < FEWEST:
        rows = "1 value, so for 1 row" if count == 1 else f"{count} values, so for {count} rows"
        raise UsageError(
            f"field {field.name!r}: unique between its bounds there is room for {rows}",
            f"Leave out unique, or widen the bounds to {FEWEST} values or more.",
        )


def refuse_few_together(resource: str, fields: Sequence[Field]) -> None:
    """Hold fields that are unique together against the number of what they can say together.

    Args:
        resource: The resource that they are of.
        fields: The others, and last the one that says it.

    Raises:
        UsageError: The table would be full at once.
    """
    counts = [_count(field) for field in fields]
    known = [count for count in counts if count is not None]
    if 1 in known:
        raise UsageError(
            f"field {fields[counts.index(1)].name!r} of {resource!r} has one value only, and so "
            "adds nothing to what is unique together",
            f"Leave it out of unique= of {fields[-1].name!r}.",
        )
    if len(known) < len(counts) or prod(known) >= FEWEST:
        return
    *others, field = (each.name for each in fields)
    raise UsageError(
        f"field {field!r} of {resource!r}: unique with {' and '.join(map(repr, others))} "
        f"there is room for {prod(known)} row{'' if prod(known) == 1 else 's'}",
        f"Leave out unique=, or name one more field: together they need {FEWEST} values or more.",
    )


def _count(field: Field) -> int | None:
    """The number of values that it can have; None where there are more than anybody counts."""
    if field.type in {"bool", "enum"}:
        return len(field.values) or len((False, True))
    if field.type == "float":
        return 1 if field.min is not None and field.min == field.max else None
    if field.type in _BITS:
        limit = 2 ** (_BITS[field.type] - 1)
        return _steps(field, -limit, limit - 1)
    if field.precision is not None and field.scale is not None:
        limit = 10**field.precision - 1
        return _steps(field, -limit, limit, field.scale)
    return None


def _steps(field: Field, low: int, high: int, scale: int = 0) -> int:
    """Count in units of the last place.

    Args:
        field: Its bounds count, where it has some.
        low: The least value of its type, in these units.
        high: The greatest one.
        scale: The number of decimal places.
    """
    if field.min is not None:
        low = int(Fraction(str(field.min)) * 10**scale)
    if field.max is not None:
        high = int(Fraction(str(field.max)) * 10**scale)
    return high - low + 1
