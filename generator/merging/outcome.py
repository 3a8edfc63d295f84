"""What a merge answers: a text, and the places where somebody has to decide."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

OnConflict: TypeAlias = Literal["keep-mine", "markers"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place that could not be merged.

    Attributes:
        path: The file, as the caller named it.
        line: Where the place is in the merged text (from 1), or None if it is the whole file.
        what: The place in words, such as ``class Product / attribute price``.
        mine: The user's code there; empty if the user has nothing there.
        theirs: The exact snippet to paste; empty if theirs wants the place removed.
    """

    path: str
    line: int | None
    what: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged text. Without conflicts it is complete; with conflicts it is still safe to write."""

    text: str
    conflicts: tuple[Conflict, ...] = ()
