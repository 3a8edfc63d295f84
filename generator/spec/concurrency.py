"""Rules for resources whose rows count their versions."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.errors import UsageError
from generator.spec.field import Field

VERSION = "version"
"""The column that says how often a row was written."""


def refuse_unfit_versions(
    resource: str, operations: Collection[str], fields: Iterable[Field]
) -> None:
    """Refuse versions where nothing would count them, or where a field stands in their place.

    Raises:
        UsageError: It says what to do instead.
    """
    if "update" not in operations:
        raise UsageError(
            f"resource {resource!r}: versions without the operation 'update' would never change",
            "Add update to its operations, or leave versioned away.",
        )
    for field in fields:
        if VERSION in {field.name, field.api_name}:
            raise UsageError(
                f"resource {resource!r} has a field {field.name!r}, whose name versions need",
                "Rename the field.",
            )
