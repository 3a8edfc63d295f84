"""The field grammar of the command line and of the declarative file.

    field    := name ":" type (":" argument)* (":" modifier)*
    modifier := flag | key "=" value

Lists use `+`; `,` is accepted. The characters need no quoting in bash, zsh, fish and dash.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.errors import UsageError
from generator.naming import Name
from generator.spec.field import CHOICES, MODIFIERS, UNIQUE_WITH, VALUED, Field
from generator.spec.files import LARGEST, read_size
from generator.spec.guessing import SHORT_FORMS, guess
from generator.spec.rules import field_type, make_field
from generator.spec.types import TYPES

IMPLIED = {"ondelete": "restrict"}
"""What a valued modifier says where it is left out."""


def parse_field(source: str | Mapping[str, Any]) -> Field:
    """Read a field, written as a string of the grammar or in the long form.

    Raises:
        UsageError: The text is not of the grammar, or what it says is not valid.
    """
    return make_field(_read(source) if isinstance(source, str) else source)


def format_field(field: Field) -> str | dict[str, Any]:
    """Write a field as a string that `parse_field` reads back, or in the long form if none does."""
    text = ":".join([field.name, field.type, *_argument_words(field), *_modifier_words(field)])
    try:
        same = parse_field(text) == field
    except UsageError:
        same = False
    return text if same else field.to_mapping()


def _read(text: str) -> dict[str, Any]:
    name, colon, rest = text.partition(":")
    if not colon or not rest:
        raise UsageError(
            f"{text!r} is no field: the type is missing",
            f"Write {name or 'name'}:str, or quote the argument if the shell split it.",
        )
    word, *parts = _joined(rest.split(":"))
    mapping: dict[str, Any] = {"name": name, "type": field_type(word, name).name}
    while parts and not _is_modifier(parts[0]) and _takes_argument(word, mapping):
        mapping.update(_argument(word, parts.pop(0), name))
    for part in parts:
        _add_modifier(mapping, part, text)
    return mapping


def _joined(parts: list[str]) -> list[str]:
    """Put back together what a colon inside a default took apart (a URL, a time)."""
    joined: list[str] = []
    for part in parts:
        if (
            joined
            and joined[-1].startswith("default=")
            and (part.startswith("//") or part[:1].isdigit())
        ):
            joined[-1] += f":{part}"
        else:
            joined.append(part)
    return joined


def _is_modifier(part: str) -> bool:
    return part.partition("=")[0] in MODIFIERS


def _takes_argument(word: str, mapping: Mapping[str, Any]) -> bool:
    return bool(TYPES[word].argument) and len(mapping) == len(("name", "type"))


def _argument(word: str, text: str, name: str) -> dict[str, Any]:
    if word in {"ref", "m2m"}:
        return {"target": Name.parse(text, "relation target").snake}
    if word == "list":
        return {"element": text}
    if word == "enum":
        return {"values": _listed(text)}
    try:
        if word in {"file", "image"}:
            return {"max_size": read_size(text)}
        if word == "str":
            return {"max_length": int(text)}
        precision, _, scale = text.replace(",", ".").partition(".")
        return {"precision": int(precision), "scale": int(scale or 0)}
    except ValueError as error:
        raise _unknown_part(
            name, text, f"The type {word} takes {TYPES[word].argument}. "
        ) from error


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", "+").split("+"))


def _add_modifier(mapping: dict[str, Any], part: str, text: str) -> None:
    word, equals, value = part.partition("=")
    if word not in MODIFIERS:
        raise _unknown_part(mapping["name"], part)
    if equals and f"{word}=" in MODIFIERS:
        word += equals
    if word in VALUED and not value:
        bare = word.removesuffix("=")
        raise UsageError(f"field {text!r}: {bare} needs a value", f"Write {bare}=VALUE.")
    if word in CHOICES and equals and value not in CHOICES[word]:
        more = ", ".join(f"{word}={each}" for each in CHOICES[word])
        raise UsageError(f"field {text!r}: {part} is unknown", f"Write {word} alone, or {more}.")
    if word not in {*VALUED, *CHOICES} and equals:
        raise UsageError(f"field {text!r}: {word} takes no value", f"Write {word} alone.")
    if MODIFIERS[word] in mapping:
        raise UsageError(f"field {text!r}: {word} stands twice", "Keep one.")
    mapping[MODIFIERS[word]] = _listed(value) if word == UNIQUE_WITH else value or True


def _unknown_part(name: str, part: str, hint: str = "") -> UsageError:
    near = guess(part.partition("=")[0], MODIFIERS, SHORT_FORMS)
    return UsageError(
        f"field {name!r}: {part!r} is no argument or modifier",
        f"{hint}{near}The modifiers are: {', '.join(MODIFIERS)}.",
    )


def _argument_words(field: Field) -> list[str]:
    words: dict[str, str | None] = {
        **dict.fromkeys(("file", "image"), None if field.max_size == LARGEST else field.max_size),
        "str": None if field.max_length == 255 else str(field.max_length),
        "decimal": f"{field.precision}.{field.scale}",
        "enum": "+".join(field.values),
        "list": field.element,
        "ref": field.target,
        "m2m": field.target,
    }
    word = words.get(field.type)
    return [word] if word else []


def _modifier_words(field: Field) -> list[str]:
    words = []
    for word, key in MODIFIERS.items():
        value = getattr(field, key)
        if word == UNIQUE_WITH and value:
            words.append(f"{word}{'+'.join(value)}")
        elif word in VALUED and value not in {None, (), IMPLIED.get(word)}:
            words.append(f"{word}={_plain(value)}")
        elif word not in VALUED and value:
            words.append(word if value is True else f"{word}={value}")
    return words


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
