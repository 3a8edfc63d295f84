"""Which resource and which field of before is which one of after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.spec.field import Field
from generator.spec.intent import Intent
from generator.spec.matching import Matching, Named, match_fields, match_resources
from generator.spec.project import Project
from generator.spec.resource import Resource

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
        matching = match_resources(self.before, self.after, self.intent)
        return list(_all(matching, self.before.resources))

    def fields(self, old: Resource, new: Resource) -> Iterator[tuple[Field | None, Field | None]]:
        """Every field of both versions of a resource."""
        return _all(match_fields(old, new, self.intent), old.fields)

    def target(self, field: Field) -> str:
        """What an old relation points to, by its new name."""
        name = str(field.target)
        return self.intent.resources.get(name, name)

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
        return Intent(resources=resources, fields=fields, values=values, keys=self.intent.keys)


def _all(
    matching: Matching[Named], before: Sequence[Named]
) -> Iterator[tuple[Named | None, Named | None]]:
    """The gone, the kept in the order that they had, then the new."""
    places = {each.name: place for place, each in enumerate(before)}
    yield from ((each, None) for each in matching.gone)
    yield from sorted(matching.pairs, key=lambda pair: places[pair[0].name])
    yield from ((None, each) for each in matching.new)
