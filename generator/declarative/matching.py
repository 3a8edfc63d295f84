"""Which resources and which fields are the same things before and after a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.spec.changes import Change
from generator.spec.field import Field
from generator.spec.project import Project
from generator.spec.resource import Resource

Named = TypeVar("Named", Resource, Field)


@dataclass(frozen=True, slots=True)
class Matching(Generic[Named]):
    """Two lists, compared by names.

    Attributes:
        pairs: What is in both, as it was and as it becomes.
        gone: What is only in the first.
        new: What is only in the second.
    """

    pairs: Sequence[tuple[Named, Named]]
    gone: Sequence[Named]
    new: Sequence[Named]


def match_resources(before: Project, change: Change) -> Matching[Resource]:
    """Match the resources of a project with those that a change wants."""
    return _match(before.resources, change.project.resources, change.intent.resources)


def match_fields(old: Resource, new: Resource, change: Change) -> Matching[Field]:
    """Match the fields of a resource with those that a change wants it to have."""
    names = {
        field: name
        for (resource, field), name in change.intent.fields.items()
        if resource == new.name
    }
    return _match(old.fields, new.fields, names)


def in_new_names(resource: Resource, change: Change) -> Resource:
    """A resource of before, itself and what it points to by the names of afterwards."""
    names = change.intent.resources
    fields = (
        each.model_copy(update={"target": names.get(str(each.target), each.target)})
        for each in resource.fields
    )
    name = names.get(resource.name, resource.name)
    return resource.model_copy(update={"name": name, "fields": tuple(fields)})


def _match(
    before: Iterable[Named], after: Iterable[Named], renamed: Mapping[str, str]
) -> Matching[Named]:
    old = {renamed.get(each.name, each.name): each for each in before}
    new = {each.name: each for each in after}
    return Matching(
        pairs=[(old[name], each) for name, each in new.items() if name in old],
        gone=[each for name, each in old.items() if name not in new],
        new=[each for name, each in new.items() if name not in old],
    )
