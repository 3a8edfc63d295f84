"""What changes first: names must be free, and what is pointed to must be there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.migrations.conventions import shared_names
from generator.migrations.pairing import Pair
from generator.migrations.schema import Table


@dataclass(frozen=True, slots=True)
class Node:
    """A resource whose tables change.

    Attributes:
        place: Where it stands in the declared order.
        pair: The resource before and after.
        old: The tables that it has.
        new: The tables that it shall have.
    """

    place: int
    pair: Pair
    old: tuple[Table, ...]
    new: tuple[Table, ...]

    def inverse(self) -> Node:
        """The same, the other way round."""
        return Node(self.place, (self.pair[1], self.pair[0]), self.new, self.old)

    def freed(self) -> set[str]:
        """The names that it gives up: those of tables, and of what shares a room with them."""
        return _names(self.old) - _names(self.new)

    def taken(self) -> set[str]:
        """The names that it needs."""
        return _names(self.new) - _names(self.old)


def in_order(nodes: Sequence[Node]) -> list[list[Node]]:
    """Sort nodes after what they need, those that need each other as one group.

    Where nothing stands against it this is the given order, one by one; so several resources
    added at once and one after the other give the same groups.
    """
    reach = _reach(_needs(nodes))
    left = list(range(len(nodes)))
    groups: list[list[Node]] = []
    while left:
        group = next(group for each in left if (group := _circle(each, left, reach)))
        groups.append([nodes[each] for each in group])
        left = [each for each in left if each not in group]
    return groups


def _needs(nodes: Sequence[Node]) -> dict[int, set[int]]:
    """For each node the others that must come before it."""
    freed, taken = defaultdict(set), defaultdict(set)
    for index, node in enumerate(nodes):
        for name in node.freed():
            freed[name].add(index)
        for name in node.taken():
            taken[name].add(index)
    needs: dict[int, set[int]] = {index: set() for index in range(len(nodes))}
    for index, node in enumerate(nodes):
        needs[index] |= {each for name in node.taken() for each in freed.get(name, ())}
        needs[index] |= {each for name in _targets(node.new) for each in taken.get(name, ())}
        for name in _targets(node.old):
            for each in freed.get(name, ()):
                needs[each].add(index)
    return {index: others - {index} for index, others in needs.items()}


def _circle(start: int, left: Sequence[int], reach: dict[int, set[int]]) -> list[int]:
    """The node and all that it forms a circle with; nothing if they need yet another one."""
    circle = [
        each for each in left if each == start or (each in reach[start] and start in reach[each])
    ]
    return [] if reach[start] & ({*left} - {*circle}) else circle


def _reach(direct: dict[int, set[int]]) -> dict[int, set[int]]:
    """For each node all that it needs, however far."""
    reach: dict[int, set[int]] = {}
    for start in direct:
        reach[start], ahead = set(), [start]
        while ahead:
            new = direct[ahead.pop()] - reach[start]
            reach[start] |= new
            ahead += new
    return reach


def _names(tables: Sequence[Table]) -> set[str]:
    return {name for table in tables for name in shared_names(table)}


def _targets(tables: Sequence[Table]) -> set[str]:
    return {key.target for table in tables for key in table.foreign_keys}
