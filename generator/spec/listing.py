"""The rules of lists: by which fields clients may filter, sort and search them."""

from __future__ import annotations

from collections.abc import Iterable

from generator.errors import UsageError
from generator.spec.field import Field

SQLITE_DIGITS = 15
"""How many digits SQLite keeps of a number with decimals."""

PARAMETERS = {
    "page": {"page", "size", "offset", "count"},
    "offset": {"offset", "limit", "count"},
    "cursor": {"cursor", "limit"},
    "keyset": {"last_id", "last_value", "limit"},
}
"""What the query of a list holds beside its filters, and the code around it: by pagination."""

_ALWAYS = {"sort", "q"}


def refuse_unlistable(field: Field) -> None:
    """Hold a field against what it says about lists.

    Raises:
        UsageError: Lists would tell values that clients may not see, or order them differently
            from database to database.
    """
    words = [word for word in ("filter", "sort", "search") if getattr(field, word)]
    if words and (field.hidden or field.writeonly):
        raise UsageError(
            f"field {field.name!r}: {words[0]} would tell what clients may not see",
            f"Leave out {words[0]}, or hidden and writeonly.",
        )
    if words and (field.precision or 0) > SQLITE_DIGITS:
        raise UsageError(
            f"field {field.name!r}: {words[0]} takes decimals of at most {SQLITE_DIGITS} digits",
            "SQLite keeps longer ones as text, and compares them as text.",
        )


def refuse_unfit_lists(resource: str, pagination: str, fields: Iterable[Field]) -> None:
    """Hold what fields say about lists against how the lists come in parts.

    Raises:
        UsageError: A filter has the name of another parameter, or a text of any length would
            have to fit in one.
    """
    for field in fields:
        _refuse_taken_parameter(resource, pagination, field)
        if field.sort and field.type == "text" and pagination in {"cursor", "keyset"}:
            raise UsageError(
                f"resource {resource!r}: {pagination} pagination cannot sort by the "
                f"text {field.name!r}, which may be too long for a query and an index",
                f"Make it {field.name}:str, or choose another --pagination.",
            )


def _refuse_taken_parameter(resource: str, pagination: str, field: Field) -> None:
    taken = PARAMETERS[pagination] | _ALWAYS
    if field.filter and field.api_name in taken:
        raise UsageError(
            f"resource {resource!r}: a filter called {field.api_name!r} "
            "would be another parameter of its lists",
            "Rename the field, leave out filter, or choose another --pagination.",
        )
