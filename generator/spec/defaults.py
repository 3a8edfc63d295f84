"""What resources of a project are where nothing else is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator

from generator.errors import UsageError
from generator.spec.guessing import guess
from generator.spec.resource import Resource, make_resource

OPTIONS = tuple(
    key
    for key in Resource.model_fields
    if key not in {"name", "plural", "table", "versions", "fields"}
)
"""The options of resources for which a project may have defaults of its own."""

_ANY = "thing"


def checked_defaults(value: object) -> dict[str, Any]:
    """Read the defaults of a project; what only repeats ours is left out.

    Raises:
        UsageError: There is no such option, or no resource could have them all.
    """
    if not isinstance(value, Mapping | None):
        raise UsageError(f"defaults is no mapping: {value!r}", "Such as {pagination: cursor}.")
    said = {key: each for key, each in (value or {}).items() if each is not None}
    for key in said:
        if key not in OPTIONS:
            raise UsageError(
                f"defaults: {key!r} is no option of resources",
                f"{guess(str(key), OPTIONS)}They are: {', '.join(OPTIONS)}.",
            )
    try:
        kept = make_resource(_ANY, **said).to_mapping()
    except UsageError as error:
        problem = error.message.removeprefix(f"resource {_ANY!r}: ")
        raise UsageError(f"defaults of resources: {problem}", error.hint) from error
    return {key: kept[key] for key in OPTIONS if key in kept}


Defaults = Annotated[dict[str, Any], BeforeValidator(checked_defaults)]


def usual_options(defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Every option of resources, with its value where nothing else is said."""
    return make_resource(_ANY, **defaults).model_dump(mode="json", include={*OPTIONS})
