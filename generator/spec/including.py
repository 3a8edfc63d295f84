"""The rules of includes: which of the rows that it refers to a resource can show."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from generator.errors import ProjectError, UsageError
from generator.spec.field import USER, Field

if TYPE_CHECKING:
    from generator.spec.resource import Resource


def refuse_unincludable(field: Field) -> None:
    """Hold a field against what it says about includes.

    Raises:
        UsageError: They would tell what clients may not see.
    """
    if field.include and (field.hidden or field.writeonly):
        raise UsageError(
            f"field {field.name!r}: include would show what clients may not see",
            "Leave out include, or hidden and writeonly.",
        )


def refuse_unfit_includes(
    resource: str, operations: Collection[str], fields: Iterable[Field]
) -> None:
    """Hold what fields say about includes against the routes of a resource.

    Raises:
        UsageError: Nobody could ask for them, or the parameter has the name of a filter.
    """
    fields = tuple(fields)
    if not any(field.include for field in fields):
        return
    if not {"get", "list"} & set(operations):
        raise UsageError(
            f"resource {resource!r} is neither listed nor read: nobody could ask for an include",
            "Leave out include, or add get or list to --operations.",
        )
    if any(field.filter and field.api_name == "include" for field in fields):
        raise UsageError(
            f"resource {resource!r}: a filter called 'include' would be the parameter of its "
            "includes",
            "Rename the field, or leave out filter.",
        )


def refuse_unreadable_includes(resources: Iterable[Resource]) -> None:
    """Hold the includes of resources against who may read what they show.

    Of a user an include shows the id and the name, to whoever may read the row.

    Raises:
        ProjectError: One would show rows to some who may not read them.
    """
    resources = tuple(resources)
    read = {each.name: each.read for each in resources}
    for resource in resources:
        for field in resource.fields:
            if not field.include or field.target == USER:
                continue
            if not _may_read(resource.read, read[str(field.target)]):
                raise ProjectError(
                    f"field {field.name!r} of {resource.name!r}: include would show rows of "
                    f"{field.target!r} to some who may not read them",
                    f"Leave out include: {resource.name} is read by {resource.read}, "
                    f"{field.target} by {read[str(field.target)]}.",
                )


def _may_read(reader: str, wanted: str) -> bool:
    """Whether all who may read the one may read the other; an owner's rows are the owner's."""
    if wanted in {"public", "user"}:
        return wanted == "public" or reader != "public"
    return wanted == reader != "owner"
