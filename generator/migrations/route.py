"""In which order the tables of one project become those of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.migrations.completion import complete, loosen
from generator.migrations.constraints import Constraint, constraints
from generator.migrations.operations import Alter, CreateTable, DropTable, Operation
from generator.migrations.pairing import Pair, Way
from generator.migrations.rewriting import RenameColumn, RenameTable, one_by_one
from generator.migrations.schema import ForeignKey, Table, association_tables, resource_table
from generator.migrations.transitions import TableChange, transition
from generator.spec.project import Project
from generator.spec.resource import Resource


def route(way: Way, pairs: Sequence[Pair]) -> list[Operation]:
    """The operations that lead some resources from before to after, in a safe order.

    What goes, goes first, so that names are free and nothing points to what is dropped; then
    things get their new names; then comes what is new, so that there is something to point to.

    Raises:
        ProjectError: Rows could not follow, and nothing was said about them.
    """
    kept = [transition(way, old, new) for old, new in pairs if old and new]
    changed = [table for each in kept for table in each.changed]
    tables = {each.old.name: each.new.name for each in changed}
    return [
        *(each for table in changed for each in loosen(table, tables)),
        *(DropTable(table.name) for each in kept for table in reversed(each.dropped)),
        *_drops(way.before, [old for old, new in pairs if old and not new]),
        *_renames(way, changed),
        *_creations(way.after, [new for old, new in pairs if new and not old]),
        *(CreateTable(table) for each in kept for table in each.created),
        *(each for table in changed for each in complete(table, tables)),
    ]


def _creations(project: Project, group: Sequence[Resource]) -> list[Operation]:
    """Create the tables of a group; the keys that close its circle follow, then associations."""
    return [
        *(CreateTable(_without(table, late)) for table, late in _in_turn(project, group)),
        *(Alter(key_table, key.creation()) for key_table, key in _closing(project, group)),
        *(CreateTable(pairs) for each in group for pairs in association_tables(project, each)),
    ]


def _drops(project: Project, group: Sequence[Resource]) -> list[Operation]:
    """Take back what creating the group would make."""
    pairs = [table for each in group for table in association_tables(project, each)]
    return [
        *(DropTable(table.name) for table in reversed(pairs)),
        *(Alter(table, key.removal()) for table, key in reversed(_closing(project, group))),
        *(DropTable(each.table) for each in reversed(group)),
    ]


def _in_turn(
    project: Project, group: Sequence[Resource]
) -> Iterator[tuple[Table, list[ForeignKey]]]:
    """Each table of a group, with its keys to tables that are not there yet."""
    younger = {resource.table for resource in group}
    for resource in group:
        table = resource_table(project, resource)
        younger.discard(table.name)
        yield table, [key for key in table.foreign_keys if key.target in younger]


def _without(table: Table, late: Sequence[ForeignKey]) -> Table:
    early = tuple(key for key in table.foreign_keys if key not in late)
    return replace(table, foreign_keys=early)


def _closing(project: Project, group: Sequence[Resource]) -> list[tuple[str, Constraint]]:
    """The keys that close a circle, each with its table."""
    return [
        (table.name, each)
        for table, late in _in_turn(project, group)
        for each in constraints(replace(table, foreign_keys=tuple(late)))
        if each.kind == "foreignkey"
    ]


def _renames(way: Way, changed: Sequence[TableChange]) -> Iterator[Operation]:
    """Tables first, then columns."""
    tables = {each.old.name: each.new.name for each in changed}
    with_id = {each.old.name: each.old.primary_key == ("id",) for each in changed}
    for old, new in one_by_one(tables, frozenset({*tables, *tables.values()})):
        with_id[new] = with_id.pop(old)
        yield RenameTable(old, new, has_id=with_id[new], counts=way.after.id == "int")
    for change in changed:
        columns = {each.old.name: each.new.name for each in change.columns if each.old and each.new}
        names = {each.name for table in (change.old, change.new) for each in table.columns}
        for old, new in one_by_one(columns, frozenset(names)):
            yield RenameColumn(change.new.name, old, new)
