"""What a change does, in words: one line for each thing that comes, goes or becomes another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.declarative.writing import definition
from generator.spec.changes import Change
from generator.spec.field import Field
from generator.spec.matching import Matching, in_new_names, match_fields, match_resources
from generator.spec.project import Project
from generator.spec.resource import Resource


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a change does.

    Attributes:
        sign: `+` for what comes, `-` for what goes, `~` for what becomes another, `>` for what gets
            another name.
        text: What it is about.
        loses_data: Whether rows or columns go with it.
    """

    sign: str
    text: str
    loses_data: bool = False

    def __str__(self) -> str:
        """One line of a plan."""
        return f"{self.sign} {self.text}"


_TOLD = ("name", "fields", "versions")
"""What of a resource is told part by part."""


def differences(before: Project, change: Change) -> list[Difference]:
    """What a change does to a project; nothing if it changes nothing."""
    resources = match_resources(before, change.project, change.intent)
    found = [*_answers(before, change.project), *_resources(resources)]
    for old, new in resources.pairs:
        same = in_new_names(old, change.intent)
        found += [*_options(old, new), *_fields(same, new, match_fields(same, new, change.intent))]
    if not found and before != change.project:
        found.append(Difference("~", "the order of the resources"))
    return found


def _answers(before: Project, after: Project) -> Iterator[Difference]:
    return _keys("", _plain(before, "resources"), _plain(after, "resources"))


def _resources(matching: Matching[Resource]) -> Iterator[Difference]:
    for each in matching.gone:
        yield Difference("-", f"resource {each.name}", loses_data=True)
    for each in matching.new:
        yield Difference("+", f"resource {each.name}")


def _options(old: Resource, new: Resource) -> Iterator[Difference]:
    if old.name != new.name:
        yield Difference(">", f"resource {old.name} renamed to {new.name}")
    before, after = _plain(old, *_TOLD), _plain(new, *_TOLD)
    if old.name != new.name:
        implied = {key: after[key] for key in ("plural", "table")}
        before |= implied
    yield from _keys(f"resource {new.name}: ", before, after)
    if old.timestamps and not new.timestamps:
        yield Difference("-", f"columns {new.name}.created_at and updated_at", loses_data=True)
    yield from _versions(old, new)


def _versions(old: Resource, new: Resource) -> Iterator[Difference]:
    before, after = ({each.name: each.described for each in one.versions} for one in (old, new))
    for name, described in before.items():
        if name not in after:
            yield Difference("-", f"version {new.name}.{described}")
    for name, described in after.items():
        if name not in before:
            yield Difference("+", f"version {new.name}.{described}")
        elif before[name] != described:
            yield Difference("~", f"version {new.name}.{before[name]} -> {described}")


def _fields(old: Resource, new: Resource, matching: Matching[Field]) -> Iterator[Difference]:
    for gone in matching.gone:
        yield Difference("-", f"field {new.name}.{gone.name}", loses_data=True)
    for each in matching.new:
        yield Difference("+", f"field {new.name}.{each.name}: {definition(each, new)}")
    for was, becomes in matching.pairs:
        if was.name != becomes.name:
            yield Difference(">", f"field {new.name}.{was.name} renamed to {becomes.name}")
        one, other = definition(was, old), definition(becomes, new)
        if one != other:
            yield Difference("~", f"field {new.name}.{becomes.name}: {one} -> {other}")
    # The pairs stand in the new order.
    order = [each for each in old.fields if each not in matching.gone]
    if order != [was for was, _ in matching.pairs]:
        yield Difference("~", f"resource {new.name}: the order of its fields")


def _plain(model: Project | Resource, *without: str) -> dict[str, Any]:
    return model.model_dump(mode="json", exclude=set(without))


def _keys(where: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    for key in after:
        if before.get(key) != after[key]:
            yield Difference("~", f"{where}{key}: {before.get(key)} -> {after[key]}")
