"""What users want of the answers of a project, at random; what cannot be had is refused."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from generator.spec.changes import (
    Change,
    add_fields,
    change_field,
    remove_fields,
    rename_field,
    rename_resource,
)
from generator.spec.features import FEATURES, switched
from generator.spec.options import change_options
from generator.spec.project import Project
from generator.spec.resource import Resource
from generator.spec.rows import mapped_values
from generator.spec.rules import make_field
from tests.strategies import changes, names, resources

_FILLED: dict[str, str] = {
    "str": "it's",
    "text": 'say "hi"',
    "int": "-3",
    "float": "0.5",
    "bool": "true",
    "date": "2026-02-28",
    "decimal": "9.99",
    "slug": "a-slug",
}
"""Types, each with a value for the rows that are there."""

_OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("soft_delete", "versioned", "idempotent", "timestamps"), st.booleans()),
        "pagination": st.sampled_from(["page", "offset", "cursor", "keyset"]),
        "operations": st.just(["list", "get", "create", "update", "delete", "bulk"]),
    },
)

_NEW_NAMES = ["invoice", "line_item", "title", "weight_in_grams", "lives", "ox"]
_MOST_RESOURCES = 3


def wishes(project: Project) -> st.SearchStrategy[Change]:
    """Strategies for what a command can do.

    Drawing may raise a GeneratorError: then the command would be refused.
    """
    if not project.resources:
        return _growing(project)
    kinds = [_renaming, _removing, _filling, _narrowing, _reshaping, _switching, changes]
    if len(project.resources) < _MOST_RESOURCES:
        kinds.append(_growing)
    return st.sampled_from(kinds).flatmap(lambda kind: kind(project))


@st.composite
def _growing(draw: st.DrawFn, project: Project) -> Change:
    """One resource more."""
    targets = ("user", "self", *(each.name for each in project.resources))
    return Change(project.with_resource(draw(resources(targets))))


@st.composite
def _switching(draw: st.DrawFn, project: Project) -> Change:
    """A feature more or less."""
    feature = draw(st.sampled_from(FEATURES))
    return Change(switched(project, [feature], on=not getattr(project, feature)))


@st.composite
def _reshaping(draw: st.DrawFn, project: Project) -> Change:
    """Other options of a resource, but no owner: the rows that are there know of none."""
    resource = draw(st.sampled_from(project.resources))
    return change_options(project, resource.name, draw(_OPTIONS))


@st.composite
def _renaming(draw: st.DrawFn, project: Project) -> Change:
    """Another name for a resource or a field."""
    resource = draw(st.sampled_from(project.resources))
    name = draw(st.sampled_from(_NEW_NAMES) | names)
    if draw(st.booleans()):
        return rename_resource(project, resource.name, name)
    field = draw(st.sampled_from(resource.fields))
    return rename_field(project, resource.name, field.name, name)


@st.composite
def _removing(draw: st.DrawFn, project: Project) -> Change:
    """One resource or field less."""
    resource = draw(st.sampled_from(project.resources))
    if draw(st.integers(0, 2)) == 0:
        return Change(project.without_resource(resource.name))
    field = draw(st.sampled_from(resource.fields))
    return remove_fields(project, resource.name, [field.name])


@st.composite
def _filling(draw: st.DrawFn, project: Project) -> Change:
    """A required field more, or a field that is required from now on, with a value for rows."""
    resource = draw(st.sampled_from(project.resources))
    known = [each for each in resource.fields if each.optional and each.type in _FILLED]
    is_known = draw(st.booleans())
    if known and is_known:
        field = draw(st.sampled_from(known))
        required = make_field(field.to_mapping() | {"optional": False})
        backfill = {field.name: _FILLED[field.type]}
        return change_field(project, resource.name, required, backfill)
    kind = draw(st.sampled_from(sorted(_FILLED)))
    field = make_field({"name": draw(names), "type": kind})
    return add_fields(project, resource.name, [field], {field.name: _FILLED[kind]})


@st.composite
def _narrowing(draw: st.DrawFn, project: Project) -> Change:
    """An enum that loses a value, or has them in another order, if there is one."""
    choices = [(each, field) for each in project.resources for field in each.fields]
    enums = [(each, field) for each, field in choices if field.type == "enum"]
    if not enums:
        return draw(_adding_enum(project, choices[0][0]))
    resource, field = draw(st.sampled_from(enums))
    values: list[str] = draw(st.permutations(field.values))
    kept = values[: draw(st.integers(1, len(values)))]
    mapping: dict[str, Any] = {**field.to_mapping(), "values": kept}
    if field.default not in kept:
        mapping.pop("default", None)
    after = make_field(mapping)
    lost = {value: kept[0] for value in field.values if value not in kept}
    return change_field(project, resource.name, after, {}, mapped_values(field, after, lost))


@st.composite
def _adding_enum(draw: st.DrawFn, project: Project, resource: Resource) -> Change:
    """The field whose values can be lost later."""
    values = draw(st.permutations(["red", "green", "dark-blue"]))
    field = {"name": "colour", "type": "enum", "values": values, "default": values[0]}
    return add_fields(project, resource.name, [make_field(field)])
