"""What a revision is called: a few words that become its message and the name of its file."""

from __future__ import annotations

from collections.abc import Sequence

from generator.migrations.pairing import Pair, Way
from generator.migrations.schema import field_column
from generator.spec.field import Field
from generator.spec.project import Project
from generator.spec.resource import Resource
from generator.spec.unique_sets import renamed_partners


def title(way: Way, pairs: Sequence[Pair]) -> str:
    """Say what becomes of some resources: `Add price to product`."""
    created = [new.table for old, new in pairs if new and not old]
    dropped = [old.table for old, new in pairs if old and not new]
    if len(created) == len(pairs):
        return f"Create {_listed(created)}"
    if len(dropped) == len(pairs):
        return f"Drop {_listed(dropped)}"
    meant = [pair for pair in pairs if not _follows(way, *pair)] or pairs
    if len(meant) == 1:
        old, new = meant[0]
        if old and new:
            return _change(way, old, new)
    resources = [new or old for old, new in meant]
    return f"Change {_listed([each.table for each in resources if each])}"


def _follows(way: Way, old: Resource | None, new: Resource | None) -> bool:
    """Whether a resource changes only as something that it points to has another name."""
    if old is None or new is None:
        return False
    return _names(old) == _names(new) and not _differences(way, old, new)


def _names(resource: Resource) -> tuple[str, str]:
    return resource.name, resource.table


def _change(way: Way, old: Resource, new: Resource) -> str:
    """The title of what becomes of one resource: the one kind of change, if there is only one."""
    table, found = new.table, _differences(way, old, new)
    if _names(old) != _names(new):
        return f"Rename {old.table} to {table}" if not found else f"Change {table}"
    kinds = {kind for kind, _ in found}
    words = [word for _, word in found]
    if kinds == {"add"}:
        return f"Add {_listed(words)} to {table}"
    if kinds == {"remove"}:
        return f"Remove {_listed(words)} from {table}"
    if kinds == {"rename"} and len(found) == 1:
        return f"Rename {words[0]} in {table}"
    return f"Change {_listed(words)} of {table}" if kinds == {"change"} else f"Change {table}"


def _differences(way: Way, old: Resource, new: Resource) -> list[tuple[str, str]]:
    """What differs, each as a verb and its object."""
    found: list[tuple[str, str]] = []
    fields = list(way.fields(old, new))
    names = {before.name: after.name for before, after in fields if before and after}
    for before, after in fields:
        if before is None or after is None:
            found.append(("add", after.name) if after else ("remove", str(before and before.name)))
        elif _stored(way.before, renamed_partners(before, names)) != _stored(way.after, after):
            found.append(("change", after.name))
        elif before.name != after.name:
            found.append(("rename", f"{before.name} to {after.name}"))
    if old.timestamps != new.timestamps:
        found.append(("add" if new.timestamps else "remove", "timestamps"))
    if old.soft_delete != new.soft_delete:
        found.append(("add" if new.soft_delete else "remove", "soft delete"))
    if old.versioned != new.versioned:
        found.append(("add" if new.versioned else "remove", "versions"))
    if old.idempotent != new.idempotent:
        found.append(("add" if new.idempotent else "remove", "idempotency keys"))
    return found


def _stored(project: Project, field: Field) -> object:
    """All that the database knows of a field, less its name and what it points to."""
    if field.type == "m2m":
        return "m2m"
    column = field_column(project, field)
    options = (field.index, field.min, field.max, field.on_delete)
    return column.type, column.values, column.nullable, field.unique, field.unique_with, options


def _listed(words: Sequence[str]) -> str:
    first, *others = words
    if not others:
        return first
    return f"{first} and {others[0] if len(others) == 1 else f'{len(others)} more'}"
