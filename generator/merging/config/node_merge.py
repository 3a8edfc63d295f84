"""Three-way merge of two changed trees of entries."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from generator.merging.alignment import Entry, align
from generator.merging.config.nodes import Lines, Mark, Node, Part, comments
from generator.merging.hunks import three_way
from generator.merging.placement import find_anchor
from generator.merging.sequences import IrreconcilableError

MergeValue: TypeAlias = Callable[[str, str, str], str | None]
# Entries with anything inside; others change their nature if they have entries inside or not.
_CONTAINERS = frozenset({"file", "table", "section"})


class NodeMerge:
    """Merges trees of entries; where they clash, the entries of the result are marked."""

    def __init__(self, merge_value: MergeValue) -> None:
        """Merge with ``merge_value`` for one value that both sides changed; it may answer None."""
        self._merge_value = merge_value

    def merge(self, base: Node, mine: Node, theirs: Node) -> Node:
        """The user's tree with what theirs changed; `base` has no head if both added the entry."""
        if _is_reshaped(base, mine, theirs):
            merged = self._reshaped(base, mine, theirs)
        else:
            merged = self._with_children(self._with_head(base, mine, theirs), base, theirs)
        try:
            return replace(merged, lead=merge_lead(base.lead, mine.lead, theirs.lead))
        except IrreconcilableError:
            return _marked(merged, "lead", "".join(theirs.lead), base)

    def _with_head(self, base: Node, mine: Node, theirs: Node) -> Node:
        """The user's entry with the merged lines of the entry itself."""
        if theirs.head in (base.head, mine.head):
            return mine
        if mine.head == base.head:
            return replace(mine, head=theirs.head)
        before, kept, new = ("".join(node.head) for node in (base, mine, theirs))
        merged = self._value(before, kept, new, mine)
        if merged is None:
            return _marked(mine, "head", "".join(theirs.head), base)
        return replace(mine, head=(merged,))

    def _reshaped(self, base: Node, mine: Node, theirs: Node) -> Node:
        """The user's entry as a whole, where not all sides have entries inside."""
        if theirs.text in (base.text, mine.text):
            return mine
        if mine.text == base.text:
            return replace(mine, head=theirs.head, children=theirs.children)
        merged = self._value(base.text, mine.text, theirs.text, mine)
        if merged is None:
            return _marked(mine, "all", theirs.text, base)
        return replace(mine, head=(merged,), children=())

    def _value(self, base: str, mine: str, theirs: str, entry: Node) -> str | None:
        return self._merge_value(base, mine, theirs) if entry.key[0] == "setting" else None

    def _with_children(self, mine: Node, base: Node, theirs: Node) -> Node:
        sides = [_entries(node) for node in (base, mine, theirs)]
        in_mine, in_theirs = align(sides[0], sides[1]), align(sides[0], sides[2])
        homes = _homes(sides, in_mine, in_theirs)
        origins = {kept: index for index, kept in in_mine.items()}
        partners = {kept: new for new, kept in homes.items()}
        before, after = _additions(mine, theirs, homes, set(in_theirs.values()))
        merged = mine
        for index in sorted(in_theirs.keys() - in_mine.keys()):
            merged = _without_place(merged, base.children[index], theirs.children[in_theirs[index]])
        children: list[Node] = []
        for at, child in enumerate(mine.children):
            children += before.get(at, ())
            old = base.children[origins[at]] if at in origins else None
            new = theirs.children[partners[at]] if at in partners else None
            children += self._child(old, child, new)
            children += after.get(at, ())
        return replace(merged, children=(*children, *after.get(len(mine.children), ())))

    def _child(self, old: Node | None, child: Node, new: Node | None) -> Iterator[Node]:
        if new is not None:
            yield self.merge(old or Node(child.key), child, new)
        elif old is None:
            yield child
        else:
            yield from _without(old, child)


