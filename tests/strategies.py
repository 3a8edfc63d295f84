"""Random specifications: every type, odd and long names, and graphs of relations."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from generator.errors import GeneratorError
from generator.spec.project import Project, make_project
from generator.spec.resource import Resource, make_resource
from generator.spec.rules import make_field
from generator.spec.types import TYPES

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
    "datetime": st.datetimes().map(lambda moment: moment.replace(year=2026).isoformat())
    | st.just("now"),
    "time": st.times().map(lambda time: time.isoformat()),
    "uuid": st.uuids().map(str),
    "decimal": st.decimals(-9999, 9999, places=2).map(str),
    "email": st.just("me@example.com"),
    "url": st.just("https://example.com/a?b=c&d=%20"),
    "slug": st.just("a-slug-2"),
}
_ELEMENTS = [name for name, each in TYPES.items() if each.element]


@st.composite
def field_mappings(draw: st.DrawFn, targets: tuple[str, ...] = ("user", "self")) -> dict[str, Any]:
    """A field in the long form; most of them are valid, `fields` keeps those."""
    kind = draw(st.sampled_from(list(TYPES)))
    mapping: dict[str, Any] = {"name": draw(names), "type": kind}
    mapping |= draw(_arguments(kind, targets))
    flags = sorted(TYPES[kind].modifiers & {"opt", "unique", "index", "filter", "sort", "search"})
    for flag in draw(st.lists(st.sampled_from(flags), unique=True, max_size=3)) if flags else ():
        mapping["optional" if flag == "opt" else flag] = True
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
    return {"target": draw(st.sampled_from(targets or ("self",)))} if kind == "m2m" else {}


@st.composite
def _bounds(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    bounds: dict[str, Any] = {}
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


@st.composite
def resources(draw: st.DrawFn, targets: tuple[str, ...] = ("user", "self")) -> Resource:
    """A resource whose relations point to `targets`."""
    mappings = draw(st.lists(field_mappings(targets).filter(_is_valid), min_size=0, max_size=6))
    name = draw(names)
    for size in range(len(mappings), -1, -1):  # drop fields that do not go together
        try:
            return make_resource(name, mappings[:size], timestamps=draw(st.booleans()))
        except GeneratorError:
            continue
    return make_resource("item")


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
        }
    )
    for _ in range(draw(st.integers(0, max_resources))):
        targets = ("user", "self", *(each.name for each in project.resources))
        try:
            project = project.with_resource(draw(resources(targets)))
        except GeneratorError:
            continue
    return project
