"""Values that rows get in a field, read from the words of the user."""

from __future__ import annotations

import base64
import json
from typing import Any

from generator.errors import UsageError
from generator.spec.field import Field
from generator.spec.rules import make_field

_CONTAINERS: dict[str, type | tuple[type, ...]] = {"list": list, "json": (dict, list)}


def converted_value(field: Field, text: str, what: str) -> Any:
    """Read a value that a column can hold, as the answers and revisions write it.

    Args:
        field: The field of the value.
        text: The value as the user wrote it; JSON for `json` and `list`, base64 for `bytes`.
        what: The word for it in messages.

    Raises:
        UsageError: The field cannot hold it.
    """
    if field.type == "ref":
        return text
    if field.type == "bytes":
        return _base64(field, text, what)
    if field.type in _CONTAINERS:
        return _container(field, text, what)
    bare = {"optional": False, "unique": False, "readonly": False, "default": text}
    try:
        kept = make_field({**field.to_mapping(), **bare}).default
    except UsageError as error:
        raise UsageError(error.message.replace("default", what), error.hint) from error
    return kept if kept is not None else text


def _base64(field: Field, text: str, what: str) -> str:
    """Binary data in the form in which the API takes it."""
    try:
        base64.b64decode(text, validate=True)
    except ValueError as error:
        raise UsageError(
            f"field {field.name!r}: {what}={text} does not fit its type bytes",
            "Write base64, as the API takes it: AP8= for the bytes 00 ff.",
        ) from error
    return text


def _container(field: Field, text: str, what: str) -> Any:
    """An array, or of a `json` an object too."""
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, _CONTAINERS[field.type]):
        raise UsageError(
            f"field {field.name!r}: {what}={text} does not fit its type {field.type}",
            "Write JSON, such as [].",
        )
    return value