def _is_reshaped(base: Node, mine: Node, theirs: Node) -> bool:
    """Whether an entry with entries inside is one without on another side."""
    shapes = {bool(side.children) for side in (base, mine, theirs) if side.head}
    return len(shapes) > 1 and mine.key[0] not in _CONTAINERS


def _marked(mine: Node, part: Part, theirs: str, base: Node) -> Node:
    """The entry with a clash of one part of it."""
    what = f"comment above {mine.name}" if part == "lead" else mine.name
    both_changed = part == "lead" or bool(base.head)  # only comments of the base clash
    mark = Mark(part, what, theirs, both_changed=both_changed)
    return replace(mine, marks=(*mine.marks, mark))


def _without_place(mine: Node, base: Node, theirs: Node) -> Node:
    """The entry with what the user removed from it and theirs changed, if it did."""
    if base.text == theirs.text:
        return mine
    mark = Mark("none", theirs.name, theirs.text, both_changed=False)
    return replace(mine, marks=(*mine.marks, mark))


def _without(old: Node, child: Node) -> Iterator[Node]:
    """What is left of an entry that theirs removed: what the user added to it."""
    added = set(comments(child.lead)) - set(comments(old.lead))
    if child.text == old.text and not added:
        return
    if child.head != old.head or added or not child.children:
        yield _marked(child, "all", "", old)
        return
    pairs = align(_entries(old), _entries(child))
    origins = {kept: old.children[index] for index, kept in pairs.items()}
    rest: list[Node] = []
    for at, inner in enumerate(child.children):
        rest.extend(_without(origins[at], inner) if at in origins else [inner])
    yield replace(child, children=tuple(rest))


def _additions(
    mine: Node, theirs: Node, homes: dict[int, int], known: set[int]
) -> tuple[dict[int, list[Node]], dict[int, list[Node]]]:
    """Where the entries go that only theirs has."""
    before: dict[int, list[Node]] = defaultdict(list)
    after: dict[int, list[Node]] = defaultdict(list)
    kinds = [child.key[0] for child in theirs.children]
    for index, child in enumerate(theirs.children):
        if index in homes or index in known:
            continue
        place = find_anchor(index, homes, kinds)
        if place is None:
            after[len(mine.children)].append(child)
        else:
            (before if place.side == "before" else after)[place.index].append(child)
    return before, after


def _entries(node: Node) -> list[Entry]:
    return [Entry(child.key, partial(getattr, child, "text")) for child in node.children]


def _homes(
    sides: Sequence[Sequence[Entry]], in_mine: dict[int, int], in_theirs: dict[int, int]
) -> dict[int, int]:
    """Index in mine by index in theirs, of all that both have."""
    homes = {new: in_mine[index] for index, new in in_theirs.items() if index in in_mine}
    mine = [at for at in range(len(sides[1])) if at not in set(in_mine.values())]
    theirs = [at for at in range(len(sides[2])) if at not in set(in_theirs.values())]
    added = align([sides[2][at] for at in theirs], [sides[1][at] for at in mine])
    return homes | {theirs[new]: mine[kept] for new, kept in added.items()}


def merge_lead(base: Lines, mine: Lines, theirs: Lines) -> Lines:
    """Merge the comments above an entry; where only spacing differs on both sides, mine wins.

    Raises:
        IrreconcilableError: Both sides changed the same comment.
    """
    if theirs in (base, mine):
        return mine
    if mine == base:
        return theirs
    result: list[str] = []
    for hunk in three_way(base, mine, theirs):
        old, kept, new = (
            base[slice(*hunk.base)],
            mine[slice(*hunk.mine)],
            theirs[slice(*hunk.theirs)],
        )
        if comments(new) == comments(old) or new == kept:
            result.extend(kept)
        elif comments(kept) == comments(old):
            result.extend(new)
        elif not comments(old):
            result.extend([*new, *kept])
        else:
            raise IrreconcilableError
    return tuple(result)
