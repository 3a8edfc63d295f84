"""What somebody may have meant who wrote a name that does not exist."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_NEAR = 0.6
"""How much of a name must be the same (1 is all of it)."""


def guess(word: str, known: Iterable[str]) -> str:
    """The question whether the nearest of the known names is meant; nothing if none is near."""
    near = get_close_matches(word, list(known), n=1, cutoff=_NEAR)
    return f"Did you mean {near[0]}? " if near else ""
