"""Other options for a resource that is there: who may do what with it, and how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.errors import UsageError
from generator.spec.access import OWNER
from generator.spec.changes import Change
from generator.spec.intent import Intent
from generator.spec.project import Project
from generator.spec.resource import Resource, load_resource
from generator.spec.rows import row_values


def change_options(
    project: Project, name: str, options: Mapping[str, Any], owner: str | None = None
) -> Change:
    """Give a resource other options; what they do not say stays.

    The column of the owner comes and goes with the access that asks for one.

    Args:
        project: The answers of today.
        name: The resource, in any spelling.
        options: The options by the keys of the answers.
        owner: The id of the user to whom the rows belong that are there, if they get an owner.

    Raises:
        ProjectError: There is no such resource, or it does not go with the others any more.
        UsageError: The options contradict each other or a field, or rows would have no owner.
    """
    resource = project.existing(name)
    after = _with_options(resource, options)
    _refuse_unowned(resource, after, owner)
    fill = row_values(after, {OWNER: owner} if owner else {})
    resources = (after if each is resource else each for each in project.resources)
    return Change(project.with_resources(resources), Intent(fill=fill))


def _with_options(resource: Resource, options: Mapping[str, Any]) -> Resource:
    """The resource with other options, all of it held against the rules anew."""
    mapping = {**resource.to_mapping(), **options}
    if OWNER not in {mapping.get("read"), mapping.get("write")}:
        kept = (each for each in resource.fields if each != resource.owner)
        mapping["fields"] = [each.to_mapping() for each in kept]
    return load_resource(mapping)


def _refuse_unowned(before: Resource, after: Resource, owner: str | None) -> None:
    """Rows that are there need an owner where there was none; and else they have one."""
    optional = next((each.optional for each in before.fields if each.name == OWNER), True)
    needed = after.owner is not None and optional
    if needed and not owner:
        raise UsageError(
            f"the rows of {before.name!r} that are there have no owner",
            "Say which user they belong to: --backfill ID.",
        )
    if owner and not needed:
        raise UsageError(
            f"the rows of {before.name!r} need no owner: there is nothing to fill",
            "Leave out --backfill.",
        )
