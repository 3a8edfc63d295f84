"""Who may read and write a resource, and whose its rows are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from generator.errors import UsageError
from generator.spec.choices import Access
from generator.spec.field import USER, Field
from generator.spec.guessing import guess
from generator.spec.rules import make_field

WORDS: tuple[str, ...] = get_args(Access)
"""All words of access."""

OWNER = "owner"
"""The word, and the name of the field that it implies."""


def check_word(word: object, key: str) -> object:
    """Refuse a word that says nothing of access.

    Raises:
        UsageError: It is none; the nearest one is named.
    """
    if word in WORDS:
        return word
    hint = f"{guess(str(word), WORDS)}They are: {', '.join(WORDS)}."
    raise UsageError(f"{key}: {word!r} is no access", hint)


def with_owner(resource: str, read: str, write: str, fields: Iterable[Field]) -> tuple[Field, ...]:
    """The fields of a resource, the owner among them if its access asks for one.

    The owner is the one who makes a row, so clients do not send it.

    Raises:
        UsageError: A field of that name is something else, or nobody could be the owner.
    """
    given = tuple(fields)
    if OWNER not in {read, write}:
        _refuse_unset(resource, given)
        return given
    if write == "public":
        raise UsageError(
            f"resource {resource!r}: rows that anybody may make have no owner",
            "With --read owner, --write is user, owner or a role.",
        )
    if OWNER not in {field.name for field in given}:
        return (*given, make_field(_IMPLIED))
    return tuple(_owning(resource, each) if each.name == OWNER else each for each in given)


_IMPLIED = {
    "name": OWNER,
    "type": "ref",
    "target": USER,
    "readonly": True,
    "on_delete": "cascade",
}


def _owning(resource: str, field: Field) -> Field:
    """The user's own definition of the owner: always there, and never sent by clients."""
    where = f"resource {resource!r}: the owner"
    if (field.type, field.target) != ("ref", USER):
        raise UsageError(
            f"{where} is a ref to user, and there is a field of that name",
            "Rename the field, or define it as owner:ref:user.",
        )
    if field.on_delete == "setnull":
        raise UsageError(
            f"{where} cannot be set to null", "Say ondelete=cascade, or ondelete=restrict."
        )
    unseen = field.hidden or field.writeonly
    forced: dict[str, Any] = {
        "optional": False,
        "readonly": not unseen,
        "hidden": unseen,
        "writeonly": False,
    }
    return field.model_copy(update=forced)


def _refuse_unset(resource: str, fields: Iterable[Field]) -> None:
    """Without its access, the owner is a field like others, which somebody must set."""
    for field in fields:
        if (field.readonly or field.hidden) and field.needs_value:
            raise UsageError(
                f"resource {resource!r}: field {field.name!r}: nobody could set it",
                "Add :opt, take readonly or hidden away, or say --read owner or --write owner.",
            )
