"""Random specifications: every type, odd and long names, and graphs of relations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from generator.errors import GeneratorError
from generator.spec import changes as spec_changes
from generator.spec.changes import Change
from generator.spec.features import FEATURES
from generator.spec.field import Field
from generator.spec.project import Project, make_project
from generator.spec.resource import Resource, make_resource
from generator.spec.rules import make_field
from generator.spec.types import TYPES
from generator.spec.versions import read_versions

ODD_NAMES = [
    "a", "x1", "order", "group", "type", "match", "date", "time", "datetime", "uuid", "number", "value", "item",
    "client", "key", "state", "class_name", "purchase_order", "http_server", "news", "series", "sheep", "person",
    "analysis", "criterion", "e2e_test_run", "extraordinarily_long_name_of_forty_chars",
    "another_very_long_name_with_many_words", "is_active", "hash", "format", "min", "max", "range", "count", "index",
]  # fmt: skip

TEXTS = [
    "plain", "it's", 'say "hi"', "both ' and \"", "back\\slash", "{{ 7 * 7 }}", "{% if x %}", "%s %d", "100%", "ünïcödé",
    '"""+__import__("os").system("true")+"""', "#not a comment", "a" * 60, "tail\\", "\u200b", "$HOME `id`", "🦄",
]  # fmt: skip

ACCESS = ["user", "user", "public", "owner", "manager", "admin"]
OPERATIONS = ["list", "get", "create", "update", "delete"]
PAGINATION = ["page", "offset", "cursor", "keyset"]
_WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
names = st.sampled_from(ODD_NAMES) | st.lists(_WORDS, min_size=1, max_size=3).map("_".join)

_DEFAULTS: dict[str, st.SearchStrategy[Any]] = {
    "str": st.sampled_from(TEXTS),
    "text": st.sampled_from(TEXTS),
    "int": st.integers(-(2**31), 2**31 - 1),
    "bigint": st.integers(-(2**63), 2**63 - 1),
    "float": st.floats(allow_nan=False, allow_infinity=False, width=32),
    "bool": st.booleans(),
    "date": st.dates().map(str) | st.just("today"),
    "datetime": st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 31)).map(str)  # noqa: DTZ001 - so are some defaults
    | st.just("now"),
    "time": st.times().map(lambda time: time.isoformat()),
    "uuid": st.uuids().map(str),
    "decimal": st.decimals(-9999, 9999, places=2).map(str),
    "email": st.just("me@example.com"),
    "url": st.just("https://example.com/a?b=c&d=%20"),
    "slug": st.just("a-slug-2"),
}
_OTHERS = st.lists(names, min_size=1, max_size=2, unique=True)
_FLAGS = {"opt", "unique", "index", "filter", "sort", "search", "include", "tree", "many"}
_ELEMENTS = [name for name, each in TYPES.items() if each.element]


@st.composite
def field_mappings(draw: st.DrawFn, targets: tuple[str, ...] = ("user", "self")) -> dict[str, Any]:
    """A field in the long form; most of them are valid, `fields` keeps those."""
    kind = draw(st.sampled_from(list(TYPES)))
    mapping: dict[str, Any] = {"name": draw(names), "type": kind}
    mapping |= draw(_arguments(kind, targets))
    flags = sorted(TYPES[kind].modifiers & _FLAGS)
    for flag in draw(st.lists(st.sampled_from(flags), unique=True, max_size=3)) if flags else ():
        mapping["optional" if flag == "opt" else flag] = True
    if "unique=" in TYPES[kind].modifiers and draw(st.integers(0, 9)) == 0:
        mapping["unique_with"] = draw(_OTHERS)
    if "search" in mapping:
        mapping["search"] = draw(st.sampled_from([True, "trigram"]))
    if kind in _DEFAULTS and draw(st.booleans()):
        mapping["default"] = draw(_DEFAULTS[kind])
    if draw(st.integers(0, 9)) == 0:
        mapping[draw(st.sampled_from(["readonly", "writeonly", "hidden"]))] = True
    return mapping | draw(_bounds(kind))


@st.composite
def _arguments(draw: st.DrawFn, kind: str, targets: tuple[str, ...]) -> dict[str, Any]:
    if kind == "str" and draw(st.booleans()):
        return {"max_length": draw(st.integers(1, 500))}
    if kind == "decimal":
        scale = draw(st.integers(0, 6))
        return {"precision": draw(st.integers(max(1, scale), 15)), "scale": scale}
    if kind == "enum":
        words = [
            "draft",
            "published",
            "in-progress",
            "a",
            "Z9",
            "x_y",
            "extraordinarily-long-value-of-an-enum",
        ]
        values = st.sampled_from(words)
        return {"values": draw(st.lists(values, min_size=1, max_size=5, unique=True))}
    if kind == "list":
        return {"element": draw(st.sampled_from(_ELEMENTS))}
    if kind == "ref":
        return {
            "target": draw(st.sampled_from(targets)),
            "on_delete": draw(st.sampled_from(["cascade", "restrict"])),
        }
    sizes = st.sampled_from(["10mb", "5mb", "1kb", "9999gb"])
    one_of = {"m2m": ("target", st.sampled_from(targets or ("self",)))}
    one_of |= dict.fromkeys(("file", "image"), ("max_size", sizes))
    return {one_of[kind][0]: draw(one_of[kind][1])} if kind in one_of else {}


_ENDS: dict[str, list[Any]] = {
    "int": [-(2**31), 2**31 - 9, 2**31 - 1],
    "bigint": [-(2**63), 2**63 - 12, 2**63 - 1],
    "float": [-1.7976931348623157e308, -1e300, 1e-300, 0.5, 1e15, 1.7e308],
    "decimal": ["-0.5", "0.1", "7", "9.9"],
}
"""Bounds where values are few, or far apart."""


@st.composite
def _bounds(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    bounds: dict[str, Any] = {}
    if kind in _ENDS and draw(st.integers(0, 3)) == 0:
        ends = draw(st.lists(st.sampled_from(_ENDS[kind]), min_size=1, max_size=2))
        return dict(zip(draw(st.permutations(["min", "max"])), ends, strict=False))
    if "min" in TYPES[kind].modifiers and draw(st.integers(0, 3)) == 0:
        bounds["min"] = draw(st.integers(-5, 5))
    if "max" in TYPES[kind].modifiers and draw(st.integers(0, 3)) == 0:
        bounds["max"] = draw(st.integers(5, 9))
    if "minlen" in TYPES[kind].modifiers and draw(st.integers(0, 3)) == 0:
        bounds["min_length"] = draw(st.integers(0, 3))
    return bounds


def _is_valid(mapping: dict[str, Any]) -> bool:
    try:
        make_field(mapping)
    except GeneratorError:
        return False
    return True


fields = field_mappings().filter(_is_valid)
"""Valid fields in the long form."""


_operations = st.just(OPERATIONS) | st.lists(
    st.sampled_from([*OPERATIONS, "bulk"]), min_size=1, unique=True
)


@st.composite
def _several_versions(draw: st.DrawFn) -> list[dict[str, Any]]:
    numbers = draw(st.sets(st.sampled_from([1, 2, 3, 10]), min_size=1, max_size=3))
    *old, newest = sorted(numbers)
    return [*(draw(_old_version(number)) for number in old), {"name": f"v{newest}"}]


@st.composite
def _old_version(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """A version with the days of its end, as far as they are known."""
    days = st.dates(dt.date(1999, 12, 31), dt.date(2100, 3, 1))
    known = sorted(draw(st.lists(days, max_size=2)))
    return {"name": f"v{number}", **dict(zip(["deprecated", "sunset"], known, strict=False))}


_versions = st.just([{"name": "v1"}]) | _several_versions()


@st.composite
def resources(draw: st.DrawFn, targets: tuple[str, ...] = ("user", "self")) -> Resource:
    """A resource whose relations point to `targets`."""
    mappings = draw(st.lists(field_mappings(targets).filter(_is_valid), min_size=0, max_size=6))
    name = draw(names)
    mappings = draw(_together(mappings))
    for size in range(len(mappings), -1, -1):  # drop fields that do not go together
        try:
            return make_resource(
                name,
                mappings[:size],
                timestamps=draw(st.booleans()),
                pagination=draw(st.sampled_from(PAGINATION)),
                soft_delete=draw(st.booleans()),
                versioned=draw(st.booleans()),
                idempotent=draw(st.booleans()),
                read=draw(st.sampled_from(ACCESS)),
                write=draw(st.sampled_from(ACCESS)),
                operations=draw(_operations),
                versions=draw(_versions),
            )
        except GeneratorError:
            continue
    return make_resource("item")


@st.composite
def _together(draw: st.DrawFn, mappings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The fields, those that are unique with others with such as are there before them."""
    before: list[str] = []
    for mapping in mappings:
        if "unique_with" in mapping:
            others = [name for name in before if name != mapping["name"]]
            chosen = st.lists(st.sampled_from(others), min_size=1, max_size=2, unique=True)
            mapping["unique_with"] = draw(chosen) if others else []
        if "unique=" in TYPES[mapping["type"]].modifiers:
            before.append(mapping["name"])
    return mappings


