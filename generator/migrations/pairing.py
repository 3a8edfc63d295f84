"""Which resource and which field of before is which one of after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from generator.spec.field import Field
from generator.spec.intent import Intent
from generator.spec.project import Project
from generator.spec.resource import Resource


class _Named(Protocol):
    @property
    def name(self) -> str: ...


Thing = TypeVar("Thing", bound=_Named)
Pair = tuple[Resource | None, Resource | None]
"""A resource as it was and as it shall be; None where there is none."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way between two projects: an upgrade, or the downgrade that takes it back.

    Attributes:
        before: Where it starts.
        after: Where it leads.
        intent: What became of names, values and rows on this way.
        back: Whether it is a downgrade: nobody said anything about rows then.
    """

    before: Project
    after: Project
    intent: Intent
    back: bool = False

    def inverse(self) -> Way:
        """The way back."""
        return Way(self.after, self.before, self._inverse_intent(), back=True)

    def resources(self) -> list[Pair]:
        """Every resource of both projects: the gone, the kept, then the new, as declared."""
        return list(_pairs(self.before.resources, self.after.resources, self.intent.resources))

    def fields(self, old: Resource, new: Resource) -> Iterator[tuple[Field | None, Field | None]]:
        """Every field of both versions of a resource."""
        return _pairs(old.fields, new.fields, self._renamed_fields(new.name))

    def target(self, field: Field) -> str:
        """What an old relation points to, by its new name."""
        name = str(field.target)
        return self.intent.resources.get(name, name)

    def _renamed_fields(self, resource: str) -> dict[str, str]:
        fields = self.intent.fields.items()
        return {old: new for (name, old), new in fields if name == resource}

    def _inverse_intent(self) -> Intent:
        resources = {new: old for old, new in self.intent.resources.items()}
        fields = {
            (resources.get(name, name), new): old for (name, old), new in self.intent.fields.items()
        }
        former = {(name, new): old for (name, old), new in self.intent.fields.items()}
        values = {
            (resources.get(name, name), former.get((name, field), field)): {
                new: old for old, new in reversed([*mapping.items()])
            }
            for (name, field), mapping in self.intent.values.items()
        }
        return Intent(resources=resources, fields=fields, values=values)


def _pairs(
    old: Sequence[Thing], new: Sequence[Thing], renames: Mapping[str, str]
) -> Iterator[tuple[Thing | None, Thing | None]]:
    left = {each.name: each for each in new}
    renamed = set(renames.values())
    kept: list[tuple[Thing | None, Thing | None]] = []
    for each in old:
        name = renames.get(each.name) or (each.name if each.name not in renamed else "")
        twin = left.pop(name, None)
        if twin is None:
            yield each, None
        else:
            kept.append((each, twin))
    yield from kept
    yield from ((None, each) for each in left.values())
