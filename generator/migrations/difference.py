"""From two specifications to the steps that lead from the one's tables to the other's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.errors import ProjectError
from generator.migrations.conventions import refuse_collisions
from generator.migrations.operations import AddForeignKey, CreateTable, Operation, Reversed
from generator.migrations.schema import Table, association_tables, resource_table
from generator.spec.project import Project
from generator.spec.resource import Resource

Group = Sequence[Resource]


@dataclass(frozen=True, slots=True)
class Step:
    """What one revision does.

    Attributes:
        verb: `create` or `drop`.
        tables: The tables of the resources that it is about.
        operations: In the order of the upgrade.
    """

    verb: str
    tables: tuple[str, ...]
    operations: tuple[Operation, ...]

    def inverse(self, verb: str) -> Step:
        """The step that takes this one back."""
        return Step(verb, self.tables, tuple(Reversed(each) for each in reversed(self.operations)))


def difference(before: Project, after: Project) -> list[Step]:
    """The steps from one specification to the other, drops first.

    Raises:
        ProjectError: A table that is in both has changed, or two tables need the same name.
    """
    _refuse_changes(before, after)
    refuse_collisions(table for each in after.resources for table in _tables(after, each))
    dropped = [_creation(before, group) for group in _groups(_missing(before, after))]
    created = [_creation(after, group) for group in _groups(_missing(after, before))]
    return [*(step.inverse("drop") for step in reversed(dropped)), *created]


def _missing(project: Project, other: Project) -> list[Resource]:
    """The resources that only the one project has, in declared order."""
    there = {each.name for each in other.resources}
    return [each for each in project.resources if each.name not in there]


def _refuse_changes(before: Project, after: Project) -> None:
    twins = {each.name: each for each in after.resources}
    for resource in before.resources:
        twin = twins.get(resource.name)
        if (
            twin
            and twin != resource
            and list(_tables(before, resource)) != list(_tables(after, twin))
        ):
            raise ProjectError(
                f"the table {resource.table!r} has changed, which is not supported yet",
                "Change the model, then run: alembic revision --autogenerate",
            )


def _tables(project: Project, resource: Resource) -> Iterator[Table]:
    yield resource_table(project, resource)
    yield from association_tables(project, resource)


def _groups(resources: Sequence[Resource]) -> Iterator[Group]:
    """Sort resources after what they point to, those that point to each other as one group.

    Where nothing points forward this is the declared order, one by one; so several resources
    added at once and one after the other give the same groups.
    """
    reach = _reach(resources)
    left = list(resources)
    while left:
        group = next(group for each in left if (group := _circle(each, left, reach)))
        yield group
        left = [each for each in left if each not in group]


def _circle(start: Resource, left: Sequence[Resource], reach: dict[str, set[str]]) -> Group:
    """The resource and all that it forms a circle with; nothing if they need yet another one."""
    circle = [
        each
        for each in left
        if each is start or (each.name in reach[start.name] and start.name in reach[each.name])
    ]
    waiting = {each.name for each in left} - {each.name for each in circle}
    return [] if reach[start.name] & waiting else circle


def _reach(resources: Iterable[Resource]) -> dict[str, set[str]]:
    """For each resource the names that its relations lead to, however far."""
    direct = {each.name: {str(f.target) for f in each.relations()} for each in resources}
    reach: dict[str, set[str]] = {}
    for name in direct:
        reach[name], ahead = set(), [name]
        while ahead:
            new = direct.get(ahead.pop(), set()) - reach[name]
            reach[name] |= new
            ahead += new
    return reach


def _creation(project: Project, group: Group) -> Step:
    """Create the tables of a group; the keys that close its circle follow, then associations."""
    created: list[Operation] = []
    closing: list[Operation] = []
    younger = {resource.table for resource in group}
    for resource in group:
        table = resource_table(project, resource)
        younger.discard(table.name)
        late = [key for key in table.foreign_keys if key.target in younger]
        early = tuple(key for key in table.foreign_keys if key not in late)
        created.append(CreateTable(replace(table, foreign_keys=early)))
        closing += [AddForeignKey(table.name, key) for key in late]
    pairs = [CreateTable(table) for each in group for table in association_tables(project, each)]
    return Step("create", tuple(each.table for each in group), (*created, *closing, *pairs))