_DEFAULT_OPTIONS: list[dict[str, Any]] = [
    {},
    {},
    {"pagination": "cursor", "timestamps": False},
    {"read": "owner", "write": "owner", "soft_delete": True},
    {"operations": ["list", "get"]},
]


@st.composite
def projects(draw: st.DrawFn, max_resources: int = 4) -> Project:
    """A project with resources that point to each other, to themselves and to users."""
    project = make_project(
        {
            "project_name": draw(st.sampled_from(["demo", "my-app", "MyApp", "x"])),
            "description": draw(st.sampled_from(["An API.", *filter(str.isprintable, TEXTS)])),
            "package": draw(st.sampled_from(["src", "app", "zoo", "shop_backend"])),
            "database": draw(st.sampled_from(["sqlite", "postgresql"])),
            "id": draw(st.sampled_from(["uuid", "int"])),
            "python": draw(st.sampled_from(["3.11", "3.12", "3.13"])),
            "envelope": draw(st.sampled_from(["plain", "wrapped"])),
            "api_version_by": draw(st.sampled_from(["url", "header"])),
            "defaults": draw(st.sampled_from(_DEFAULT_OPTIONS)),
            **{feature: draw(st.sampled_from([True, True, False])) for feature in FEATURES},
        }
    )
    for _ in range(draw(st.integers(0, max_resources))):
        targets = ("user", "self", *(each.name for each in project.resources))
        try:
            project = project.with_resource(draw(resources(targets)))
        except GeneratorError:
            continue
    return project


