"""What a check finds, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What has drifted; the words are part of the JSON form."""

    INTERRUPTED = "interrupted"
    RESOURCE = "resource"
    FIELD = "field"
    RELATIONSHIP = "relationship"
    ROUTER = "router"
    MARKERS = "markers"
    SYNTAX = "syntax"
    REVISIONS = "revisions"
    MIGRATION = "migration"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Drift:
    """One place where two things that should agree do not.

    Attributes:
        kind: What has drifted.
        path: The file or folder to look at, relative to the project.
        message: What is wrong, in one line.
        hint: The next step, in one line.
    """

    kind: Kind
    path: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, and what could not be looked at."""

    drift: tuple[Drift, ...] = ()
    notices: tuple[str, ...] = ()

    @classmethod
    def of(cls, drift: Iterable[Drift]) -> Findings:
        """Findings without a notice."""
        return cls(tuple(drift))

    def __add__(self, other: Findings) -> Findings:
        """Both, one after the other."""
        return Findings(self.drift + other.drift, self.notices + other.notices)
