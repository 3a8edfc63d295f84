"""What Pydantic refuses, in the few words of an error message."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not valid.

    Attributes:
        key: The key that it is about, with those around it: `fields.0.name`.
        value: What stands there.
        message: What is wrong with it.
    """

    key: str
    value: object
    message: str


def first_problem(error: ValidationError) -> Problem:
    """The first of the things that are not valid; one at a time is enough to mend."""
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    return Problem(key, first.get("input"), first["msg"].lower())
