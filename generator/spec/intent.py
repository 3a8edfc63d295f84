"""What two sets of answers do not tell by themselves: what became of names, values and rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class TableKey:
    """What a user has given a table, and is named after it by the naming convention.

    Attributes:
        kind: `index`, `unique` or `unique_index`.
        columns: The columns that it is about.
    """

    kind: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Intent:
    """How the answers of before became those of after.

    Without it, whatever has another name is something else: the old thing goes, with its data, and
    a new one comes. Fields are named as `(resource, field)`, the resource as it is called
    afterwards.

    Attributes:
        resources: Old name to new name of each resource that was renamed.
        fields: Old field to new name of each field that was renamed.
        fill: The value that rows get in a field in which they have none and need one.
        values: For an enum that lost values: each of them, and the one that takes its place.
        keys: What else tables have, by resource as it was called before.
    """

    resources: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[tuple[str, str], str] = field(default_factory=dict)
    fill: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    values: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    keys: Mapping[str, tuple[TableKey, ...]] = field(default_factory=dict)


UNSAID = Intent()
"""Nothing was renamed, filled or mapped."""
