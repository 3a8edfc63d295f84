"""What can be done to the resources of a project: new answers from old ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from generator.errors import ProjectError
from generator.naming import field_name
from generator.spec.exposure import refuse_owner
from generator.spec.field import Field
from generator.spec.grammar import format_field
from generator.spec.intent import UNSAID, Intent
from generator.spec.project import Project
from generator.spec.resource import Resource, make_resource, without_implied
from generator.spec.rows import Values, mapped_values, refuse_empty, refuse_same_value, row_values
from generator.spec.unique_sets import renamed_partners
from generator.spec.versions import with_version


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the answers.

    Attributes:
        project: The answers that are wanted.
        intent: What they do not tell by themselves.
        notices: What the user should know of it.
    """

    project: Project
    intent: Intent = UNSAID
    notices: tuple[str, ...] = ()


def add_fields(
    project: Project, name: str, fields: Collection[Field], backfill: Values | None = None
) -> Change:
    """Give a resource more fields.

    Args:
        project: The answers of today.
        name: The resource, in any spelling.
        fields: The new fields.
        backfill: What the rows that are there get in them.

    Raises:
        ProjectError: There is no such resource.
        UsageError: A field is there already, or nothing says what rows get that are there.
    """
    resource = project.existing(name)
    after = resource.with_fields((*resource.fields, *fields))
    fill = row_values(after, backfill or {})
    for field in after.fields[len(resource.fields) :]:
        refuse_empty(after, field, fill)
        refuse_same_value(field)
    return Change(_put(project, resource, after), Intent(fill=fill))


def change_field(
    project: Project,
    name: str,
    field: Field,
    backfill: Values | None = None,
    values: Values | None = None,
) -> Change:
    """Give a field of a resource a new definition.

    Args:
        project: The answers of today.
        name: The resource, in any spelling.
        field: The field as it shall be; its name says which one it is.
        backfill: What rows get that have nothing in it.
        values: For each value that an enum loses the one that takes its place.

    Raises:
        ProjectError: There is no such resource or field.
        UsageError: Rows that are there would have no valid value.
    """
    resource = project.existing(name)
    old = resource.existing(field.name)
    if old.is_relation and old.target == field.target:
        kept = without_implied(old, resource)
        names = {"back": field.back or kept.back, "ids": field.ids or kept.ids}
        field = field.model_copy(update=names)
    after = resource.with_fields(field if each is old else each for each in resource.fields)
    new = after.existing(field.name)
    fill = row_values(after, backfill or {})
    if old.optional and not new.optional:
        refuse_empty(after, new, fill)
    mapped = {(after.name, new.name): mapped_values(old, new, values or {})}
    intent = Intent(fill=fill, values={key: each for key, each in mapped.items() if each})
    return Change(_put(project, resource, after), intent)


def rename_field(project: Project, name: str, old: str, new: str) -> Change:
    """Give a field of a resource another name.

    Raises:
        ProjectError: There is no such resource or field, or it is the owner.
        UsageError: The new name is not valid, or taken.
    """
    resource = project.existing(name)
    field = resource.existing(old)
    refuse_owner(resource, field)
    word = field_name(new).snake
    if field.type == "ref":
        word = word.removesuffix("_id")
    renamed = without_implied(field, resource).model_copy(update={"name": word})
    if renamed.name == field.name:
        return Change(project)
    names = {field.name: renamed.name}
    fields = [
        renamed if each is field else renamed_partners(each, names) for each in resource.fields
    ]
    intent = Intent(fields={(resource.name, field.name): renamed.name})
    return Change(_put(project, resource, resource.with_fields(fields)), intent)


def remove_fields(project: Project, name: str, fields: Iterable[str]) -> Change:
    """Take fields from a resource.

    Raises:
        ProjectError: There is no such resource or field, none would be left, it is the owner, or
            one that stays is unique together with it.
    """
    resource = project.existing(name)
    gone = [resource.existing(each) for each in fields]
    for field in gone:
        refuse_owner(resource, field)
    rest = [each for each in resource.fields if each not in gone]
    if not rest:
        raise ProjectError(
            f"resource {resource.name!r} would have no field left",
            f"Remove it as a whole: fastapi-gen remove-resource {resource.name}.",
        )
    _refuse_partners(resource, gone, rest)
    return Change(_put(project, resource, resource.with_fields(rest)))


def _refuse_partners(resource: Resource, gone: Iterable[Field], rest: Iterable[Field]) -> None:
    """What stays would be unique together with nothing, or with less than before."""
    lost = {each.name for each in gone}
    for field in rest:
        if name := next((each for each in field.unique_with if each in lost), None):
            left = tuple(each for each in field.unique_with if each not in lost)
            bare = without_implied(field, resource).model_copy(update={"unique_with": left})
            raise ProjectError(
                f"{field.name!r} of {resource.name!r} is unique together with {name!r}",
                f"First: fastapi-gen change-field {resource.name} {format_field(bare)}",
            )


def rename_resource(project: Project, old: str, new: str, plural: str | None = None) -> Change:
    """Give a resource another name, and with it its table, its package and its routes.

    Args:
        project: The answers of today.
        old: The resource, in any spelling.
        new: Its new name.
        plural: The plural of the new name, where English is odd.

    Raises:
        ProjectError: There is no such resource, or the new name is taken.
        UsageError: The new name is not valid.
    """
    resource = project.existing(old)
    names = make_resource(new, plural=plural)
    if (names.name, names.plural) == (resource.name, resource.plural):
        return Change(project)
    bare = [without_implied(each, resource) for each in resource.fields]
    fields = [_pointed(each, resource.name, names.name) for each in bare]
    spelled = {key: getattr(names, key) for key in ("name", "plural", "table")}
    after = resource.model_copy(update=spelled).with_fields(fields)
    others = [
        after
        if each is resource
        else each.with_fields(_pointed(field, resource.name, after.name) for field in each.fields)
        for each in project.resources
    ]
    return Change(project.with_resources(others), Intent(resources={resource.name: after.name}))


def add_version(
    project: Project, name: str, version: str, deprecated: dt.date, sunset: dt.date | None = None
) -> Change:
    """Put a newer version of a resource beside those that it has.

    Args:
        project: The answers of today.
        name: The resource, in any spelling.
        version: The new version.
        deprecated: The day from which on clients should use it.
        sunset: The day on which the one before it goes, if that is known.

    Raises:
        ProjectError: There is no such resource, or another one is called like a version of it.
        UsageError: The version is none, or no newer one; the days are in the wrong order; or
            the resource can only have one.
    """
    resource = project.existing(name)
    versions = with_version(resource.versions, version, deprecated, sunset)
    newer = resource.model_copy(update={"versions": versions}).with_fields(resource.fields)
    return Change(_put(project, resource, newer))


def remove_resource(project: Project, name: str) -> Change:
    """Take a resource from the project.

    Raises:
        ProjectError: There is no such resource, or others refer to it.
    """
    after = project.without_resource(name)
    table = project.existing(name).table
    return Change(
        after, notices=(f"The new migration drops the table {table} with all of its rows.",)
    )


def _put(project: Project, old: Resource, new: Resource) -> Project:
    return project.with_resources(new if each is old else each for each in project.resources)


def _pointed(field: Field, old: str, new: str) -> Field:
    """The field, with what it points to by its new name."""
    return field.model_copy(update={"target": new}) if field.target == old else field
