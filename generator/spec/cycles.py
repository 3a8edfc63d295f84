"""Circles of references between resources."""

from __future__ import annotations

from collections.abc import Iterable

from generator.errors import ProjectError
from generator.spec.resource import Resource


def refuse_required_cycles(resources: Iterable[Resource]) -> None:
    """Refuse a circle of required references: its first row could never be written.

    Raises:
        ProjectError: The resources of it get named.
    """
    needs = {
        each.name: {str(f.target) for f in each.fields if f.type == "ref" and not f.optional}
        for each in resources
    }
    while free := [name for name, targets in needs.items() if not targets & needs.keys()]:
        for name in free:
            del needs[name]
    if needs:
        raise ProjectError(
            f"{', '.join(needs)} require each other, so that no first row could be written",
            "Make one of the references optional with :opt.",
        )
