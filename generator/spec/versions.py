"""The versions of the API that a resource is in, and which of them are on their way out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from generator.errors import UsageError
from generator.spec.problems import first_problem

NAME = "v[1-9][0-9]?"
"""The pattern of the name of a version."""


class Version(BaseModel):
    """One version of a resource; the keys are those of the answers file.

    Attributes:
        name: `v1`, `v2`: what stands in paths.
        deprecated: The day from which on clients should use the newest version.
        sunset: The day on which it goes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    deprecated: dt.date | None = None
    sunset: dt.date | None = None

    @field_validator("name")
    @classmethod
    def _check_name(cls, value: str) -> str:
        if not re.fullmatch(NAME, value):
            raise UsageError(f"{value!r} is no version of an API", "They are v1, v2, to v99.")
        return value

    @property
    def described(self) -> str:
        """What is said of it, on one line."""
        deprecated = f", deprecated {self.deprecated}" if self.deprecated else ""
        return f"{self.name}{deprecated}{f', goes {self.sunset}' if self.sunset else ''}"

    @property
    def number(self) -> int:
        """Its place among the others."""
        return int(self.name[1:])


FIRST = (Version(name="v1"),)
"""The versions of a resource of which nothing is said."""


def read_versions(value: object) -> tuple[Version, ...]:
    """Read versions, each a name or a mapping; in their order.

    Raises:
        UsageError: One is not valid, or they do not go together.
    """
    if not isinstance(value, list | tuple) or not value:
        raise UsageError(f"versions is no list of versions: {value!r}", "Such as [v1, v2].")
    versions = sorted((_read(each) for each in value), key=lambda each: each.number)
    _refuse_twice(versions)
    _refuse_unfit_dates(versions)
    return tuple(versions)


def short_version(version: Mapping[str, Any]) -> str | Mapping[str, Any]:
    """The shortest form of a version in the answers file that is read as the same one."""
    return str(version["name"]) if version.keys() == {"name"} else version


def with_version(
    versions: Sequence[Version], name: str, deprecated: dt.date, sunset: dt.date | None
) -> tuple[Version, ...]:
    """The versions with a newer one, which takes the place of the newest of today.

    Args:
        versions: Those of today.
        name: The new one.
        deprecated: From when on clients should use it.
        sunset: When the one before it goes, if that is known.

    Raises:
        UsageError: The name is none, or not newer.
    """
    new, newest = Version(name=name), versions[-1]
    if new.number <= newest.number:
        raise UsageError(
            f"{name} is not newer than {newest.name}, which is there",
            f"The next one is v{newest.number + 1}.",
        )
    old = newest.model_copy(update={"deprecated": deprecated, "sunset": sunset})
    return read_versions((*versions[:-1], old, new))


def _read(value: object) -> Version:
    if isinstance(value, Version):
        return value
    said = {"name": value} if isinstance(value, str) else value
    try:
        return Version.model_validate(said)
    except ValidationError as error:
        problem = first_problem(error)
        where = f"versions.{problem.key}" if problem.key else "versions"
        raise UsageError(
            f"{where}: {problem.message}",
            "Write v2, or {name: v1, deprecated: 2026-01-31, sunset: 2026-12-31}.",
        ) from error


def _refuse_twice(versions: Iterable[Version]) -> None:
    seen: set[str] = set()
    for each in versions:
        if each.name in seen:
            raise UsageError(f"versions: {each.name} stands twice", "Keep one of them.")
        seen.add(each.name)


def _refuse_unfit_dates(versions: Sequence[Version]) -> None:
    newest = versions[-1]
    if newest.deprecated or newest.sunset:
        raise UsageError(
            f"versions: {newest.name} is deprecated, and nothing comes after it",
            "Add its successor, or take the dates away.",
        )
    for each in versions:
        if each.sunset and (each.deprecated is None or each.sunset < each.deprecated):
            raise UsageError(
                f"versions: {each.name} cannot go on {each.sunset} before it is deprecated",
                "Say since when it is deprecated, and a later day of its end.",
            )
