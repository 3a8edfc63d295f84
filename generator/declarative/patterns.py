"""Regular expressions of the field grammar and of names, as JSON Schema (ECMA 262) reads them.

They hold the form, not every rule: that two modifiers contradict each other is told by the tool.
"""

from __future__ import annotations

from generator.spec.field import CHOICES, MODIFIERS
from generator.spec.types import TYPES, FieldType

NAME = "[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*"
"""A name in any of its spellings."""

# What stands behind a colon inside a default belongs to it: a URL, a time.
_REST = "(?::(?://|[0-9])[^:]*)"
_VALUES = {
    "default": f"(?:[^:]+{_REST}*|{_REST}+)",
    "min": "[^:]+",
    "max": "[^:]+",
    "minlen": "[0-9]+",
    "ondelete": "(?:cascade|restrict|setnull)",
    "back": NAME,
    "unique=": f"{NAME}(?:[+,]{NAME})*",
}
_MORE = {word: f"(?:=(?:{'|'.join(choices)}))?" for word, choices in CHOICES.items()}
# Where both could stand, a word is a modifier.
_WORD = f"(?!(?:{'|'.join(MODIFIERS)})(?:[:=]|$)){NAME}"
_ELEMENTS = "|".join(each.name for each in TYPES.values() if each.element)
_ARGUMENTS = {
    "str": "(?::[0-9]+)?",
    "decimal": "(?::[0-9]+(?:[.,][0-9]+)?)?",
    **dict.fromkeys(("file", "image"), "(?::[1-9][0-9]{0,3}(?:[kK]|[mM]|[gG])[bB])?"),
    "enum": f":{_WORD}(?:[+,]{NAME})*",
    "list": f":(?:{_ELEMENTS})",
    "ref": f":{_WORD}",
    "m2m": f":{_WORD}",
}


def whole(expression: str) -> str:
    """The expression, of the whole text."""
    return f"^{expression}$"


def field_pattern() -> str:
    """What a field written as text looks like: each type with its argument and its modifiers."""
    return whole(f"{NAME}:(?:{'|'.join(map(_typed, TYPES.values()))})")


def _typed(kind: FieldType) -> str:
    known = (word for word in MODIFIERS if word in kind.modifiers)
    said = (
        f"{word.removesuffix('=')}={_VALUES[word]}" if word in _VALUES else word for word in known
    )
    words = "|".join(f"{word}{_MORE.get(word, '')}" for word in said)
    return f"{kind.name}{_ARGUMENTS.get(kind.name, '')}(?::(?:{words}))*"
