"""One resource: its names, its options and its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo, field_validator

from generator.errors import ProjectError, UsageError
from generator.naming import (
    DATABASE_PREFIXES,
    Name,
    plural_name,
    pluralize,
    resource_name,
    singularize,
    table_name,
)
from generator.spec.access import OWNER, check_word, with_owner
from generator.spec.choices import USUAL_OPERATIONS, Access, Operation, Pagination
from generator.spec.concurrency import refuse_unfit_idempotency, refuse_unfit_versions
from generator.spec.deletion import refuse_unfit_deletion
from generator.spec.field import Field
from generator.spec.files import refuse_unfit_files
from generator.spec.grammar import parse_field
from generator.spec.guessing import guess
from generator.spec.hierarchy import refuse_unfit_tree
from generator.spec.including import refuse_unfit_includes
from generator.spec.listing import refuse_unfit_lists
from generator.spec.problems import first_problem
from generator.spec.unique_sets import settled_sets
from generator.spec.versions import FIRST, Version, read_versions

DEFAULT_FIELDS = ("name:str", "description:text:opt")
"""What a resource has where nothing was said."""


class Resource(BaseModel):
    """A resource in its normalised form; the keys are those of the answers file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    plural: str
    table: str
    pagination: Pagination = "page"
    read: Access = "user"
    write: Access = "user"
    soft_delete: bool = False
    versioned: bool = False
    idempotent: bool = False
    timestamps: bool = True
    operations: tuple[Operation, ...] = USUAL_OPERATIONS
    versions: tuple[Version, ...] = FIRST
    fields: tuple[Field, ...]

    @field_validator("table")
    @classmethod
    def _check_table(cls, value: str) -> str:
        name = Name.parse(value, "table")
        if name.snake.startswith(DATABASE_PREFIXES):
            problem = f"table {value!r} has a prefix that the databases keep for themselves"
            raise UsageError(problem, "Choose another name.")
        return name.snake

    @field_validator("read", "write", mode="before")
    @classmethod
    def _check_access(cls, value: object, info: ValidationInfo) -> object:
        return check_word(value, str(info.field_name))

    @field_validator("operations")
    @classmethod
    def _sort_operations(cls, value: tuple[Operation, ...]) -> tuple[Operation, ...]:
        return tuple(each for each in get_args(Operation) if each in value)

    @field_validator("versions", mode="before")
    @classmethod
    def _read_versions(cls, value: object) -> tuple[Version, ...]:
        return read_versions(value)

    @field_validator("fields", mode="before")
    @classmethod
    def _read_fields(cls, value: Iterable[str | Mapping[str, Any] | Field]) -> tuple[Field, ...]:
        return tuple(each if isinstance(each, Field) else parse_field(each) for each in value)

    def to_mapping(self) -> dict[str, Any]:
        """The plain mapping of the answers file: no option that only repeats the default."""
        options = self.model_dump(mode="json", exclude_defaults=True, exclude={"fields"})
        return {**options, "fields": [field.to_mapping() for field in self.fields]}

    def existing(self, name: str) -> Field:
        """The field of that name, in any spelling; a reference goes by its column's name too.

        Raises:
            ProjectError: There is none; those that there are get named.
        """
        snake = Name.parse(name, "field name").snake
        for field in self.fields:
            if snake in {field.name, field.api_name}:
                return field
        names = [each.name for each in self.fields]
        hint = f"{guess(snake, names)}The fields are: {', '.join(names)}."
        raise ProjectError(f"resource {self.name!r} has no field {snake!r}", hint)

    def with_fields(self, fields: Iterable[Field]) -> Resource:
        """The same resource with these fields and no others.

        Raises:
            UsageError: Two fields have the same name.
        """
        return _settled(self.model_copy(update={"fields": tuple(fields)}))

    @property
    def owner(self) -> Field | None:
        """The field that says whose a row is, if its access asks for one."""
        owned = OWNER in {self.read, self.write}
        return next((each for each in self.fields if owned and each.name == OWNER), None)

    @property
    def words_of_versions(self) -> set[str]:
        """What the routes of its later versions are called after: `product_v2`, `products_v2`."""
        later = [each.name for each in self.versions if each.number > 1]
        return {f"{word}_{each}" for each in later for word in (self.name, self.plural)}

    def relations(self) -> tuple[Field, ...]:
        """The fields that point to rows of a resource."""
        return tuple(field for field in self.fields if field.is_relation)


