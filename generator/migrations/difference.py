"""From two specifications to the steps that lead from the one's tables to the other's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.errors import ProjectError
from generator.migrations.conventions import refuse_collisions
from generator.migrations.operations import Operation
from generator.migrations.pairing import Way
from generator.migrations.route import route
from generator.migrations.schema import Table, association_tables, resource_table
from generator.migrations.sequence import Node, in_order
from generator.migrations.titles import title
from generator.migrations.transitions import refuse_other_meaning
from generator.spec.intent import UNSAID, Intent
from generator.spec.project import Project
from generator.spec.resource import Resource


@dataclass(frozen=True, slots=True)
class Step:
    """What one revision does.

    Attributes:
        title: In a few words: `Create product`.
        upgrade: What it does, in this order.
        downgrade: What takes it back.
    """

    title: str
    upgrade: tuple[Operation, ...]
    downgrade: tuple[Operation, ...]


def difference(before: Project, after: Project, intent: Intent = UNSAID) -> list[Step]:
    """The steps from one specification to the other; drops come first where they can.

    Raises:
        ProjectError: Rows could not follow, or two tables need the same name.
    """
    _refuse_other_ids(before, after)
    refuse_collisions(table for each in after.resources for table in _tables(after, each))
    way = Way(before, after, intent)
    steps = [_step(way, group) for group in in_order(_nodes(way))]
    return [each for each in steps if each.upgrade or each.downgrade]  # an order is no difference


def _refuse_other_ids(before: Project, after: Project) -> None:
    if before.resources and before.id != after.id:
        raise ProjectError(
            f"the ids of rows cannot turn from {before.id} into {after.id}",
            f"Keep {before.id}, or start a new project.",
        )


def _step(way: Way, group: Sequence[Node]) -> Step:
    pairs = [node.pair for node in sorted(group, key=lambda node: node.place)]
    back = [(new, old) for old, new in pairs]
    upgrade, downgrade = route(way, pairs), route(way.inverse(), back)
    return Step(title(way, pairs), tuple(upgrade), tuple(downgrade))


def _nodes(way: Way) -> list[Node]:
    """What changes: drops first, in the order that takes creating them back."""
    nodes = list(_changes(way))
    dropped = [node.inverse() for node in nodes if not node.new]
    created_again = [each for group in in_order(dropped) for each in group]
    rest = [node for node in nodes if node.new]
    return [*(each.inverse() for each in reversed(created_again)), *rest]


def _changes(way: Way) -> Iterator[Node]:
    """Every resource whose tables may have to change, in declared order."""
    moved, edited = _moved(way), {resource for resource, _ in way.intent.fields}
    for place, (old, new) in enumerate(way.resources()):
        named = new is not None and new.name in edited
        if old and new:
            if old == new and not named and not moved & {each.target for each in old.relations()}:
                continue  # the rule; with hundreds of resources, comparing tables takes its time
            refuse_other_meaning(way, old, new)
        tables = _tables(way.before, old), _tables(way.after, new)
        if named or tables[0] != tables[1]:
            yield Node(place, (old, new), *tables)


def _moved(way: Way) -> set[str | None]:
    """The names of resources that do not stand for the table that they stood for."""
    after = {each.name: each.table for each in way.after.resources}
    gone = {each.name for each in way.before.resources if after.get(each.name) != each.table}
    return {*gone, *way.intent.resources, *way.intent.resources.values()}


def _tables(project: Project, resource: Resource | None) -> tuple[Table, ...]:
    if resource is None:
        return ()
    return (resource_table(project, resource), *association_tables(project, resource))
