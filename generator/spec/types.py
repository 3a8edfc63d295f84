"""The field types: what each accepts, and how a value written as text becomes one of its values.

A default is kept as a JSON scalar (`"9.99"` for a decimal), so that the answers stay plain data.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeVar
from uuid import UUID

Scalar = str | int | float | bool
Convert = Callable[[str], Scalar]
Value = TypeVar("Value")

MOST_DIGITS = 100
"""The highest precision of a decimal."""


@dataclass(frozen=True, slots=True)
class FieldType:
    """One row of the type table.

    Attributes:
        name: The word of the grammar.
        about: What the field holds, for `fastapi-gen types`.
        argument: What stands behind the type, with an example; empty where nothing may.
        convert: Turns the text of a default into its canonical JSON scalar (ValueError if it
            does not fit), or None where a default makes no sense.
        modifiers: The modifiers that may follow.
        element: Whether a `list` may hold it.
    """

    name: str
    about: str
    argument: str
    convert: Convert | None
    modifiers: frozenset[str]
    element: bool = False


def _parsed(parse: Callable[[str], Value], text: str, example: str) -> Value:
    """Read a value; how Python fails at it tells a user less than an example does."""
    try:
        return parse(text)
    except ValueError as error:
        raise ValueError(f"Write it like {example}.") from error


def _boolean(text: str) -> bool:
    values = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if text.lower() not in values:
        raise ValueError("Write true or false.")
    return values[text.lower()]


def _integer(bits: int) -> Callable[[str], int]:
    def convert(text: str) -> int:
        value = _parsed(int, text, "3")
        if not -(2 ** (bits - 1)) <= value < 2 ** (bits - 1):
            raise ValueError(f"It has {bits} bits.")
        return value

    return convert


def _float(text: str) -> float:
    value = _parsed(float, text, "0.5")
    if not math.isfinite(value):
        raise ValueError("Write a finite number.")
    return value


def _decimal(text: str) -> str:
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise ValueError("Write it like 9.99.") from error
    if not value.is_finite():
        raise ValueError("Write a finite number.")
    exponent = int(value.as_tuple().exponent)
    if exponent < -MOST_DIGITS or value.adjusted() >= MOST_DIGITS:  # 1e999999999 takes a gigabyte
        raise ValueError(f"It has at most {MOST_DIGITS} digits.")
    return f"{value:f}"


def _date(text: str) -> str:
    if text == "today":
        return text
    return _parsed(dt.date.fromisoformat, text, "2026-01-31, or today").isoformat()


def _datetime(text: str) -> str:
    if text == "now":
        return text
    value = _parsed(dt.datetime.fromisoformat, text, "2026-01-31T12:00:00Z, or now")
    if value.tzinfo is None:
        value = value.replace(tzinfo=dt.UTC)
    try:
        return value.astimezone(dt.UTC).isoformat()
    except OverflowError as error:
        raise ValueError("In UTC it is before the year 1 or after 9999.") from error


def _time(text: str) -> str:
    value = _parsed(dt.time.fromisoformat, text, "12:30:00")
    if value.tzinfo:
        raise ValueError("A time of day has no time zone: write it like 12:30:00.")
    return value.isoformat()


def _uuid(text: str) -> str:
    return str(_parsed(UUID, text, "5ae3e48e-9c3e-4d5a-8e0b-0c1f7c3f1d2a"))


def _text(text: str) -> str:
    if any(ord(char) < 32 or 0xD800 <= ord(char) <= 0xDFFF for char in text):
        raise ValueError("Leave out control characters.")
    return text


def _matching(pattern: str, example: str) -> Convert:
    def convert(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(f"Write it like {example}.")
        return text

    return convert


_API = frozenset({"readonly", "writeonly", "hidden"})
_PLAIN = _API | {"opt"}
_KEYS = frozenset({"unique", "unique=", "index"})
_KEYED = _PLAIN | _KEYS | {"default", "filter", "sort"}
_NUMBER = _KEYED | {"min", "max"}
_STRING = _KEYED | {"search", "minlen"}

_FILE = frozenset({"opt", "many"})

_ALL = (
    FieldType("str", "a line of text", "max length: str:120 (255)", _text, _STRING, element=True),
    FieldType("text", "text of any length", "", _text, (_STRING - _KEYS), element=True),
    FieldType("int", "a whole number of 32 bits", "", _integer(32), _NUMBER, element=True),
    FieldType("bigint", "a whole number of 64 bits", "", _integer(64), _NUMBER, element=True),
    FieldType("float", "a floating point number", "", _float, _NUMBER, element=True),
    FieldType("bool", "true or false", "", _boolean, _KEYED - {"unique"}, element=True),
    FieldType("date", "a calendar date", "", _date, _KEYED, element=True),
    FieldType(
        "datetime", "a moment, always with its time zone", "", _datetime, _KEYED, element=True
    ),
    FieldType("time", "a time of day", "", _time, _KEYED, element=True),
    FieldType("uuid", "a UUID", "", _uuid, _KEYED, element=True),
    FieldType("json", "any JSON object or array", "", None, _PLAIN),
    FieldType("bytes", "binary data, base64 in JSON", "", None, _PLAIN),
    FieldType(
        "decimal",
        "an exact number",
        "precision.scale: decimal:12.4 (10.2)",
        _decimal,
        _NUMBER,
        element=True,
    ),
    FieldType(
        "email",
        "an e-mail address",
        "",
        _matching(r"[^@\s]+@[^@\s]+\.[^@\s]+", "me@example.com"),
        _STRING - {"minlen"},
        element=True,
    ),
    FieldType(
        "url",
        "an http or https URL",
        "",
        _matching(r"https?://[^\s/]+\S*", "https://example.com"),
        _STRING - {"minlen"},
        element=True,
    ),
    FieldType(
        "slug",
        "lower-case words joined by hyphens",
        "",
        _matching(r"[a-z0-9]+(-[a-z0-9]+)*", "my-page"),
        _STRING,
        element=True,
    ),
    FieldType(
        "enum", "one of some words", "values: enum:draft+published", _text, _KEYED - {"unique"}
    ),
    FieldType(
        "list", "a list, kept as a JSON array", "element type: list:str", None, _PLAIN | {"minlen"}
    ),
    FieldType("file", "an uploaded file", "largest size: file:5mb (10mb)", None, _FILE),
    FieldType(
        "image",
        "an uploaded JPEG, PNG, WebP or GIF",
        "largest size: image:5mb (10mb)",
        None,
        _FILE,
    ),
    FieldType(
        "ref",
        "one row of a resource",
        "resource, user or self: ref:category",
        None,
        _API
        | {"opt", "unique", "unique=", "ondelete", "back", "filter", "sort", "include", "tree"},
    ),
    FieldType(
        "m2m",
        "many rows of a resource",
        "resource or self: m2m:tag",
        None,
        frozenset({"back", "filter", "include"}) | _API,
    ),
)

TYPES: dict[str, FieldType] = {each.name: each for each in _ALL}
"""Every type by its name, in the order in which they are shown."""
