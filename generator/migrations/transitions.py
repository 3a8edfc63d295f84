"""What becomes of the tables of a resource that is in both projects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.errors import ProjectError
from generator.migrations.casts import Cast, cast, refuse_turn
from generator.migrations.constraints import sql_type
from generator.migrations.pairing import Way
from generator.migrations.schema import (
    DELETED_AT,
    IDEMPOTENCY,
    TIMESTAMPS,
    VERSION,
    Column,
    Table,
    association_table,
    field_column,
    resource_table,
)
from generator.migrations.values import NOW, Fill, Filling
from generator.spec.field import Field
from generator.spec.intent import TableKey
from generator.spec.resource import Resource


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """A column before and after; None where there is none.

    Attributes:
        old: How it was.
        new: How it shall be.
        cast: How its values become those of another type.
        fill: What rows get that have nothing in it.
        values: For each value that an enum loses the one that takes its place.
    """

    old: Column | None
    new: Column | None
    cast: Cast = field(default_factory=Cast)
    fill: Fill | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def turns(self) -> bool:
        """Whether it is there before and after, with another type."""
        return bool(self.old and self.new and sql_type(self.old) != sql_type(self.new))

    @property
    def tightens(self) -> bool:
        """Whether it may be null before and must not be afterwards."""
        return bool(self.old and self.new and self.old.nullable and not self.new.nullable)


@dataclass(frozen=True, slots=True)
class TableChange:
    """A table before and after, column by column."""

    old: Table
    new: Table
    columns: tuple[ColumnChange, ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """What becomes of the tables of one resource.

    Attributes:
        changed: The tables that are there before and after.
        dropped: Association tables that go.
        created: Association tables that come.
    """

    changed: tuple[TableChange, ...]
    dropped: tuple[Table, ...]
    created: tuple[Table, ...]


def refuse_other_meaning(way: Way, old: Resource, new: Resource) -> None:
    """Refuse fields that shall become what their values cannot.

    Raises:
        ProjectError: It names the field and says what to do instead.
    """
    for before, after in way.fields(old, new):
        if before and after:
            target = way.target(before) if before.target else None
            refuse_turn(before.model_copy(update={"target": target}), after, new.name)


def transition(way: Way, old: Resource, new: Resource) -> Transition:
    """Compare a resource with what becomes of it.

    Raises:
        ProjectError: Rows could not follow, and nothing was said about them.
    """
    fields = list(way.fields(old, new))
    both = [
        (
            association_table(way.before, old, one) if one else None,
            association_table(way.after, new, other) if other else None,
        )
        for one, other in fields
        if _is_pairs(one) or _is_pairs(other)
    ]
    return Transition(
        changed=(
            _table(way, old, new, fields),
            *(_association(one, other) for one, other in both if one and other),
        ),
        dropped=tuple(one for one, other in both if one and not other),
        created=tuple(other for one, other in both if other and not one),
    )


def _is_pairs(field: Field | None) -> bool:
    return field is not None and field.type == "m2m"


def _association(old: Table, new: Table) -> TableChange:
    columns = zip(old.columns, new.columns, strict=True)
    return TableChange(old, new, tuple(ColumnChange(one, other) for one, other in columns))


def _table(
    way: Way, old: Resource, new: Resource, fields: list[tuple[Field | None, Field | None]]
) -> TableChange:
    tables = resource_table(way.before, old), resource_table(way.after, new)
    columns = [
        ColumnChange(tables[0].columns[0], tables[1].columns[0]),
        *(
            _column(way, new, before, after)
            for before, after in fields
            if not _is_pairs(before) and not _is_pairs(after)
        ),
        *_timestamps(old, new),
        *_deletion(old, new),
        *_version(old, new),
        *_idempotency(old, new),
    ]
    own = _own_keys(way, old, new, columns)
    before, after = (replace(table, own=keys) for table, keys in zip(tables, own, strict=True))
    return TableChange(before, after, tuple(columns))


def _own_keys(
    way: Way, old: Resource, new: Resource, columns: Sequence[ColumnChange]
) -> tuple[tuple[TableKey, ...], tuple[TableKey, ...]]:
    """What the user has given the table, and what is left of it: what is on columns that stay."""
    there = [(each.new, each.old) if way.back else (each.old, each.new) for each in columns]
    keys = way.intent.keys.get(new.name if way.back else old.name, ())
    names = {one.name: other.name if other else "" for one, other in there if one}
    moved = (replace(key, columns=tuple(names.get(at, at) for at in key.columns)) for key in keys)
    left = tuple(key for key in moved if all(key.columns))
    return (left, keys) if way.back else (keys, left)


def _timestamps(old: Resource, new: Resource) -> Iterator[ColumnChange]:
    for each in TIMESTAMPS:
        if old.timestamps and new.timestamps:
            yield ColumnChange(each, each)
        elif old.timestamps:
            yield ColumnChange(each, None)
        elif new.timestamps:
            yield ColumnChange(None, each, fill=Fill(NOW))


def _deletion(old: Resource, new: Resource) -> Iterator[ColumnChange]:
    if old.soft_delete or new.soft_delete:
        before, after = (DELETED_AT if each.soft_delete else None for each in (old, new))
        yield ColumnChange(before, after)


def _version(old: Resource, new: Resource) -> Iterator[ColumnChange]:
    """Rows that are there get the version that a new one has."""
    if old.versioned or new.versioned:
        before, after = (VERSION if each.versioned else None for each in (old, new))
        yield ColumnChange(before, after, fill=None if before else Fill("1"))


def _idempotency(old: Resource, new: Resource) -> Iterator[ColumnChange]:
    """Of rows that are there nobody knows which request made them."""
    for each in IDEMPOTENCY if old.idempotent or new.idempotent else ():
        before, after = (each if one.idempotent else None for one in (old, new))
        yield ColumnChange(before, after)


def _column(way: Way, resource: Resource, old: Field | None, new: Field | None) -> ColumnChange:
    before = field_column(way.before, old) if old else None
    after = field_column(way.after, new) if new else None
    change = ColumnChange(before, after)
    filling = Filling(way.after, way.intent, back=way.back)
    if new and after and (change.tightens or (not old and not after.nullable)):
        change = replace(change, fill=filling.needed(resource, new))
    elif new and not old:
        change = replace(change, fill=filling.said(resource, new))
    if old and new and change.turns:
        change = replace(change, cast=cast(old, new))
    if old and new and old.type == new.type == "enum":
        change = replace(change, values=_values(way, resource, old, new))
    return change


def _values(way: Way, resource: Resource, old: Field, new: Field) -> dict[str, str]:
    """For each value that is lost the one that takes its place."""
    said = way.intent.values.get((resource.name, new.name), {})
    lost = [value for value in old.values if value not in new.values]
    if way.back:
        stand_in = str(new.default or new.values[0])
        known = {each: said[each] for each in said if said[each] in new.values}
        return {value: known.get(value, stand_in) for value in lost}
    for value in lost:
        if said.get(value) not in new.values:
            raise ProjectError(
                f"field {new.name!r} of {resource.name!r} loses the value {value!r}, "
                "which rows may have",
                f"Say what becomes of it: --map {value}={new.values[0]}.",
            )
    return {value: said[value] for value in lost}
