"""Where an added import statement goes among the user's imports."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import libcst as cst

from generator.merging.python.import_lines import imported
from generator.merging.python.import_order import (
    THIRD_PARTY,
    Imported,
    SortKey,
    first_party,
    section,
    statement_order,
)
from generator.merging.python.lens import leading_lines


@dataclass(frozen=True, slots=True)
class Place:
    """A place among the user's imports.

    Attributes:
        anchor: The user's statement next to it.
        side: On which side of the anchor.
        above: The lines that go above the new statement.
        anchor_above: The lines that then stand above the anchor; None if they stay.
    """

    anchor: Any
    side: Literal["before", "after"]
    above: Sequence[cst.EmptyLine]
    anchor_above: Sequence[cst.EmptyLine] | None = None
    new_section: bool = False

    def is_like(self, other: "Place") -> bool:
        """Whether another addition goes to the same place and section."""
        same = self.anchor is other.anchor and self.side == other.side
        return same and self.new_section == other.new_section

    def continued(self) -> "Place":
        """This place, if another addition went there before: the blank line stands above that."""
        comments = [line for line in self.above if line.comment]
        return replace(self, above=comments)


@dataclass(frozen=True, slots=True)
class _Section:
    """Import statements without a blank line between them."""

    statements: list[Any]
    rank: int


def find_place(
    new: Any, theirs: Any, mine: Sequence[Any], all_theirs: Sequence[Any], path: str
) -> Place | None:
    """Where an import statement of theirs goes among the user's.

    Args:
        new: The statement to add.
        theirs: The statement as it stands in theirs.
        mine: The user's import statements in the block.
        all_theirs: The import statements of theirs in the block.
        path: The file, whose first folder is a package of the project.

    Returns:
        None if the user has no imports in the block.
    """
    if not mine:
        return None
    own = first_party(path)
    sections = _sections(mine, own)
    mates = next(part for part in _sections(all_theirs, own) if theirs in part.statements)
    rank = section(_names(new)[0].source, own)
    rank = mates.rank if rank == THIRD_PARTY else rank
    home = _home(sections, mates, rank)
    if home is not None:
        return _within(new, home)
    return _new_section(new, sections, rank)


def starts_section(statement: Any) -> bool:
    """Whether a blank line stands above a statement."""
    return any(line.comment is None for line in leading_lines(statement))


def _names(statement: Any) -> list[Imported]:
    return list(imported(statement))


def _sections(statements: Sequence[Any], own: frozenset[str]) -> list[_Section]:
    groups: list[list[Any]] = []
    for node in statements:
        if not groups or starts_section(node):
            groups.append([])
        groups[-1].append(node)
    return [_Section(group, _rank(group, own)) for group in groups]


def _rank(statements: Sequence[Any], own: frozenset[str]) -> int:
    """The section that most of the statements belong to; what is known counts more."""
    ranks = Counter(section(_names(node)[0].source, own) for node in statements)
    known = {rank: count for rank, count in ranks.items() if rank != THIRD_PARTY} or ranks
    return max(known, key=lambda rank: known[rank])


def _home(sections: Sequence[_Section], mates: _Section, rank: int) -> _Section | None:
    """The user's section with the most neighbours that the statement has in theirs."""
    sources = {_names(node)[0].source for node in mates.statements}
    shared = {
        at: sum(_names(node)[0].source in sources for node in part.statements)
        for at, part in enumerate(sections)
    }
    best = max(shared, key=lambda at: shared[at])
    if shared[best] and sections[best].rank == rank:
        return sections[best]
    return next((part for part in sections if part.rank == rank), None)


def _order(statement: Any) -> SortKey:
    return statement_order(_names(statement))


def _within(new: Any, home: _Section) -> Place:
    """At its sorted place if the section is sorted, else at the end."""
    comments = [line for line in leading_lines(new) if line.comment]
    orders = [_order(node) for node in home.statements]
    if orders != sorted(orders):
        return Place(home.statements[-1], "after", comments)
    smaller = [node for node in home.statements if _order(node) <= _order(new)]
    if smaller:
        return Place(smaller[-1], "after", comments)
    first = home.statements[0]
    above = leading_lines(first)
    blank = [line for line in above if not line.comment]
    return Place(first, "before", [*blank, *comments], [line for line in above if line.comment])


def _new_section(new: Any, sections: Sequence[_Section], rank: int) -> Place:
    """A section of its own, in the order of the sections."""
    comments = [line for line in leading_lines(new) if line.comment]
    blank_line = cst.EmptyLine(indent=False)
    earlier = [part for part in sections if part.rank < rank]
    if earlier:
        above = [blank_line, *comments]
        return Place(earlier[-1].statements[-1], "after", above, new_section=True)
    first = sections[0].statements[0]
    lines = leading_lines(first)
    above = [*(line for line in lines if not line.comment), *comments]
    kept = [blank_line, *(line for line in lines if line.comment)]
    return Place(first, "before", above, kept, new_section=True)
