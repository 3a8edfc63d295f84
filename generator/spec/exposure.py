"""What the access of one resource means for those that refer to it, and for its own changes."""

from __future__ import annotations

from collections.abc import Sequence

from generator.errors import ProjectError
from generator.spec.field import Field
from generator.spec.resource import Resource


def refuse_open_references(resources: Sequence[Resource]) -> None:
    """Hold the resources that everybody may write against what they refer to.

    Raises:
        ProjectError: One of them refers to rows of an owner: without a token nobody has any.
    """
    owned = {each.name for each in resources if each.read == "owner"}
    for resource in resources:
        for field in resource.relations() if resource.write == "public" else ():
            if field.target in owned and not (field.readonly or field.hidden):
                raise ProjectError(
                    f"field {field.name!r} of {resource.name!r}, which everybody may write, points "
                    f"to {field.target!r}, whose rows only their owner may see",
                    "Let write be user, owner or a role, or leave the relation out.",
                )


def refuse_owner(resource: Resource, field: Field) -> None:
    """Hold a field that is about to go against the access of its resource.

    Raises:
        ProjectError: The access asks for the field, by this name.
    """
    if field is resource.owner:
        what = "read" if resource.read == "owner" else "write"
        raise ProjectError(
            f"field 'owner' of {resource.name!r} says who may {what} a row",
            f"First let {what} be something else than owner, with: fastapi-gen apply.",
        )
