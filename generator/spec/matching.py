"""Which resources and which fields are the same things before and after a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.spec.field import Field
from generator.spec.intent import Intent
from generator.spec.project import Project
from generator.spec.resource import Resource

Named = TypeVar("Named", Resource, Field)


@dataclass(frozen=True, slots=True)
class Matching(Generic[Named]):
    """Two lists, compared by names and by what was renamed.

    Attributes:
        pairs: What is in both, as it was and as it becomes, in the new order.
        gone: What is only in the first.
        new: What is only in the second.
    """

    pairs: Sequence[tuple[Named, Named]]
    gone: Sequence[Named]
    new: Sequence[Named]


def match_resources(before: Project, after: Project, intent: Intent) -> Matching[Resource]:
    """Match the resources of a project with those that it shall have."""
    return _match(before.resources, after.resources, intent.resources)


def match_fields(old: Resource, new: Resource, intent: Intent) -> Matching[Field]:
    """Match the fields of a resource with those that it shall have."""
    renamed = {
        field: name for (resource, field), name in intent.fields.items() if resource == new.name
    }
    return _match(old.fields, new.fields, renamed)


def in_new_names(resource: Resource, intent: Intent) -> Resource:
    """A resource of before, itself and what it points to by the names of afterwards."""
    names = intent.resources
    fields = (
        each.model_copy(update={"target": names.get(str(each.target), each.target)})
        for each in resource.fields
    )
    name = names.get(resource.name, resource.name)
    return resource.model_copy(update={"name": name, "fields": tuple(fields)})


def _match(
    before: Sequence[Named], after: Sequence[Named], renamed: Mapping[str, str]
) -> Matching[Named]:
    """What was renamed may take the name of another one, which goes then."""
    taken = {*renamed.values()} - {*renamed}
    old = {renamed.get(each.name, each.name): each for each in before if each.name not in taken}
    pairs = [(old[each.name], each) for each in after if each.name in old]
    kept = {was.name for was, _ in pairs}
    return Matching(
        pairs=pairs,
        gone=[each for each in before if each.name not in kept],
        new=[each for each in after if each.name not in old],
    )