def make_resource(
    name: str,
    fields: Iterable[str | Mapping[str, Any]] = (),
    *,
    plural: str | None = None,
    **options: Any,
) -> Resource:
    """Build a resource from what the user wrote; relations are settled by the project.

    Raises:
        UsageError: A name, a field or an option is not valid.
    """
    singular = resource_name(name)
    many = plural_name(plural or pluralize(singular), singular)
    mapping = {
        "name": singular.snake,
        "plural": many.snake,
        "table": table_name(singular, many),
        **options,
        "fields": tuple(fields) or DEFAULT_FIELDS,
    }
    try:
        resource = Resource.model_validate(mapping)
    except ValidationError as error:
        problem = first_problem(error)
        raise UsageError(f"resource {name!r}: {problem.key}: {problem.message}") from error
    return _settled(resource)


def load_resource(mapping: object) -> Resource:
    """Read a resource from the answers file or from the declarative form.

    Raises:
        UsageError: The mapping does not describe a resource.
    """
    known = dict(mapping) if isinstance(mapping, Mapping) else {}
    name, fields = known.pop("name", None), known.pop("fields", ())
    plural = known.pop("plural", None)
    fits = isinstance(name, str) and isinstance(plural, str | None)
    if not fits or not isinstance(fields, list | tuple):
        raise UsageError(f"not a resource: {mapping!r}", "It needs a name, and a list of fields.")
    return make_resource(name, fields, plural=plural, **known)


def _settled(resource: Resource) -> Resource:
    """Fill in what a relation leaves unsaid and refuse two fields of one name."""
    given = with_owner(resource.name, resource.read, resource.write, resource.fields)
    same = given == resource.fields
    whole = resource if same else resource.model_copy(update={"fields": given})
    fields = tuple(_settled_field(field, whole) for field in given)
    _refuse_duplicates(resource, fields)
    fields = settled_sets(resource.name, fields)
    refuse_unfit_lists(resource.name, resource.pagination, fields)
    refuse_unfit_includes(resource.name, resource.operations, fields)
    refuse_unfit_tree(resource.name, resource.operations, fields)
    refuse_unfit_files(resource.name, resource.operations, fields, soft_delete=resource.soft_delete)
    if resource.soft_delete:
        refuse_unfit_deletion(resource.name, resource.operations, fields)
    if resource.versioned:
        refuse_unfit_versions(resource.name, resource.operations, fields)
    if resource.idempotent:
        refuse_unfit_idempotency(resource.name, resource.operations, fields)
    _refuse_unfit_bulk(resource)
    return resource if fields == resource.fields else resource.model_copy(update={"fields": fields})


def _refuse_unfit_bulk(resource: Resource) -> None:
    operations = {*resource.operations}
    if "bulk" in operations and not {"create", "update", "delete"} & operations:
        raise UsageError(
            f"resource {resource.name!r}: bulk needs an operation to do to several rows",
            "Add create, update or delete to its operations.",
        )


def without_implied(field: Field, resource: Resource) -> Field:
    """A relation of a resource without the names that follow from those of the two."""
    if not field.is_relation:
        return field
    bare = field.model_copy(update={"back": None, "ids": None})
    implied = _settled_field(bare, resource)
    same = [key for key in ("back", "ids") if getattr(implied, key) == getattr(field, key)]
    return field.model_copy(update=dict.fromkeys(same))


def _settled_field(field: Field, resource: Resource) -> Field:
    if not field.is_relation:
        return field
    update: dict[str, Any] = {"back": field.back or _back_name(field, resource)}
    if field.target == "self":
        update["target"] = resource.name
    if field.target in {"self", resource.name} and field.type == "ref":
        update["optional"] = True  # a tree needs a root
    if field.type == "m2m":
        update["ids"] = field.ids or f"{singularize(Name(field.name))}_ids"
    return field.model_copy(update=update)


def _back_name(field: Field, resource: Resource) -> str:
    """What the target calls the way back: `products`, `profile` if there is only one of them."""
    if field.target in {"self", resource.name}:
        return "children" if field.name == "parent" else f"{field.name}_{resource.plural}"
    if field.unique:
        return resource.name
    first = next(each for each in resource.relations() if each.target == field.target)
    return resource.plural if first.name == field.name else f"{field.name}_{resource.plural}"


def _refuse_duplicates(resource: Resource, fields: tuple[Field, ...]) -> None:
    """No two fields share a name, in the API or as part of the name of a class."""
    seen: set[str] = set()
    for field in fields:
        names = [field.name, field.api_name, Name(field.name).pascal]
        if taken := next((name for name in names if name in seen), None):
            raise UsageError(
                f"resource {resource.name!r} has two fields called {taken!r}",
                "Rename one of them.",
            )
        seen.update(names)
