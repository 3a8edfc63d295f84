"""Random pairs of projects, and what became of the one's names, values and rows in the other.

Everything is drawn so that rows of the kind that `rows` makes can follow: in each numeric field
the number 5 is within the bounds, and in each text "a" has room.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from hypothesis import reject
from hypothesis import strategies as st

from generator.errors import GeneratorError
from generator.spec.intent import Intent
from generator.spec.project import Project, make_project
from generator.spec.types import TYPES, Scalar

LONG = "extraordinarily_long_name_of_forty_chars"  # the longest that is allowed
RESOURCES = ["blog", "blog_post", "order", "tag", "product", LONG, f"{LONG[:-2]}_x"]
FIELDS = ["post", "title", "post_title", "order", "check", "tag", "tag_id", "values", "key", LONG]
ENUM = ["a", "in-progress", "Done", "draft", "waiting-for-" + "x" * 28]
TURNS: dict[str, list[str]] = {
    "str": ["text", "email", "enum"],
    "text": ["str", "slug", "enum"],
    "slug": ["str", "url"],
    "int": ["bigint", "float", "decimal", "str", "text"],
    "bigint": ["int", "float", "decimal", "str"],
    "float": ["decimal", "str"],
    "decimal": ["decimal", "float", "str"],
    "enum": ["str", "text"],
    "bool": ["int", "bigint"],
    "date": ["datetime", "str"],
    "datetime": ["date"],
    "list": ["json"],
    "file": ["image"],
    "image": ["file"],
}
FILLS: dict[str, Scalar] = {
    **dict.fromkeys(["str", "text"], 'it\'s 100% "odd" \\:a :b {c}'),
    **dict.fromkeys(["int", "bigint"], 5),
    "float": 5.5,
    "decimal": "5",
    "bool": True,
    "date": "today",
    "datetime": "now",
    "time": "10:20:30",
    "uuid": "12345678-1234-5678-1234-567812345678",
    "enum": "a",
    "bytes": "AP8=",
}
MANY = {"str", "email", "slug", "url", "float", "date", "datetime", "time", "uuid", "ref"}
"""The types with more values than anybody counts."""
DEFAULTS = {kind: value for kind, value in FILLS.items() if kind != "bytes"}


@dataclass(frozen=True)
class Evolution:
    """Two projects and the intent between them."""

    before: Project
    after: Project
    intent: Intent
    rows: int


@dataclass
class Draft:
    """What is being made: the resources of after, and the intent."""

    first_id: str
    kept: set[str] = field(default_factory=set)
    resources: list[dict[str, Any]] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    fields: dict[tuple[str, str], str] = field(default_factory=dict)
    fill: dict[tuple[str, str], Scalar] = field(default_factory=dict)
    values: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def intent(self) -> Intent:
        """What became of names, values and rows."""
        return Intent(self.renamed, self.fields, self.fill, self.values)


@st.composite
def field_mappings(draw: st.DrawFn, name: str, targets: list[str]) -> dict[str, Any]:
    """A field in the long form."""
    kind = draw(st.sampled_from([*TYPES, *["ref"] * 4, *["enum"] * 2, "m2m"]))
    return {"name": _bare(name, kind), **draw(definitions(kind, targets))}


def _bare(name: str, kind: str) -> str:
    """A reference is named without the ending of its column."""
    return name.removesuffix("_id") if kind == "ref" else name


@st.composite
def definitions(draw: st.DrawFn, kind: str, targets: list[str]) -> dict[str, Any]:
    """All of a field but its name."""
    made: dict[str, Any] = {"type": kind}
    if kind in {"ref", "m2m"}:
        made["target"] = draw(st.sampled_from(targets))
        made["back"] = f"back_{draw(st.integers(0, 10**6))}"
    if kind == "str":
        made["max_length"] = draw(st.sampled_from([100, 255, 300]))
    if kind == "enum":
        made["values"] = ["a", *draw(st.lists(st.sampled_from(ENUM[1:]), unique=True))]
    if kind == "list":
        made["element"] = "str"
    if kind == "decimal":
        made |= {
            "precision": draw(st.sampled_from([9, 15, 16, 40])),
            "scale": draw(st.sampled_from([0, 2, 6])),
        }
    return made | draw(options(kind, made))


@st.composite
def options(draw: st.DrawFn, kind: str, made: dict[str, Any]) -> dict[str, Any]:
    """The modifiers of a field that the database sees."""
    chosen: dict[str, Any] = {}
    if kind != "m2m":
        chosen["optional"] = draw(st.booleans())
    if kind in DEFAULTS and draw(st.integers(0, 3)) == 0:
        chosen["default"] = DEFAULTS[kind]
    if "min" in TYPES[kind].modifiers:
        chosen |= draw(st.sampled_from([{}, {"min": "-5"}, {"min": "1", "max": "9"}, {"max": "7"}]))
    for word in ("unique", "index"):
        if word in TYPES[kind].modifiers and draw(st.integers(0, 4)) == 0:
            chosen[word] = True
    if kind == "ref" and draw(st.booleans()):
        chosen["on_delete"] = draw(st.sampled_from(["cascade", "restrict"]))
    return chosen


@st.composite
def resource_mappings(draw: st.DrawFn, name: str, targets: list[str]) -> dict[str, Any]:
    """A resource in the long form."""
    names = draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=4, unique=True))
    fields = draw(together([draw(field_mappings(each, targets)) for each in names]))
    return {
        "name": name,
        "plural": f"{name[:38]}zz",
        "timestamps": draw(st.booleans()),
        "soft_delete": draw(st.booleans()),
        "versioned": draw(st.booleans()),
        "idempotent": draw(st.booleans()),
        "fields": fields,
    }


@st.composite
def evolutions(draw: st.DrawFn) -> Evolution:
    """Two projects of the same kind, the second made of the first by any number of edits."""
    ids = draw(st.sampled_from(["uuid", "int"]))
    names = draw(st.lists(st.sampled_from(RESOURCES), min_size=1, max_size=4, unique=True))
    resources = [draw(resource_mappings(each, ["user", *names])) for each in names]
    before = _made(resources, ids)
    draft = draw(drafts(before))
    after = _made(draft.resources, ids)
    return Evolution(before, after, draft.intent(), draw(st.integers(0, _most_rows(before, after))))


def _made(resources: list[dict[str, Any]], ids: str) -> Project:
    try:
        return make_project({"project_name": "demo", "id": ids, "resources": resources})
    except GeneratorError:
        reject()


def _most_rows(before: Project, after: Project) -> int:
    """How many rows a table can have: no two where something is unique, for they are alike.

    And none where a required reference comes or goes, for nothing can be put into it.
    """
    fields = [
        [each for one in project.resources for each in one.fields] for project in (before, after)
    ]
    references = [
        {(each.name, each.back) for each in some if each.type == "ref" and not each.optional}
        for some in fields
    ]
    if references[0] != references[1]:
        return 0
    return 1 if any(each.unique or each.unique_with for some in fields for each in some) else 3


@st.composite
def drafts(draw: st.DrawFn, before: Project) -> Draft:
    """Edits of resources: some go, some get other names and fields, some come."""
    draft = Draft("1" if before.id == "int" else str(UUID(int=1)))
    resources = before.to_mapping()["resources"]
    kept = [each for each in resources if draw(st.integers(0, 5))]
    draft.kept = {each["name"] for each in kept}
    taken: set[str] = set()
    for each in kept:
        free = [name for name in RESOURCES if name not in taken]
        wants_other = each["name"] in taken or draw(st.integers(0, 3)) == 0
        name = draw(st.sampled_from(free)) if wants_other else each["name"]
        taken.add(name)
        if name != each["name"]:
            draft.renamed[each["name"]] = name
    targets = ["user", *taken]
    gone = {each["name"] for each in resources} - {*draft.renamed}
    free = [name for name in RESOURCES if name not in taken | gone]
    fresh = [name for name in free if draw(st.integers(0, 7)) == 0]
    for each in kept:
        draft.resources.append(draw(edited(each, draft, [*targets, *fresh])))
    for name in fresh:
        draft.resources.append(draw(resource_mappings(name, [*targets, *fresh])))
    return draft


@st.composite
def edited(
    draw: st.DrawFn, resource: dict[str, Any], draft: Draft, targets: list[str]
) -> dict[str, Any]:
    """A resource with some fields gone, renamed, changed and added."""
    name = draft.renamed.get(resource["name"], resource["name"])
    fields: list[dict[str, Any]] = []
    for each in resource["fields"]:
        lost = each.get("target", "user") not in {"user", *draft.kept}
        if draw(st.integers(0, 4)) and not lost:
            moved = draw(renamed(each, draft))
            if moved["name"] not in {one["name"] for one in fields}:
                fields.append(draw(kept(each, moved, draft, name)))
    followed = {old for one, old in draft.fields if one == name} | {one["name"] for one in fields}
    taken = {one["name"] for one in fields} | (
        {one["name"] for one in resource["fields"]} - followed
    )
    for _ in range(draw(st.integers(0, 2))):
        added = draw(field_mappings(draw(st.sampled_from(FIELDS)), targets))
        if added["name"] not in taken:
            _fill(draft, name, added, always=draw(st.booleans()))
            fields.append(added)
            taken.add(added["name"])
    return {
        "name": name,
        "plural": f"{name[:38]}zz",
        "timestamps": draw(st.booleans()),
        "soft_delete": draw(st.booleans()),
        "versioned": draw(st.booleans()),
        "idempotent": draw(st.booleans()),
        "fields": draw(together(_followed(fields, draft, name)))
        or [{"name": "spare", "type": "int", "optional": True}],
    }


@st.composite
def together(draw: st.DrawFn, fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The fields, perhaps with one more that is unique with others."""
    free = [each for each in fields if _is_key(each) and not each.get("unique")]
    chosen = draw(st.lists(st.sampled_from(free), max_size=3, unique_by=_name)) if free else []
    said = any(each.get("unique_with") for each in fields)
    if len(chosen) < 2 or said or not MANY & {each["type"] for each in chosen}:
        return fields
    *others, last = chosen
    return [
        each | {"unique_with": [*map(_name, others)]} if each is last else each for each in fields
    ]


