"""What a field says besides its modifiers: which type takes it, and the names among it."""

from __future__ import annotations

from generator.errors import UsageError
from generator.naming import MAX_LENGTH, Name, field_name
from generator.spec.field import Field

# They are called after their field, which may be as long as any name; no column is called so.
_LONGEST_IDS = MAX_LENGTH + len("_ids")

_TAKEN_BY = {
    "max_length": {"str", "email", "url", "slug"},
    "precision": {"decimal"},
    "scale": {"decimal"},
    "max_size": {"file", "image"},
    "values": {"enum"},
    "element": {"list"},
    "target": {"ref", "m2m"},
    "ids": {"m2m"},
}


def refuse_foreign_arguments(field: Field) -> None:
    """Hold the arguments of a field against its type; the grammar has no other, the long form may.

    Raises:
        UsageError: Its type would leave one of them unread, or read it as something else.
    """
    for key, kinds in _TAKEN_BY.items():
        if getattr(field, key) and field.type not in kinds:
            raise UsageError(
                f"field {field.name!r}: the type {field.type} takes no {key!r}", f"Leave out {key}."
            )


def with_spelled_names(field: Field) -> Field:
    """The same field with the names that it gives in their one spelling, as its own name has.

    Raises:
        UsageError: One of them is no name: they end up in the code as they are.
    """
    longest = {"back": MAX_LENGTH, "ids": _LONGEST_IDS}
    given = {key: getattr(field, key) for key in longest if getattr(field, key) is not None}
    if not (given or field.unique_with):
        return field
    spelled = {key: field_name(text, longest[key]).snake for key, text in given.items()}
    others = tuple(Name.parse(each, "field name").snake for each in field.unique_with)
    return field.model_copy(update=spelled | {"unique_with": others})
