"""Files that a newer template keeps under another path: what the user made of them moves along.

Seen path by path, a renamed file is one that is gone and another that is new, and the edits of the
user would stay with the one that is gone.
"""

from __future__ import annotations

import functools
import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.merging import OnConflict
from generator.migrations.revisions import VERSIONS
from generator.plan import Conflict, FileChange
from generator.reconcile import reconcile
from generator.tree import File, Tree, text_of

SIMILAR = 0.5
"""The part of their text that two files must share to be versions of one file, as in git."""

_TELLING = 80
"""Characters; a file with less of them says too little to be known again by its text."""

_MOST_PAIRS = 20_000
"""How many pairs of files are compared at most: those with the nearest paths."""


@dataclass(frozen=True)
class _Sheet:
    """A file as the characters of its lines, blanks around them aside."""

    path: str
    file: File
    lines: Counter[str]

    @classmethod
    def of(cls, path: str, file: File) -> _Sheet:
        lines: Counter[str] = Counter()
        for line in text_of(file).splitlines():
            lines[line.strip()] += len(line.strip())
        return cls(path, file, lines)

    @functools.cached_property
    def size(self) -> int:
        return self.lines.total()

    @property
    def says_little(self) -> bool:
        return self.file.text is not None and self.size < _TELLING


@dataclass(frozen=True, slots=True)
class _Pair:
    """A file of the older template and one of the newer."""

    old: _Sheet
    new: _Sheet

    @property
    def equal(self) -> bool:
        """Whether the content is the same, byte for byte."""
        return self.old.file.data == self.new.file.data

    @property
    def nearness(self) -> tuple[bool, int]:
        """The same name comes first, then as many folders of the same name as can be."""
        old, new = self.old.path.split("/"), self.new.path.split("/")
        return old[-1] == new[-1], len({*old} & {*new})

    def may_be_similar(self) -> bool:
        """Whether it is worth while to compare the lines."""
        if self.old.says_little or self.new.says_little:
            return self.old.path.split("/")[-2:] == self.new.path.split("/")[-2:]
        sizes = self.old.size, self.new.size
        return self.equal or min(sizes) >= SIMILAR * max(sizes)

    def similarity(self) -> float:
        """The part of the larger text that is in the other one too, wherever it stands."""
        if self.equal:
            return 1.0
        return (self.old.lines & self.new.lines).total() / max(self.old.size, self.new.size, 1)


def find_moves(base: Tree, theirs: Tree) -> Mapping[str, str]:
    """Pair the paths that only the older template has with those that only the newer one has.

    Equal content comes first, then what is most similar; among pairs that are about as similar
    (within a tenth), those with the nearest paths. Revisions never move. A file that says next to
    nothing, such as an empty `__init__.py`, moves only with its folder.

    Args:
        base: What was written last.
        theirs: What would be written today.

    Returns:
        The new path by the old one; no path occurs twice.
    """
    gone, fresh = _only_in(base, theirs), _only_in(theirs, base)
    moves: dict[str, str] = {}
    taken: set[str] = set()
    for _, old, new in sorted(_ranked(_nearest(gone, fresh))):
        if old not in moves and new not in taken:
            moves[old] = new
            taken.add(new)
    return moves


def reconcile_move(
    move: tuple[str, str],
    base: File,
    mine: File | None,
    theirs: File,
    occupied: File | None,
    on_conflict: OnConflict = OnConflict.MARKERS,
) -> tuple[FileChange, ...]:
    """Decide what becomes of a file that moved in the template.

    Args:
        move: Its old path and its new one.
        base: What was written last, at the old path.
        mine: What the user has at the old path.
        theirs: What would be written today, at the new path.
        occupied: What the user has at the new path.
        on_conflict: What becomes of the places that both sides changed.

    Returns:
        The changes at both paths. What the user made of the file is merged at the new path, also
        if the user moved it there before us. A file that the user deleted stays deleted. Where
        another file of the user is in the way, both stay as they are, and a conflict says so.
    """
    old, new = move
    if mine is None:
        return (_where_deleted(move, base, theirs, occupied, on_conflict),)
    if occupied == theirs:
        return reconcile(old, base, mine, None), FileChange(new, occupied, occupied)
    if occupied is not None:
        what = f"there is a file of yours already; {old} stays too, which would have moved here"
        conflict = Conflict(new, what, text_of(theirs))
        return FileChange(old, mine, mine), FileChange(new, occupied, occupied, (conflict,))
    merged = reconcile(new, base, mine, theirs, on_conflict)
    return FileChange(old, mine, None), replace(merged, before=None)


def _where_deleted(
    move: tuple[str, str],
    base: File,
    theirs: File,
    occupied: File | None,
    on_conflict: OnConflict,
) -> FileChange:
    old, new = move
    if occupied is None:
        left = reconcile(new, base, None, theirs, on_conflict)
        conflicts = [replace(each, what=f"{each.what}; it was {old}") for each in left.conflicts]
        return replace(left, conflicts=tuple(conflicts))
    moved_by_user = _Pair(_Sheet.of(old, base), _Sheet.of(new, occupied)).similarity() >= SIMILAR
    return reconcile(new, base if moved_by_user else None, occupied, theirs, on_conflict)


def _only_in(tree: Tree, other: Tree) -> list[_Sheet]:
    return [
        _Sheet.of(path, tree[path])
        for path in sorted({*tree} - {*other})
        if not path.startswith(f"{VERSIONS}/")
    ]


def _nearest(gone: Iterable[_Sheet], fresh: Iterable[_Sheet]) -> list[_Pair]:
    pairs = (_Pair(old, new) for old in gone for new in fresh)
    possible = (pair for pair in pairs if pair.may_be_similar())
    return heapq.nlargest(_MOST_PAIRS, possible, key=lambda pair: pair.nearness)


def _ranked(pairs: Iterable[_Pair]) -> Iterator[tuple[tuple[float, ...], str, str]]:
    """The pairs that are similar enough, with a rank that sorts the best ones first."""
    for pair in pairs:
        similarity = pair.similarity()
        if similarity >= SIMILAR:
            same_name, shared = pair.nearness
            rank = (-pair.equal, -round(similarity, 1), -same_name, -shared, -similarity)
            yield rank, pair.old.path, pair.new.path
