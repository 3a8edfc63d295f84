"""Answers against code: what we once wrote for them, is it there in whatever form?

What the user edits, moves, renames or deletes on purpose is no drift. So every question here is
put to the whole package, and where the code does not tell, the answer is taken to be yes.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checking.drift import Drift, Kind
from generator.checking.models import Model, Models, find_models
from generator.checking.modules import Modules
from generator.checking.references import Usage
from generator.checking.routers import loads_routers, missing_routers
from generator.migrations.schema import USERS
from generator.naming import Name
from generator.spec.field import Field
from generator.spec.grammar import format_field
from generator.spec.project import Project
from generator.spec.resource import Resource
from generator.templating.rendering import ANSWERS_FILE


def compare_answers(project: Project, rendered: Modules, disk: Modules) -> Iterator[Drift]:
    """What the answers ask for and the code lacks.

    Args:
        project: The answers.
        rendered: The package as it would be written today.
        disk: The package as it is.
    """
    pair = _Pair(project, rendered, disk, find_models(rendered), find_models(disk), Usage(disk))
    tells_routers = not loads_routers(disk)
    for resource in project.resources:
        if not pair.has_code(resource):
            yield _without_code(project, resource)
        elif not pair.has_model(resource):
            yield _without_model(project, resource)
        else:
            yield from pair.missing_fields(resource)
            yield from pair.missing_relationships(resource)
            if tells_routers:
                folder = _folder(project, resource)
                yield from missing_routers(folder, rendered, disk, pair.usage)


@dataclass(frozen=True)
class _Pair:
    """What is rendered, and what is on disk."""

    project: Project
    rendered: Modules
    disk: Modules
    rendered_models: Models
    disk_models: Models
    usage: Usage

    def has_code(self, resource: Resource) -> bool:
        """Whether anything is left of a resource, in its own folder or elsewhere."""
        folder = _folder(self.project, resource)
        return (
            not self.rendered.below(folder)  # a template may put it elsewhere
            or self.disk.has(folder)
            or bool(self.disk_models.of(resource.table, _class_name(resource.name)))
        )

    def has_model(self, resource: Resource) -> bool:
        """Whether the table is defined, or may be: in another distribution, in a broken file."""
        name = _class_name(resource.name)
        return (
            not self.rendered_models.of(resource.table, name)
            or bool(self.disk_models.of(resource.table, name))
            or bool(self.disk.unreadable)
            or self._is_imported_from_outside(name)
        )

    def _is_imported_from_outside(self, class_name: str) -> bool:
        own = f"{self.project.package}."
        return any(
            name.endswith(f".{class_name}") and not name.startswith(own)
            for name in self.usage.names()
        )

    def missing_fields(self, resource: Resource) -> Iterator[Drift]:
        """The fields that the model has in no form, neither as an attribute nor as a column."""
        name = _class_name(resource.name)
        wanted = _owners(self.rendered_models.of(resource.table, name))
        models = self.disk_models.of(resource.table, name)
        attributes = self.disk_models.attributes(models) if models else None
        for field in resource.fields:
            names = [each for each in (field.api_name, field.name) if each in wanted]
            if attributes is not None and names and not {field.name, field.api_name} & attributes:
                yield _without_field(resource, field, models[0], wanted[names[0]].code(names[0]))

    def missing_relationships(self, resource: Resource) -> Iterator[Drift]:
        """The other side of relations, where this side still points back to it."""
        own = self.disk_models.of(resource.table, _class_name(resource.name))
        for field in resource.relations():
            back = str(field.back)
            there = (_table(self.project, field), _class_name(str(field.target)))
            wanted = _owners(self.rendered_models.of(*there))
            models = self.disk_models.of(*there)
            attributes = self.disk_models.attributes(models) if models else None
            named = {model.back_reference(field.name) for model in own}
            if attributes is not None and back in named & wanted.keys() - attributes:
                yield _without_way_back(resource, field, models[0], wanted[back].code(back))


def _folder(project: Project, resource: Resource) -> str:
    return f"{project.package}/{resource.plural}"


def _class_name(resource: str) -> str:
    return Name(resource).pascal


def _table(project: Project, field: Field) -> str:
    target = project.resource(str(field.target))
    return target.table if target else USERS


def _owners(models: list[Model]) -> dict[str, Model]:
    return {name: model for model in models for name in model.attributes}


def _without_code(project: Project, resource: Resource) -> Drift:
    fields = [format_field(each) for each in resource.fields]
    words = [each for each in fields if isinstance(each, str)]
    command = shlex.join(["fastapi-gen", "add-resource", resource.name, *words])
    return Drift(
        Kind.RESOURCE,
        _folder(project, resource),
        f"resource {resource.name!r} is in the answers and has no code",
        f"Restore the folder from git; or take it out of {ANSWERS_FILE} and run: {command}",
    )


def _without_model(project: Project, resource: Resource) -> Drift:
    return Drift(
        Kind.RESOURCE,
        _folder(project, resource),
        f"resource {resource.name!r} is in the answers, and no class has its table "
        f"{resource.table!r}",
        f"Restore the class from git, or run: fastapi-gen remove-resource {resource.name}",
    )


def _without_field(resource: Resource, field: Field, model: Model, code: str) -> Drift:
    return Drift(
        Kind.FIELD,
        model.module.path,
        f"{model.name} has no {field.api_name!r}, which the answers ask for",
        f"Put it back, {code}; or run: fastapi-gen remove-field {resource.name} {field.name}",
    )


def _without_way_back(resource: Resource, field: Field, model: Model, code: str) -> Drift:
    return Drift(
        Kind.RELATIONSHIP,
        model.module.path,
        f"{model.name} has no {field.back!r}, to which {resource.name}.{field.name} points back",
        f"Put it back: {code}",
    )
