"""What becomes of the rows that are there when a field comes or changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.errors import UsageError
from generator.spec.field import Field
from generator.spec.resource import Resource
from generator.spec.values import converted_value

Values = Mapping[str, str]
"""Values as the user wrote them, by field."""

_WAY_OUT = "Add :opt or :default=VALUE, or say what they get with --backfill VALUE."
_WAYS_OUT = {
    "bytes": "Add :opt, or say what they get with --backfill BASE64, such as AP8=.",
    "json": "Add :opt, or say what they get with --backfill JSON, such as {}.",
    "list": "Add :opt, or say what they get with --backfill JSON, such as [].",
    "ref": "Add :opt, or say the id of the row that they refer to with --backfill ID.",
}


def row_values(resource: Resource, backfill: Values) -> dict[tuple[str, str], Any]:
    """Read what rows get, each value as its field has it.

    Raises:
        UsageError: A field cannot hold its value.
    """
    fields = {resource.existing(name): text for name, text in backfill.items()}
    return {
        (resource.name, field.name): converted_value(field, text, "backfill")
        for field, text in fields.items()
    }


def refuse_empty(resource: Resource, field: Field, fill: Mapping[tuple[str, str], Any]) -> None:
    """Hold a field against the rows that are there, which need a value in it.

    Args:
        resource: The resource, as it shall be.
        field: A field that is new, or required from now on.
        fill: What rows get in which field.

    Raises:
        UsageError: It is required, and nothing says what they get.
    """
    if not field.needs_value or (resource.name, field.name) in fill:
        return
    raise UsageError(
        f"field {field.name!r} is required, and rows that are there have no value for it",
        _WAYS_OUT.get(field.type, _WAY_OUT),
    )


def refuse_same_value(field: Field) -> None:
    """Hold a new field against the rows that are there, which all get the same value.

    Raises:
        UsageError: Each of them needs one of its own.
    """
    if (field.unique or field.unique_with) and not field.optional:
        raise UsageError(
            f"field {field.name!r} is unique, and all rows that are there would get the same value",
            "Add it with :opt, fill it, and make it required with change-field.",
        )


def mapped_values(old: Field, new: Field, values: Values) -> dict[str, str]:
    """For each value that an enum loses the one that takes its place.

    Args:
        old: The field of before.
        new: The field as it shall be.
        values: What the user said of them.

    Raises:
        UsageError: A lost value is not mapped, or one that is not lost.
    """
    if old.type != "enum" or new.type != "enum":
        lost: list[str] = []
    else:
        lost = [value for value in old.values if value not in new.values]
    for value, target in values.items():
        if value not in lost or target not in new.values:
            raise UsageError(
                f"field {new.name!r}: {value}={target} maps no lost value to one that stays",
                f"Lost: {', '.join(lost) or 'none'}. They stay: {', '.join(new.values)}.",
            )
    if missing := [value for value in lost if value not in values]:
        raise UsageError(
            f"field {new.name!r} loses the value {missing[0]!r}, which rows may have",
            f"Say what becomes of it: --map {missing[0]}={new.values[0]}.",
        )
    return dict(values)
