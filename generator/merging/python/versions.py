"""The three versions of a block, and which of their statements are the same one."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any

from generator.merging.alignment import Entry, align
from generator.merging.python.identity import ANONYMOUS, family, key
from generator.merging.python.import_lines import is_import
from generator.merging.python.lens import Block, Lens, Statement, leading_lines
from generator.merging.python.remarks import remarks

# A template renames what it writes; what a user renames is the user's from then on.
_RENAMED_BY_US = frozenset({"function", "class", "assignment"})


class Version:
    """One version of a block, its imports apart."""

    def __init__(self, block: Any, lens: Lens) -> None:
        self._lens = lens
        self.body: Sequence[Statement] = block.body
        self.imports = [node for node in self.body if is_import(node)]
        self.statements = [node for node in self.body if not is_import(node)]
        self.keys = [key(node, lens, first=node is self.body[0]) for node in self.statements]
        self.entries = [
            Entry(who, partial(lens.code, node))
            for who, node in zip(self.keys, self.statements, strict=True)
        ]

    def means(self, at: int) -> str:
        """What a statement means, whatever its layout and its comments."""
        return self._lens.shape(self.statements[at])

    def comments(self, at: int) -> list[str]:
        """The comments above a statement and in it."""
        statement = self.statements[at]
        return [*remarks(leading_lines(statement)), *self._lens.comments(statement)]

    def position(self, statement: Statement) -> int:
        """The place of a statement in the block, imports counted."""
        return next(at for at, node in enumerate(self.body) if node is statement)

    def last_import_above(self, statement: Statement | None) -> Statement | None:
        """The last import of the block, or the last one above a statement."""
        end = self.position(statement) if statement is not None else len(self.body)
        return next((node for node in reversed(self.body[:end]) if is_import(node)), None)


class Versions:
    """The three versions of a block.

    Attributes:
        in_mine: Index of a statement in mine by its index in base.
        in_theirs: Index of a statement in theirs by its index in base.
        both_added: Index in mine by index in theirs, of what both sides added.
        homes: Index in mine by index in theirs, of all that both have.
    """

    def __init__(self, block: Block, base: Version, mine: Version, theirs: Version) -> None:
        self.block = block
        self.base, self.mine, self.theirs = base, mine, theirs
        self.in_mine = align(base.entries, mine.entries, ANONYMOUS)
        self.in_theirs = align(base.entries, theirs.entries, ANONYMOUS, _RENAMED_BY_US)
        self._recognise_renamed()
        self.in_theirs |= dict(self._replaced_calls())
        self.both_added = self._find_both_added()
        shared = {new: self.in_mine.get(index) for index, new in self.in_theirs.items()}
        self.homes = {new: kept for new, kept in shared.items() if kept is not None}
        self.homes |= self.both_added

    def _recognise_renamed(self) -> None:
        """What theirs renamed may have its new name in mine already."""
        taken = set(self.in_mine.values())
        free = {who: at for at, who in enumerate(self.mine.keys) if at not in taken}
        for index, new in self.in_theirs.items():
            if index not in self.in_mine and self.theirs.keys[new] in free:
                self.in_mine[index] = free.pop(self.theirs.keys[new])

    def _replaced_calls(self) -> Iterator[tuple[int, int]]:
        """Calls that theirs makes with another first argument, where the user put a comment.

        That must be beyond doubt: one such call has gone and one has come, behind the same
        statement, and a comment is all that the user did.
        """
        origin = {new: old for old, new in self.in_theirs.items()}
        gaps: dict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for at, who in enumerate(self.base.keys):
            if who[0] == "call" and at not in self.in_theirs:
                gaps[family(who), _last_before(at, self.in_theirs)][0].append(at)
        for at, who in enumerate(self.theirs.keys):
            if who[0] == "call" and at not in origin:
                above = _last_before(at, origin)
                gaps[family(who), None if above is None else origin[above]][1].append(at)
        for gone, come in gaps.values():
            if len(gone) == len(come) == 1 and self._is_commented(gone[0]):
                yield gone[0], come[0]

    def _is_commented(self, old: int) -> bool:
        """Whether a statement is the user's still, and has other comments there."""
        kept = self.in_mine.get(old)
        if kept is None or self.base.means(old) != self.mine.means(kept):
            return False
        return self.base.comments(old) != self.mine.comments(kept)

    def _find_both_added(self) -> dict[int, int]:
        known_mine, known_theirs = set(self.in_mine.values()), set(self.in_theirs.values())
        mine = [at for at in range(len(self.mine.keys)) if at not in known_mine]
        theirs = [at for at in range(len(self.theirs.keys)) if at not in known_theirs]
        pairs = align(
            [self.theirs.entries[at] for at in theirs], [self.mine.entries[at] for at in mine]
        )
        return {theirs[new]: mine[kept] for new, kept in pairs.items()}

    @cached_property
    def known(self) -> frozenset[int]:
        """The statements of theirs that are not new."""
        return frozenset({*self.in_theirs.values(), *self.both_added})

    @cached_property
    def added(self) -> list[int]:
        """The statements that only theirs has, in its order."""
        return [at for at in range(len(self.theirs.keys)) if at not in self.known]

    @cached_property
    def moved(self) -> list[int]:
        """The statements that theirs moved inside the block and the user did not."""
        origin = {new: index for index, new in self.in_theirs.items()}
        by_theirs = _out_of_order([origin[new] for new in sorted(origin)])
        if not by_theirs:
            return []
        kept = {at: index for index, at in self.in_mine.items()}
        by_mine = _out_of_order([kept[at] for at in sorted(kept)])
        moved = by_theirs - by_mine
        return sorted(new for index, new in self.in_theirs.items() if index in moved)

    def neighbours(self, new: int, among: Sequence[int] | None = None) -> list[int | None]:
        """The statements of theirs before and after one of them, that are not new."""
        known = self.known if among is None else among
        before = max((at for at in known if at < new), default=None)
        after = min((at for at in known if at > new), default=None)
        return [before, after]

    def has_neighbour(self, new: int) -> bool:
        """Whether the statement before or after an addition of theirs is still in mine.

        If one of the two is gone, the other tells the place only if the user did not rewrite it.
        """
        around = [at for at in self.neighbours(new) if at is not None]
        here = [at for at in around if at in self.homes]
        return any(len(here) == len(around) or not self._is_rewritten(at) for at in here)

    def _is_rewritten(self, at: int) -> bool:
        """Whether the user changed a statement of theirs that has no name of its own."""
        if self.theirs.keys[at][0] not in ANONYMOUS:
            return False
        old = next((index for index, new in self.in_theirs.items() if new == at), None)
        mine = self.mine.entries[self.homes[at]].text
        return old is not None and self.base.entries[old].text != mine

    def has_sibling(self, new: int) -> bool:
        """Whether a call like an addition of theirs is still in the block."""
        kind = family(self.theirs.keys[new])
        return kind[0] == "call" and any(family(self.theirs.keys[at]) == kind for at in self.homes)

    def siblings_gone(self, new: int) -> bool:
        """Whether an added call had siblings in the base, none of which is still in the block."""
        kind = family(self.theirs.keys[new])
        siblings = [at for at, who in enumerate(self.base.keys) if family(who) == kind]
        if kind[0] != "call" or not siblings:
            return False
        return not any(at in self.in_mine for at in siblings)

    def import_above(self, new: int) -> Statement | None:
        """The user's last import, if an addition of theirs follows directly on the imports."""
        before, _ = self.neighbours(new)
        after = min(
            (self.homes[at] for at in self.known if at > new and at in self.homes), default=None
        )
        position = self.theirs.position
        start = position(self.theirs.statements[before]) if before is not None else 0
        end = position(self.theirs.statements[new])
        if not any(is_import(node) for node in self.theirs.body[start:end]):
            return None
        limit = self.mine.statements[after] if after is not None else None
        return self.mine.last_import_above(limit)


def _last_before(at: int, among: Iterable[int]) -> int | None:
    return max((each for each in among if each < at), default=None)


def _out_of_order(numbers: Sequence[int]) -> set[int]:
    """The numbers outside a longest increasing subsequence."""
    tails: list[int] = []
    chains: list[list[int]] = []
    for number in numbers:
        at = bisect_left(tails, number)
        chain = [*(chains[at - 1] if at else []), number]
        tails[at : at + 1] = [number]
        chains[at : at + 1] = [chain]
    return set(numbers) - set(chains[-1] if chains else [])
