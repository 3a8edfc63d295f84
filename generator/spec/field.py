"""One field of a resource, as a frozen model; `rules` builds it and holds its parts together."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from generator.spec.types import Scalar

USER = "user"
"""The one target of relations that every project has."""

OnDelete = Literal["cascade", "restrict", "setnull"]

UNIQUE_WITH = "unique="
"""What makes a value unique only together with those of other fields."""

# The keys of the long form beside the words of the grammar; what a word says behind `=` may have a
# key of its own.
MODIFIERS = {
    "opt": "optional",
    "unique": "unique",
    UNIQUE_WITH: "unique_with",
    "index": "index",
    "default": "default",
    "min": "min",
    "max": "max",
    "minlen": "min_length",
    "ondelete": "on_delete",
    "back": "back",
    "filter": "filter",
    "sort": "sort",
    "search": "search",
    "include": "include",
    "tree": "tree",
    "many": "many",
    "readonly": "readonly",
    "writeonly": "writeonly",
    "hidden": "hidden",
}
# The modifiers with a value behind `=`.
VALUED = frozenset({UNIQUE_WITH, "default", "min", "max", "minlen", "ondelete", "back"})
TRIGRAM = "trigram"
CHOICES = {"search": (TRIGRAM,)}
"""The modifiers that stand alone, or say more behind `=`."""


class Field(BaseModel):
    """A field in its normalised form; the keys are those of the answers file.

    Build one with `make_field`, which fills in what the type implies.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    type: str
    max_length: int | None = None
    precision: int | None = None
    scale: int | None = None
    max_size: str | None = None
    values: tuple[str, ...] = ()
    element: str | None = None
    target: str | None = None
    ids: str | None = None
    optional: bool = False
    unique: bool = False
    unique_with: tuple[str, ...] = ()
    index: bool = False
    default: Scalar | None = None
    min: Scalar | None = None
    max: Scalar | None = None
    min_length: int | None = None
    on_delete: OnDelete | None = None
    back: str | None = None
    filter: bool = False
    sort: bool = False
    search: bool | Literal["trigram"] = False
    include: bool = False
    tree: bool = False
    many: bool = False
    readonly: bool = False
    writeonly: bool = False
    hidden: bool = False

    @property
    def api_name(self) -> str:
        """The key in JSON: `category_id` for a `ref`, `tag_ids` for an `m2m`."""
        if self.type == "ref":
            return f"{self.name}_id"
        return self.ids or self.name

    @property
    def is_relation(self) -> bool:
        """Whether the field points to rows of a resource."""
        return self.type in {"ref", "m2m"}

    @property
    def is_file(self) -> bool:
        """Whether the field holds what is uploaded to a route of its own."""
        return self.type in {"file", "image"}

    @property
    def needs_value(self) -> bool:
        """Whether a row cannot be without a value that somebody says."""
        return not (self.optional or self.default is not None or self.type == "m2m")

    def to_mapping(self) -> dict[str, Any]:
        """The plain mapping of the answers file: no key that says nothing."""
        return self.model_dump(mode="json", exclude_defaults=True)
