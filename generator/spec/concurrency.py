"""Rules for resources whose rows count their versions, or know which request made them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.errors import UsageError
from generator.spec.field import Field

VERSION = "version"
"""The column that says how often a row was written."""

IDEMPOTENCY = frozenset({"idempotency_key", "idempotency_fingerprint"})
"""The columns that say which request made a row."""


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


def refuse_unfit_idempotency(
    resource: str, operations: Collection[str], fields: Iterable[Field]
) -> None:
    """Refuse keys of requests where nothing is created, or where a field stands in their place.

    Raises:
        UsageError: It says what to do instead.
    """
    if "create" not in operations:
        raise UsageError(
            f"resource {resource!r}: without the operation 'create' no request has a key",
            "Add create to its operations, or leave idempotent away.",
        )
    for field in fields:
        if not IDEMPOTENCY.isdisjoint({field.name, field.api_name}):
            raise UsageError(
                f"resource {resource!r} has a field {field.name!r}, whose name its keys need",
                "Rename the field.",
            )
