"""What somebody may have meant who wrote a word that does not exist."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_NEAR = 0.6
"""How much of a word must be the same (1 is all of it)."""

SHORT_FORMS = 0.5
"""The same where the known words are shortened ones: `optional` is half of `opt`."""


def guess(word: str, known: Iterable[str], near: float = _NEAR) -> str:
    """The question whether the nearest of the known words is meant; nothing if none is near."""
    found = get_close_matches(word, list(known), n=1, cutoff=near)
    return f"Did you mean {found[0]}? " if found else ""
