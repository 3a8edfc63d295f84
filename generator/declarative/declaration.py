"""What a declarative file says, validated as far as that is possible without the project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.spec.resource import Resource
from generator.spec.types import Scalar


@dataclass(frozen=True, slots=True, order=True)
class Path:
    """A resource, or one of its fields, as the file names it: `item` or `item.price`."""

    resource: str
    field: str | None = None

    def __str__(self) -> str:
        """As it is written in the file."""
        return self.resource if self.field is None else f"{self.resource}.{self.field}"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a file says of a project; what it does not mention stays as it is.

    Attributes:
        answers: The answers, resources not among them.
        resources: All resources that the project has; None where the file does not say.
        renames: What was renamed: its name of before, and its new name. None for what was not, even
            if it looks so.
        backfill: What rows get in fields that are new or required from now on.
        values: For fields that lose values: each of them, and the one that takes its place.
    """

    answers: Mapping[str, Any]
    resources: tuple[Resource, ...] | None
    renames: Mapping[Path, str | None]
    backfill: Mapping[Path, Scalar]
    values: Mapping[Path, Mapping[str, str]]
