"""The answers of a project: what its template asks, and the resources that it has."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, StrictBool, ValidationError, field_validator

from generator.errors import ProjectError, UsageError
from generator.naming import Name, field_name
from generator.spec.choices import ApiVersionBy, Database, Envelope, IdType, PythonVersion
from generator.spec.concurrency import IDEMPOTENCY, VERSION
from generator.spec.cycles import refuse_required_cycles
from generator.spec.defaults import Defaults
from generator.spec.deletion import MARK
from generator.spec.exposure import refuse_open_references
from generator.spec.field import USER, Field
from generator.spec.guessing import guess
from generator.spec.hierarchy import BELOW
from generator.spec.including import refuse_unreadable_includes
from generator.spec.packages import DEPENDENCIES, FOREIGN_PACKAGES
from generator.spec.problems import first_problem
from generator.spec.resource import Resource, load_resource

MAX_PACKAGE = 20
"""Longest package name in characters; its imports stand on one line of the generated code."""

_USER_ATTRIBUTES = frozenset(
    """
    id email full_name password_hash role is_active created_at updated_at refresh_tokens sessions
    """.split()
)

_NAME_IT = "Name the way back with :back=NAME."


class Project(BaseModel):
    """The answers, resources included. Answers that only a fork of the template asks are kept."""

    model_config = ConfigDict(frozen=True, extra="allow")

    project_name: str
    description: str = ""
    package: str = "src"
    database: Database = "sqlite"
    id: IdType = "uuid"
    python: PythonVersion = "3.11"
    envelope: Envelope = "plain"
    api_version_by: ApiVersionBy = "url"
    docker: StrictBool = True
    github_actions: StrictBool = True
    pre_commit: StrictBool = True
    agents: StrictBool = True
    redis: StrictBool = True
    defaults: Defaults = {}
    resources: tuple[Resource, ...] = ()

    @field_validator("project_name")
    @classmethod
    def _check_name(cls, value: str) -> str:
        name = Name.parse(value, "project name")
        if name.kebab in DEPENDENCIES:
            problem = f"project name {value!r} is the name of a package that it needs"
            raise UsageError(problem, f"Try {name.kebab}-app.")
        return value

    @field_validator("description")
    @classmethod
    def _check_description(cls, value: str) -> str:
        if any(not char.isprintable() for char in value):
            raise UsageError("the description is one line of printable text", "Remove line breaks.")
        return value

    @field_validator("package")
    @classmethod
    def _check_package(cls, value: str) -> str:
        name = Name.parse(value, "package")
        if len(value) > MAX_PACKAGE:
            problem = f"package {value!r} is longer than {MAX_PACKAGE} characters"
            raise UsageError(problem, "Shorten it.")
        if name.snake != value:
            raise UsageError(f"package {value!r} is not lower case", f"Try --package {name}.")
        if value in sys.stdlib_module_names | FOREIGN_PACKAGES:
            raise UsageError(
                f"package {value!r} would hide another module", f"Try --package {value}_app."
            )
        return value

    @field_validator("resources", mode="before")
    @classmethod
    def _read_resources(cls, value: Any) -> tuple[Resource, ...]:
        if not isinstance(value, list | tuple | None):
            raise UsageError(f"resources is no list: {value!r}", "Restore the answers from git.")
        read = (each if isinstance(each, Resource) else load_resource(each) for each in value or ())
        return tuple(read)

    def __hash__(self) -> int:
        """By what tells most projects apart; the defaults have no hash."""
        return hash((self.project_name, self.resources))

    def to_mapping(self) -> dict[str, Any]:
        """The answers as plain data, in the order of the answers file."""
        plain = self.model_dump(mode="json", exclude={"resources"})
        return {**plain, "resources": [each.to_mapping() for each in self.resources]}

    def resource(self, name: str) -> Resource | None:
        """The resource of that name (snake case), if there is one."""
        return next((each for each in self.resources if each.name == name), None)

    def existing(self, name: str) -> Resource:
        """The resource of that name, in any spelling.

        Raises:
            ProjectError: There is none; those that there are get named.
        """
        snake = Name.parse(name, "resource name").snake
        resource = self.resource(snake)
        if resource is None:
            names = [each.name for each in self.resources]
            hint = f"{guess(snake, names)}The resources are: {', '.join(names) or 'none'}."
            raise ProjectError(f"there is no resource {snake!r}", hint)
        return resource

    def with_resources(self, resources: Iterable[Resource]) -> Self:
        """The same project with these resources and no others.

        Raises:
            ProjectError: Two of them do not go together, or a relation has no place.
        """
        project = self.model_copy(update={"resources": tuple(resources)})
        _check_together(project)
        return project

    def with_resource(self, resource: Resource) -> Self:
        """The same project with one resource more.

        Raises:
            ProjectError: It is there already, or one of its relations has no place.
        """
        return self.with_resources((*self.resources, resource))

    def without_resource(self, name: str) -> Self:
        """The same project with one resource less.

        Args:
            name: The resource, in any spelling.

        Raises:
            ProjectError: There is no such resource, or others refer to it.
        """
        resource = self.existing(name)
        rest = tuple(each for each in self.resources if each is not resource)
        if users := [
            each.name for each in rest if any(f.target == resource.name for f in each.relations())
        ]:
            raise ProjectError(
                f"{', '.join(users)} refer{'s' if len(users) == 1 else ''} to {resource.name!r}",
                "Remove those first, or their relations.",
            )
        return self.model_copy(update={"resources": rest})


def make_project(answers: Mapping[str, Any]) -> Project:
    """Build a project from answers, each resource held against the others.

    Raises:
        UsageError: An answer is not valid.
        ProjectError: Two resources do not go together.
    """
    try:
        project = Project.model_validate(answers)
    except ValidationError as error:
        problem = first_problem(error)
        raise UsageError(f"{problem.key} {problem.value!r}: {problem.message}") from error
    _check_together(project)
    return project


def _check_together(project: Project) -> None:
    """Hold the resources against each other."""
    _refuse_twins(project)
    _check_relations(project)
    refuse_unreadable_includes(project.resources)
    refuse_open_references(project.resources)
    refuse_required_cycles(project.resources)


def _refuse_twins(project: Project) -> None:
    taken: dict[str, Resource] = {}
    for resource in project.resources:
        words = {resource.name, resource.plural, Name(resource.name).pascal}
        words |= {f"deleted_{resource.plural}"} if resource.soft_delete else set()
        words |= resource.words_of_versions
        other = next((taken[word] for word in words if word in taken), None)
        if other:
            raise ProjectError(
                f"resource {resource.name!r} ({resource.plural}) is there already: "
                f"{other.name} ({other.plural})",
                "Choose another name, or another --plural.",
            )
        if resource.plural == project.package:
            raise ProjectError(
                f"resource {resource.name!r} has the name of the package", "Use --plural."
            )
        taken |= dict.fromkeys(words, resource)


def _check_relations(project: Project) -> None:
    """Every relation points to something, which has room for the way back."""
    attributes = {USER: set(_USER_ATTRIBUTES)}
    attributes |= {each.name: _attributes(each) for each in project.resources}
    for resource in project.resources:
        for field in resource.relations():
            where = f"field {field.name!r} of {resource.name!r}"
            if field.target not in attributes:
                raise ProjectError(
                    f"{where} points to {field.target!r}, which is no resource",
                    f"Add it first, or use one of: {', '.join(attributes)}.",
                )
            back = _way_back(field, where)
            if back in attributes[field.target]:
                raise ProjectError(f"{where}: {field.target} has a {back!r} already", _NAME_IT)
            attributes[field.target].add(back)


def _way_back(field: Field, where: str) -> str:
    try:
        return field_name(str(field.back)).snake
    except UsageError as error:
        raise UsageError(f"{where}, way back: {error.message}", _NAME_IT) from error


def _attributes(resource: Resource) -> set[str]:
    """The attributes that a model has of its own."""
    own = {name for field in resource.fields for name in (field.name, field.api_name)}
    paths = BELOW if any(field.tree for field in resource.fields) else set()
    mark = {MARK} if resource.soft_delete else set()
    version = {VERSION} if resource.versioned else set()
    key = IDEMPOTENCY if resource.idempotent else set()
    return own | {"id", "created_at", "updated_at"} | paths | mark | version | key
