"""What a merge answers: a text, and the places where somebody has to decide."""

from dataclasses import dataclass
from enum import StrEnum


class OnConflict(StrEnum):
    """What becomes of a place of ours that both sides changed.

    Attributes:
        MARKERS: Both versions stand in the file, between conflict markers.
        KEEP_MINE: The user's version stays.
    """

    MARKERS = "markers"
    KEEP_MINE = "keep-mine"


@dataclass(frozen=True, slots=True)
class Clash:
    """One place that could not be merged.

    Attributes:
        what: The place in words, such as ``class Product / attribute price``.
        mine: The user's lines there, as they stand in the text; empty if there are none.
        theirs: What theirs would have instead of them; empty if theirs wants them removed.
        line: Where the place is in the text (from 1), or None if it has none.
        both_changed: Whether these are lines that we once wrote and that both sides changed since,
            so that ``theirs`` may stand for ``mine``. If not, theirs has no place in the text.
    """

    what: str
    mine: str
    theirs: str
    line: int | None = None
    both_changed: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged text; it is safe to write."""

    text: str
    clashes: tuple[Clash, ...] = ()

    @property
    def has_place_for_all(self) -> bool:
        """Whether every clash is of a place that both sides changed."""
        return all(clash.both_changed for clash in self.clashes)
