"""The rules of a field: what its type implies, what it may say, and which values go together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from generator.errors import UsageError
from generator.naming import field_name
from generator.spec.arguments import refuse_foreign_arguments, with_spelled_names
from generator.spec.domain import refuse_few_values
from generator.spec.field import MODIFIERS, USER, Field
from generator.spec.files import LARGEST, check_size
from generator.spec.guessing import SHORT_FORMS, guess
from generator.spec.including import refuse_unincludable
from generator.spec.listing import refuse_unlistable
from generator.spec.problems import first_problem
from generator.spec.types import MOST_DIGITS, TYPES, FieldType, Scalar

_MAX_LENGTHS = {"str": 255, "email": 254, "url": 2083, "slug": 255}
_ENUM_VALUE = re.compile(r"[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*")


def make_field(mapping: Mapping[str, Any]) -> Field:
    """Build a field from the long form.

    Args:
        mapping: The keys of `Field`; only `name` and `type` are needed.

    Raises:
        UsageError: A key, a type or a value is not valid, or two of them contradict each other.
    """
    if not isinstance(mapping, Mapping):
        raise UsageError(f"not a field: {mapping!r}", "Write it as name:type.")
    name = field_name(_text(mapping, "name")).snake
    kind = field_type(_text(mapping, "type"), name)
    if kind.name == "ref":
        name = name.removesuffix("_id")
    said = {key: value for key, value in mapping.items() if value is not None}
    field = _validated({**_implied(kind.name), **said, "name": name, "type": kind.name})
    _check_modifiers(field, kind)
    _check_arguments(field)
    field = with_spelled_names(field)
    if field.is_file:  # the row is there before its file is uploaded
        field = field.model_copy(update={"optional": True})
    return _check_values(field, kind)


def field_type(word: str, name: str) -> FieldType:
    """Look up a type.

    Raises:
        UsageError: There is no such type; the nearest one is named.
    """
    if word in TYPES:
        return TYPES[word]
    raise UsageError(
        f"field {name!r} has the unknown type {word!r}",
        f"{guess(word, TYPES, SHORT_FORMS)}The types are: {', '.join(TYPES)}.",
    )


def _text(mapping: Mapping[str, Any], key: str) -> str:
    value = mapping.get(key)
    if not isinstance(value, str):
        raise UsageError(f"a field needs a {key}: {dict(mapping)!r}", "Write it as name:type.")
    return value


def _implied(kind: str) -> dict[str, Any]:
    if kind in _MAX_LENGTHS:
        return {"max_length": _MAX_LENGTHS[kind]}
    implied: dict[str, dict[str, Any]] = {
        "decimal": {"precision": 10, "scale": 2},
        "file": {"max_size": LARGEST},
        "image": {"max_size": LARGEST},
        "ref": {"on_delete": "restrict"},
    }
    return implied.get(kind, {})


def _validated(mapping: Mapping[str, Any]) -> Field:
    try:
        return Field.model_validate(mapping)
    except ValidationError as error:
        problem = first_problem(error)
        words = {key: word for word, key in MODIFIERS.items()}
        where = f"field {mapping['name']!r}: {words.get(problem.key, problem.key)}"
        raise UsageError(f"{where}: {problem.message}") from error


def _check_modifiers(field: Field, kind: FieldType) -> None:
    said = field.model_fields_set - _implied(kind.name).keys()
    for word, key in MODIFIERS.items():
        if key in said and word not in kind.modifiers and getattr(field, key):
            raise _refusal(
                field,
                f"the type {kind.name} takes no {word!r}",
                f"It takes: {', '.join(sorted(kind.modifiers))}.",
            )
    # Of an owner its resource knows better: it comes from the token.
    is_owner = (field.name, field.target) == ("owner", USER)
    if (field.readonly or field.hidden) and field.needs_value and not is_owner:
        raise _refusal(field, "nobody could set it", "Add :opt or :default=VALUE.")
    if field.unique and field.unique_with:
        raise _refusal(field, "what is unique is so with others, too", "Keep unique or unique=.")
    if field.readonly + field.writeonly + field.hidden > 1:
        raise _refusal(field, "readonly, writeonly and hidden exclude each other", "Keep one.")
    refuse_unlistable(field)
    refuse_unincludable(field)
    if field.on_delete == "setnull" and not field.optional:
        raise _refusal(field, "ondelete=setnull needs a column that may be null", "Add :opt.")


def _check_arguments(field: Field) -> None:
    refuse_foreign_arguments(field)
    if field.max_length is not None and not 1 <= field.max_length <= 10_000:
        raise _refusal(field, "the length is from 1 to 10000", "Use text for longer ones.")
    precision = 1 if field.precision is None else field.precision
    if not 1 <= precision <= MOST_DIGITS or not 0 <= (field.scale or 0) <= precision:
        raise _refusal(
            field,
            f"precision is 1 to {MOST_DIGITS}, scale 0 to precision",
            "Such as decimal:10.2.",
        )
    if field.is_file:
        check_size(field)
    if field.type == "enum":
        _check_enum(field)
    if field.type == "list":
        _check_element(field)
    if field.is_relation and not field.target:
        raise _refusal(
            field, "it points to nothing", f"Such as {field.name}:{field.type}:RESOURCE."
        )


def _check_enum(field: Field) -> None:
    if not field.values:
        raise _refusal(
            field, "an enum needs its values", f"Such as {field.name}:enum:draft+published."
        )
    for value in field.values:
        if not _ENUM_VALUE.fullmatch(value) or len(value) > 40:
            raise _refusal(
                field, f"{value!r} is no enum value", "Letters, digits, - and _, a letter first."
            )
    if len({member_name(value) for value in field.values}) < len(field.values):
        raise _refusal(field, "two enum values are the same word", "Keep one of them.")


def member_name(value: str) -> str:
    """The member of the `StrEnum` that stands for a value: `in-progress` -> `IN_PROGRESS`."""
    return value.replace("-", "_").upper()


def _check_element(field: Field) -> None:
    elements = [each.name for each in TYPES.values() if each.element]
    if field.element not in elements:
        raise _refusal(
            field,
            f"a list cannot hold {field.element!r}"
            if field.element
            else "a list needs its element type",
            f"Such as {field.name}:list:str. It can hold: {', '.join(elements)}.",
        )


def _check_values(field: Field, kind: FieldType) -> Field:
    """Bring default and bounds into canonical form and hold them against each other."""
    canonical = {
        key: _converted(field, kind, key)
        for key in ("default", "min", "max")
        if getattr(field, key) is not None
    }
    field = field.model_copy(update=canonical) if canonical else field
    low, high = _number(field.min), _number(field.max)
    if low is not None and high is not None and low > high:
        raise _refusal(field, f"min {field.min} is above max {field.max}", "Swap them.")
    if field.min_length is not None and field.min_length < 0:
        raise _refusal(field, "minlen is 0 or more", "Such as minlen=2.")
    if field.min_length and field.max_length and field.min_length > field.max_length:
        raise _refusal(
            field, f"minlen {field.min_length} is above the length {field.max_length}", "Lower it."
        )
    refuse_few_values(field)
    _check_default(field, low, high)
    return field


def _converted(field: Field, kind: FieldType, key: str) -> Scalar:
    value = getattr(field, key)
    misfit = f"{key}={value} does not fit its type {kind.name}"
    if kind.convert is None:
        raise _refusal(field, misfit, f"The type {kind.name} takes none.")
    try:
        converted = kind.convert(str(value))
        if kind.name == "decimal":
            _check_digits(field, Decimal(str(converted)))
    except ValueError as error:
        raise _refusal(field, misfit, str(error)) from error
    return converted


def _check_digits(field: Field, value: Decimal) -> None:
    _, digits, exponent = value.as_tuple()
    decimals = max(0, -int(exponent))
    whole = len(digits) - decimals
    if field.precision is None or field.scale is None:
        return
    if decimals > field.scale or (value and whole > field.precision - field.scale):
        raise ValueError(f"It has {field.precision} digits, {field.scale} of them decimals.")


def _number(value: Scalar | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _check_default(field: Field, low: Decimal | None, high: Decimal | None) -> None:
    value = field.default
    if value is None:
        return
    if field.type == "enum" and value not in field.values:
        raise _refusal(
            field, f"default={value} is none of its values", f"They are: {', '.join(field.values)}."
        )
    if isinstance(value, str) and field.max_length and len(value) > field.max_length:
        raise _refusal(field, f"the default is longer than {field.max_length}", "Shorten it.")
    if isinstance(value, str) and field.min_length and len(value) < field.min_length:
        raise _refusal(field, f"the default is shorter than {field.min_length}", "Lengthen it.")
    if low is not None and Decimal(str(value)) < low:
        raise _refusal(field, f"default={value} is below min {field.min}", "Raise it.")
    if high is not None and Decimal(str(value)) > high:
        raise _refusal(field, f"default={value} is above max {field.max}", "Lower it.")


def _refusal(field: Field, problem: str, hint: str) -> UsageError:
    return UsageError(f"field {field.name!r}: {problem}", hint)
