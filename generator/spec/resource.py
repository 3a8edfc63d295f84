"""One resource: its names, its options and its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from generator.errors import UsageError
from generator.naming import Name, plural_name, pluralize, resource_name, singularize, table_name
from generator.spec.field import Field
from generator.spec.grammar import parse_field

Pagination = Literal["page", "offset", "cursor", "keyset"]
Operation = Literal["list", "get", "create", "update", "delete", "bulk"]

DEFAULT_FIELDS = ("name:str", "description:text:opt")
"""What a resource has where nothing was said."""


class Resource(BaseModel):
    """A resource in its normalised form; the keys are those of the answers file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    plural: str
    table: str
    pagination: Pagination = "page"
    read: str = "user"
    write: str = "user"
    soft_delete: bool = False
    timestamps: bool = True
    operations: tuple[Operation, ...] = ("list", "get", "create", "update", "delete")
    fields: tuple[Field, ...]

    @field_validator("table")
    @classmethod
    def _check_table(cls, value: str) -> str:
        return Name.parse(value, "table").snake

    @field_validator("fields", mode="before")
    @classmethod
    def _read_fields(cls, value: Iterable[str | Mapping[str, Any] | Field]) -> tuple[Field, ...]:
        return tuple(each if isinstance(each, Field) else parse_field(each) for each in value)

    def to_mapping(self) -> dict[str, Any]:
        """The plain mapping of the answers file: no option that only repeats the default."""
        options = self.model_dump(mode="json", exclude_defaults=True, exclude={"fields"})
        return {**options, "fields": [field.to_mapping() for field in self.fields]}

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
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"resource {name!r}: {key}: {first['msg'].lower()}") from error
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
    fields = tuple(_settled_field(field, resource) for field in resource.fields)
    _refuse_duplicates(resource, fields)
    return resource.model_copy(update={"fields": fields})


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
    others = [each for each in resource.relations() if each.target == field.target]
    return resource.plural if others[0] is field else f"{field.name}_{resource.plural}"


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