@st.composite
def changes(draw: st.DrawFn, project: Project) -> Change:
    """Something that a command can do to a project with resources."""
    resource = draw(st.sampled_from(project.resources))
    field = draw(st.sampled_from(resource.fields))
    targets = ("user", "self", *(each.name for each in project.resources))
    new = make_field(draw(field_mappings(targets).filter(_is_valid)))
    fresh = draw(names.filter(lambda name: project.resource(name) is None))
    kinds: list[Callable[[], Change]] = [
        lambda: spec_changes.add_fields(project, resource.name, [_open(new)]),
        lambda: spec_changes.remove_fields(project, resource.name, [field.name]),
        lambda: spec_changes.rename_field(project, resource.name, field.name, fresh),
        lambda: spec_changes.change_field(project, resource.name, _variant(draw, field)),
        lambda: spec_changes.rename_resource(project, resource.name, fresh),
        lambda: Change(_opened(draw, project, resource)),
        lambda: Change(_versioned(draw, project, resource)),
        lambda: Change(project.with_resource(draw(resources(targets)))),
        lambda: Change(project.without_resource(resource.name)),
    ]
    try:
        return draw(st.sampled_from(kinds))()
    except GeneratorError:
        return spec_changes.add_fields(project, resource.name, [make_field(_SPARE)])


def _opened(draw: st.DrawFn, project: Project, resource: Resource) -> Project:
    """The project, with another access of a resource; the one of an owner needs rows to know it."""
    words = [word for word in ACCESS if word != "owner" or resource.owner]
    access = {key: draw(st.sampled_from(words)) for key in ("read", "write")}
    after = resource.model_copy(update=access).with_fields(resource.fields)
    return project.with_resources(after if each is resource else each for each in project.resources)


def _versioned(draw: st.DrawFn, project: Project, resource: Resource) -> Project:
    """The project, with other versions of a resource."""
    versions = read_versions(draw(_versions))
    after = resource.model_copy(update={"versions": versions}).with_fields(resource.fields)
    return project.with_resources(after if each is resource else each for each in project.resources)


_SPARE = {"name": "zwischen", "type": "int", "optional": True}


def _open(field: Field) -> Field:
    """The field as rows that are there can get it."""
    return field if field.type == "m2m" else field.model_copy(update={"optional": True})


def _variant(draw: st.DrawFn, field: Field) -> Field:
    """The field with one thing changed that every row can follow."""
    mapping = field.to_mapping()
    variants: list[dict[str, Any]] = [mapping | {"optional": True}]
    if "unique" in TYPES[field.type].modifiers:
        variants.append(mapping | {"unique": not field.unique, "unique_with": ()})
    if "index" in TYPES[field.type].modifiers:
        variants.append(mapping | {"index": not field.index})
    if "search" in TYPES[field.type].modifiers:
        variants.append(mapping | {"search": draw(st.sampled_from([False, True, "trigram"]))})
    if field.type == "str":
        variants.append(mapping | {"max_length": (field.max_length or 1) + 7})
    if field.is_file:
        variants.append(mapping | {"max_size": "7mb"})
    if field.type == "enum":
        variants.append(mapping | {"values": (*field.values, "one-more")})
    return make_field(draw(st.sampled_from(variants).filter(_is_valid)))
