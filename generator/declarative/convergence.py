"""From a project and a declarative file to the change that makes the one what the other says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.declarative.declaration import Declaration, Path
from generator.declarative.reading import CHANGES, KEYS, refuse_unknown
from generator.declarative.renaming import (
    called_now,
    field_called,
    renamed_fields,
    renamed_resources,
)
from generator.errors import ProjectError, UsageError
from generator.spec.changes import Change
from generator.spec.field import Field
from generator.spec.guessing import guess
from generator.spec.intent import Intent
from generator.spec.matching import match_fields, match_resources
from generator.spec.project import Project, make_project
from generator.spec.resource import Resource
from generator.spec.rows import mapped_values, refuse_empty, refuse_same_value
from generator.spec.types import Scalar
from generator.spec.values import converted_value

_IMMOVABLE = {
    "package": "every module would move away from what you wrote in it",
    "id": "rows, and what refers to them, have keys of the old type",
}
"""The answers that no merge can change honestly, with the reason."""

FieldKey = tuple[str, str]


def converge(before: Project, said: Declaration) -> Change:
    """Work out what a project becomes by a file, and what keeps its data under another name.

    Raises:
        UsageError: The file does not describe a project.
        ProjectError: It wants what cannot be changed.
    """
    refuse_unknown(said.answers, [*KEYS, *CHANGES, *(before.model_extra or ())], "the file")
    after = _wanted(before, said)
    _refuse_immovable(before, after)
    resources = renamed_resources(before, after, said.renames)
    fields = renamed_fields(before, after, said.renames, resources)
    return Change(after, Intent(resources, fields))


def with_rows(before: Project, change: Change, said: Declaration) -> Change:
    """The same change, with what the file says of rows; not a word of what was done before.

    Raises:
        UsageError: Rows that are there would have no valid value in a field.
    """
    fill, values = _said_values(said, change.project), _said_words(said, change.project)
    needed: dict[FieldKey, Scalar] = {}
    mapped: dict[FieldKey, Mapping[str, str]] = {}
    for resource, old, new in _changed_fields(before, change):
        key = (resource.name, new.name)
        _refuse_rowless(resource, old, new, fill)
        if key in fill:
            needed[key] = fill[key]
        if words := old and _lost_words(old, new, resource, values.get(key, {})):
            mapped[key] = words
    intent = Intent(change.intent.resources, change.intent.fields, needed, mapped)
    return Change(change.project, intent)


def _wanted(before: Project, said: Declaration) -> Project:
    answers = {**before.to_mapping(), **said.answers}
    if said.resources is not None:
        answers["resources"] = said.resources
    try:
        return make_project(answers)
    except ProjectError as error:
        raise UsageError(error.message, error.hint) from error


def _refuse_immovable(before: Project, after: Project) -> None:
    for key, reason in _IMMOVABLE.items():
        old, new = getattr(before, key), getattr(after, key)
        if old != new:
            raise ProjectError(
                f"{key} cannot change from {old!r} to {new!r}: {reason}",
                f"Say {key}: {old} in the file, or make another project: fastapi-gen new.",
            )


def _said_values(said: Declaration, after: Project) -> dict[FieldKey, Scalar]:
    """The values for rows, each as its field has it."""
    filled = {}
    for path, value in said.backfill.items():
        resource, field = _described(path, said, after, "backfill")
        filled[resource.name, field.name] = converted_value(field, str(value), "backfill")
    return filled


def _said_words(said: Declaration, after: Project) -> dict[FieldKey, Mapping[str, str]]:
    words = {}
    for path, mapping in said.values.items():
        resource, field = _described(path, said, after, "values")
        for old, new in mapping.items():
            if old in field.values or new not in field.values:
                raise UsageError(
                    f"values: {path}: {old!r} cannot become {new!r}",
                    f"Its values are: {', '.join(field.values) or 'none, it is no enum'}.",
                )
        words[resource.name, field.name] = mapping
    return words


def _described(path: Path, said: Declaration, after: Project, where: str) -> tuple[Resource, Field]:
    """What the file says of the field at a path."""
    resource = after.resource(called_now(path.resource, said.renames))
    for field in resource.fields if resource else ():
        if resource and field.name == field_called(str(path.field), resource):
            return resource, field
    paths = [f"{each.name}.{field.name}" for each in after.resources for field in each.fields]
    raise UsageError(
        f"{where}: there is no field {path} in the file",
        guess(str(path), paths).rstrip() or "Write it as RESOURCE.FIELD.",
    )


def _changed_fields(
    before: Project, change: Change
) -> Iterator[tuple[Resource, Field | None, Field]]:
    """Each field, new or different, of a resource that is there: as it was, and as it becomes."""
    for old, new in match_resources(before, change.project, change.intent).pairs:
        fields = match_fields(old, new, change.intent)
        yield from ((new, None, each) for each in fields.new)
        yield from ((new, was, becomes) for was, becomes in fields.pairs if was != becomes)


def _refuse_rowless(
    resource: Resource, old: Field | None, new: Field, fill: Mapping[FieldKey, Scalar]
) -> None:
    """Rows that are there need a value in what is required from now on."""
    path = Path(resource.name, new.name)
    hint = f"In the file: make it opt, give it a default, or say backfill: {{{path}: VALUE}}."
    if new == resource.owner:
        hint = f"In the file: say which user they belong to: backfill: {{{path}: ID}}."
    try:
        if old is None or (old.optional and not new.optional):
            refuse_empty(resource, new, fill)
        if old is None:
            hint = "In the file: make it opt; once it is filled, take opt away."
            refuse_same_value(new)
    except UsageError as error:
        raise UsageError(f"{resource.name}: {error.message}", hint) from error


def _lost_words(
    old: Field, new: Field, resource: Resource, words: Mapping[str, str]
) -> dict[str, str]:
    """What becomes of each value that an enum loses."""
    lost = {value: word for value, word in words.items() if value in old.values}
    try:
        return mapped_values(old, new, lost)
    except UsageError as error:
        path = Path(resource.name, new.name)
        hint = f"In the file: values: {{{path}: {{OLD: NEW}}}}."
        raise UsageError(f"{resource.name}: {error.message}", hint) from error
