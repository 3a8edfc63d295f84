"""What goes while its like comes: perhaps it only got another name, which nobody said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from generator.declarative.declaration import Declaration, Path
from generator.declarative.renaming import called_now
from generator.declarative.writing import definition, short_field
from generator.spec.changes import Change
from generator.spec.matching import in_new_names, match_fields, match_resources
from generator.spec.project import Project
from generator.spec.resource import Resource


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A resource or a field that goes, and what comes and is defined just as it was.

    Attributes:
        gone: What goes.
        new: The names of those that come.
    """

    gone: Path
    new: Sequence[str]


def lookalikes(before: Project, change: Change, said: Declaration) -> Iterator[Lookalike]:
    """Whatever may have been renamed, unless the file says that it was not."""
    settled = {
        Path(called_now(path.resource, said.renames), path.field) if path.field else path
        for path, name in said.renames.items()
        if name is None
    }
    found = [*_like_resources(before, change), *_like_fields(before, change)]
    return (each for each in found if each.new and each.gone not in settled)


def _like_resources(before: Project, change: Change) -> Iterator[Lookalike]:
    matching = match_resources(before, change.project, change.intent)
    for gone in matching.gone:
        like = [each.name for each in matching.new if _fields(each) == _fields(gone)]
        yield Lookalike(Path(gone.name), like)


def _like_fields(before: Project, change: Change) -> Iterator[Lookalike]:
    for was, new in match_resources(before, change.project, change.intent).pairs:
        old = in_new_names(was, change.intent)
        matching = match_fields(old, new, change.intent)
        for gone in matching.gone:
            wanted = definition(gone, old)
            like = [each.name for each in matching.new if definition(each, new) == wanted]
            yield Lookalike(Path(new.name, gone.name), like)


def _fields(resource: Resource) -> list[Any]:
    return [short_field(each, resource) for each in resource.fields]