def _is_key(field: dict[str, Any]) -> bool:
    return "unique=" in TYPES[field["type"]].modifiers


def _name(field: dict[str, Any]) -> str:
    return str(field["name"])


def _followed(fields: list[dict[str, Any]], draft: Draft, resource: str) -> list[dict[str, Any]]:
    """The fields, each with others by their new names, or by itself if they cannot be any more."""
    there = {each["name"]: each for each in fields if _is_key(each) and not each.get("unique")}
    for one in fields:
        names = [draft.fields.get((resource, each), each) for each in one.pop("unique_with", ())]
        some = [one["name"], *names]
        known = [there[each]["type"] for each in some if each in there]
        if names and len({*some}) == len(known) == len(some) and MANY & {*known}:
            one["unique_with"] = names
    return fields


@st.composite
def renamed(draw: st.DrawFn, field: dict[str, Any], draft: Draft) -> dict[str, Any]:
    """A field under its name or another one, pointing to what it pointed to."""
    moved = dict(field)
    if "target" in moved:
        moved["target"] = draft.renamed.get(moved["target"], moved["target"])
    if draw(st.integers(0, 3)) == 0:
        moved["name"] = _bare(draw(st.sampled_from(FIELDS)), moved["type"])
    return moved


@st.composite
def kept(
    draw: st.DrawFn, field: dict[str, Any], moved: dict[str, Any], draft: Draft, resource: str
) -> dict[str, Any]:
    """A field that stays, with its definition or another one."""
    if moved["name"] != field["name"]:
        draft.fields[resource, field["name"]] = moved["name"]
    return draw(changed(moved, draft, resource)) if draw(st.booleans()) else moved


