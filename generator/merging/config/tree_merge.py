"""Three-way merge of two changed trees of entries."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from generator.merging.alignment import Entry, align
from generator.merging.config.nodes import Lines, Node, comments
from generator.merging.hunks import three_way
from generator.merging.markers import marked
from generator.merging.outcome import Conflict, Merged, OnConflict
from generator.merging.placement import find_anchor
from generator.merging.sequences import IrreconcilableError

MergeValue: TypeAlias = Callable[[str, str, str], str | None]


@dataclass(frozen=True, slots=True)
class _Clash:
    what: str
    mine: str
    theirs: str
    at: Node


class TreeMerge:
    """Merges trees of entries; conflicts are collected on the way."""

    def __init__(self, merge_value: MergeValue) -> None:
        """Merge with ``merge_value`` for one value that both sides changed; it may answer None."""
        self._merge_value = merge_value
        self._clashes: list[_Clash] = []

    def merge(self, base: Node, mine: Node, theirs: Node) -> Node:
        """The user's tree with what theirs changed."""
        return replace(
            mine,
            lead=self._lead(base, mine, theirs),
            head=self._head(base, mine, theirs),
            children=tuple(self._children(base, mine, theirs)),
        )

    def result(self, root: Node, path: str, on_conflict: OnConflict) -> Merged:
        """The text of a merged tree, and the conflicts with their lines."""
        clashes = defaultdict(list)
        for clash in self._clashes:
            clashes[clash.at.key, clash.at.head].append(clash)
        lines: list[str] = []
        conflicts: list[Conflict] = []
        for node in _walk(root):
            lines.extend(node.lead)
            found = clashes.pop((node.key, node.head), [])
            conflicts.extend(
                Conflict(path, len(lines) + 1, clash.what, clash.mine, clash.theirs)
                for clash in found
            )
            if found and on_conflict == "markers":
                lines.extend(marked(node.head, [clash.theirs for clash in found]))
            else:
                lines.extend(node.head)
        rest = (clash for found in clashes.values() for clash in found)
        conflicts.extend(Conflict(path, None, it.what, it.mine, it.theirs) for it in rest)
        return Merged("".join(lines), tuple(conflicts))

    def _clash(self, mine: Node | None, theirs: Node | None, at: Node) -> None:
        name = " ".join(str(part) for part in (mine or theirs or at).key)
        kept, wanted = (node.text if node else "" for node in (mine, theirs))
        self._clashes.append(_Clash(name, kept, wanted, at))

    def _lead(self, base: Node, mine: Node, theirs: Node) -> Lines:
        try:
            return merge_lead(base.lead, mine.lead, theirs.lead)
        except IrreconcilableError:
            kept, wanted = "".join(mine.lead), "".join(theirs.lead)
            what = "comment above " + " ".join(str(part) for part in mine.key)
            self._clashes.append(_Clash(what, kept, wanted, mine))
            return mine.lead

    def _head(self, base: Node, mine: Node, theirs: Node) -> Lines:
        if theirs.head in (base.head, mine.head):
            return mine.head
        if mine.head == base.head:
            return theirs.head
        before, kept, new = ("".join(node.head) for node in (base, mine, theirs))
        merged = self._merge_value(before, kept, new) if mine.key[0] == "setting" else None
        if merged is None:
            self._clash(mine, theirs, mine)
            return mine.head
        return (merged,)

    def _children(self, base: Node, mine: Node, theirs: Node) -> Iterator[Node]:
        sides = [_entries(node) for node in (base, mine, theirs)]
        in_mine, in_theirs = align(sides[0], sides[1]), align(sides[0], sides[2])
        homes = _homes(sides, in_mine, in_theirs)
        origins = {kept: index for index, kept in in_mine.items()}
        partners = {kept: new for new, kept in homes.items()}
        before, after = self._additions(mine, theirs, homes, set(in_theirs.values()))
        self._note_missing(base, theirs, in_mine, in_theirs, mine)
        for at, child in enumerate(mine.children):
            yield from before.get(at, ())
            old = base.children[origins[at]] if at in origins else None
            new = theirs.children[partners[at]] if at in partners else None
            yield from self._child(old, child, new)
            yield from after.get(at, ())
        yield from after.get(len(mine.children), ())

    def _child(self, old: Node | None, child: Node, new: Node | None) -> Iterator[Node]:
        if new is not None:
            yield self.merge(old or Node(child.key), child, new)
        elif old is None:
            yield child
        else:
            yield from self._without(old, child)

    def _without(self, old: Node, child: Node) -> Iterator[Node]:
        """What is left of an entry that theirs removed: what the user added to it."""
        added = set(comments(child.lead)) - set(comments(old.lead))
        if child.text == old.text and not added:
            return
        if child.head != old.head or added or not child.children:
            self._clash(child, None, child)
            yield child
            return
        pairs = align(
            _entries(old),
            _entries(child),
        )
        origins = {kept: old.children[index] for index, kept in pairs.items()}
        rest: list[Node] = []
        for at, inner in enumerate(child.children):
            rest.extend(self._without(origins[at], inner) if at in origins else [inner])
        yield replace(child, children=tuple(rest))

    def _additions(
        self, mine: Node, theirs: Node, homes: dict[int, int], known: set[int]
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

    def _note_missing(
        self,
        base: Node,
        theirs: Node,
        in_mine: dict[int, int],
        in_theirs: dict[int, int],
        mine: Node,
    ) -> None:
        """Report what the user removed and theirs changed."""
        for index, new in in_theirs.items():
            changed = base.children[index].text != theirs.children[new].text
            if index not in in_mine and changed:
                self._clash(None, theirs.children[new], mine)


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


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)


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
