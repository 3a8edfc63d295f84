"""Rules for resources whose rows are only marked as deleted."""

from __future__ import annotations

from collections.abc import Iterable

from generator.errors import UsageError
from generator.spec.field import Field

MARK = "deleted_at"
"""The column that says when a row was deleted."""


def refuse_unfit_deletion(
    resource: str, operations: Iterable[str], fields: Iterable[Field]
) -> None:
    """Refuse soft deletion where nothing deletes, or where a field stands in its place.

    Raises:
        UsageError: It says what to do instead.
    """
    if "delete" not in operations:
        raise UsageError(
            f"resource {resource!r}: soft deletion without the operation 'delete'",
            "Add delete to its operations, or leave soft deletion away.",
        )
    if any(MARK in {field.name, field.api_name} for field in fields):
        raise UsageError(
            f"resource {resource!r} has a field {MARK!r}, which soft deletion needs for itself",
            "Rename the field.",
        )