def _fill(draft: Draft, resource: str, field: dict[str, Any], *, always: bool) -> None:
    """Say what rows get, where they need it."""
    kind = field["type"]
    if kind in {"m2m", "json", "list"}:
        if kind != "m2m":
            field["optional"] = True
        return
    needed = not field.get("optional") and "default" not in field
    if needed or (always and kind != "ref"):  # what it points to may have no rows
        draft.fill[resource, field["name"]] = (
            draft.first_id if kind == "ref" else FILLS.get(kind, "a")
        )


@st.composite
def changed(draw: st.DrawFn, field: dict[str, Any], draft: Draft, resource: str) -> dict[str, Any]:
    """A field with another definition that its rows can follow."""
    kind, key = field["type"], (resource, field["name"])
    if kind == "m2m":
        return field
    kept = {word: field[word] for word in ("target", "back", "unique_with") if word in field}
    if kind in TURNS and draw(st.booleans()):
        kind = draw(st.sampled_from(TURNS[kind]))
    made: dict[str, Any] = draw(definitions(kind, ["user"])) | kept
    if field["type"] == kind == "enum":
        lost = [each for each in field["values"] if each not in made["values"]]
        draft.values[key] = {each: draw(st.sampled_from(made["values"])) for each in lost}
    made["name"] = field["name"]
    _fill(draft, resource, made, always=True)
    if _cannot_be_filled(field["type"], kind):
        made["optional"] = field.get("optional", False)
    return made


def _cannot_be_filled(old: str, new: str) -> bool:
    """Whether no value is known, or none that turns back."""
    if {old, new} & {"json", "list", "bytes", "file", "image"}:
        return True
    return old != new and new in {"str", "text"}
