"""What a command calls otherwise; the journal keeps it, so that a rename goes back as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Renaming:
    """What a plan calls otherwise, so that the way back can be told from it.

    Attributes:
        words: Old words to new ones.
        binding: Those of them that name modules and classes.
        moves: Old paths to new ones.
        folders: Where the modules of the project are.
        singles: What those words become where they stand for one, that are the same for many.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    binding: Mapping[str, str] = field(default_factory=dict)
    moves: Mapping[str, str] = field(default_factory=dict)
    folders: tuple[str, ...] = ()
    singles: Mapping[str, str] = field(default_factory=dict)

    @property
    def back(self) -> Renaming:
        """The other way round."""
        was = ((new, old) for old, new in (*self.singles.items(), *self.words.items()))
        words, singles = words_and_singles(was)
        bound = {new for old, new in self.singles.items() if old in self.binding}
        binding = {each: words[each] for each in (*bound, *self.binding.values())}
        moves = {new: old for old, new in self.moves.items()}
        return Renaming(words, binding, moves, self.folders, singles)


def words_and_singles(
    pairs: Iterable[tuple[str, str]],
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Tell apart what becomes of words where they stand for many, and where for one.

    Args:
        pairs: Old words and new ones; that for one before that for many.

    Returns:
        The words, those of them that are different for one with what they become for many; and
        what they become for one.
    """
    words: dict[str, str] = {}
    singles: dict[str, str] = {}
    for old, new in pairs:
        if words.get(old, new) != new:
            singles[old] = words[old]
        words[old] = new
    return words, singles


UNNAMED = Renaming()
"""Nothing is called otherwise."""
