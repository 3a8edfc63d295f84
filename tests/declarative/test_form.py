"""The declarative form is all of a project, and no more than that."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, reject
from hypothesis import strategies as st

from generator.declarative.document import load
from generator.declarative.patterns import field_pattern
from generator.declarative.reading import read
from generator.declarative.schema import schema, schema_text
from generator.declarative.writing import write
from generator.errors import ProjectError, UsageError
from generator.spec.field import Field
from generator.spec.grammar import format_field, parse_field
from generator.spec.project import Project, make_project
from generator.spec.resource import Resource
from generator.spec.rules import make_field
from tests.declarative.files import SCHEMA, project
from tests.strategies import fields, projects

ROOT = Path(__file__).parents[2]
VALIDATOR = jsonschema.Draft202012Validator(schema())
OPTIONS: dict[str, st.SearchStrategy[Any]] = {
    "pagination": st.sampled_from(["page", "cursor"]),
    "read": st.sampled_from(["public", "user", "admin"]),
    "soft_delete": st.booleans(),
    "versioned": st.booleans(),
    "idempotent": st.booleans(),
    "operations": st.sampled_from([("list",), ("get", "delete"), ("create", "update", "bulk")]),
}

PRINTABLE = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "))


def invalid(document: object) -> list[str]:
    """What the schema finds wrong in a document."""
    return [error.message for error in VALIDATOR.iter_errors(document)]


@given(projects(), st.fixed_dictionaries(OPTIONS), PRINTABLE)
def test_what_is_written_is_read_back(
    some: Project, options: dict[str, Any], description: str
) -> None:
    """The text gives the same project again, and the schema finds nothing wrong in it."""
    try:
        resources = [
            each.model_copy(update=options).with_fields(each.fields) for each in some.resources
        ]
    except UsageError:
        reject()  # a sort that this kind of pages cannot follow
    whole = some.model_copy(update={"description": description}).with_resources(resources)
    text = write(whole, SCHEMA)
    said = read(text)
    assert make_project({**said.answers, "resources": said.resources}) == whole
    assert [*said.renames, *said.backfill, *said.values] == []
    assert invalid(load(text)) == []
    assert yaml.safe_load(text) == load(text)  # by whatever YAML it is read


def test_no_word_more_than_is_needed() -> None:
    """Plurals, tables, lengths and ways back that follow from the rest are left out."""
    shop = project(
        category=["name:str:80:unique", "parent:ref:self"],
        order=["on:bool", "status:enum:draft+paid:default=draft", "at:time:default=10:30"],
        product=["first:ref:category", "second:ref:category", "tags:m2m:category:back=goods"],
        sheep=["owner:ref:user:unique:ondelete=cascade"],
    )
    assert write(shop, SCHEMA) == (
        """\
# yaml-language-server: $schema=https://example.com/project.schema.json
project_name: shop
description: ''
package: src
database: sqlite
id: uuid
python: '3.11'
envelope: plain
api_version_by: url
docker: true
github_actions: true
pre_commit: true
agents: true
redis: true

resources:
  - name: category
    fields:
      - name:str:80:unique
      - parent:ref:self

  - name: order
    fields:
      - on:bool
      - status:enum:draft+paid:default=draft
      - at:time:default=10:30:00

  - name: product
    fields:
      - first:ref:category
      - second:ref:category
      - tags:m2m:category:back=goods

  - name: sheep
    fields:
      - owner:ref:user:unique:ondelete=cascade
"""
    )


def test_what_cannot_be_a_word_has_the_long_form() -> None:
    """A default that the grammar cannot say, and a plural that English does not give."""
    odd = {"name": "title", "type": "str", "default": "a:opt # b"}
    shop = make_project(
        {
            "project_name": "shop",
            "region": "on",
            "resources": [{"name": "item", "plural": "stock", "fields": [odd]}],
        }
    )
    assert write(shop, SCHEMA).partition("\n\n")[2] == (
        """\
resources:
  - name: item
    plural: stock
    fields:
      - name: title
        type: str
        max_length: 255
        default: 'a:opt # b'
"""
    )
    assert "region: 'on'" in write(shop, SCHEMA)
    assert "resources: []" in write(project(), SCHEMA)


def test_an_answer_that_has_no_place() -> None:
    """A fork's question may have the name of a key that means something else here."""
    odd = make_project({"project_name": "shop", "values": "x"})
    with pytest.raises(ProjectError, match="'values' has no place"):
        write(odd, SCHEMA)


def test_words_are_read_as_editors_read_them() -> None:
    """YAML 1.2: `on` is a word and a time is no number; what is null or true is the same."""
    text = "a: [on, no, 12:30, 2026-01-01, 0o17, 010, ~, null, true, 1, -2.5, 1.0e+3, '1', x: y]"
    words = ["on", "no", "12:30", "2026-01-01", "0o17", "010", None, None, True, 1, -2.5, 1000.0]
    assert load(text) == {"a": [*words, "1", {"x": "y"}]}


def test_the_published_schema() -> None:
    """It is what the code says; `fastapi-gen export --schema` writes it anew."""
    assert (ROOT / "docs/project.schema.json").read_text(encoding="utf-8") == schema_text()
    jsonschema.Draft202012Validator.check_schema(schema())


def test_the_schema_knows_every_key() -> None:
    """A key that a model gets is described."""
    definitions = json.loads(schema_text())
    assert {*definitions["properties"]} >= {*Project.model_fields}
    assert {*definitions["$defs"]["resource"]["properties"]} == {*Resource.model_fields}
    assert {*definitions["$defs"]["field"]["properties"]} == {*Field.model_fields}


@given(fields)
def test_the_pattern_knows_every_field(mapping: dict[str, Any]) -> None:
    """What is a word of the grammar is one for editors."""
    text = format_field(make_field(mapping))
    if isinstance(text, str):
        assert re.search(field_pattern(), text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("a:str", True), ("a:str:80:unique:opt", True), ("class-name:int:min=-1:max=2", True),
        ("Price:decimal:10,2", True), ("a:decimal:12", True), ("a:enum:x+y,z:default=x", True),
        ("a:url:default=https://example.com:8080/x", True), ("a:time:default=10:30:00", True),
        ("a:list:str:minlen=1", True), ("tags:m2m:Tag:back=things", True),
        ("owner:ref:user:ondelete=cascade", True), ("a:str:default=x y", True),
        ("a", False), ("a:", False), ("a:strr", False), ("a:str:eighty", False), ("a:str:opt:80", False),
        ("a:int:80", False), ("a:json:unique", False), ("a:bool:min=1", False), ("a:str:default=", False),
        ("a:str:unique=1", False), ("a:enum", False), ("a:enum:opt", False), ("a:list:json", False),
        ("a:bool:unique=b+C,d_id", True), ("a:str:unique=b+", False), ("a:text:unique=b", False),
        ("a:ref", False), ("a:ref:opt", False), ("a:ref:x:ondelete=drop", False), ("1a:str", False),
        ("a b:str", False), ("a:str:nullable", False), ("a:m2m:x:opt", False),
    ],
)  # fmt: skip
def test_the_pattern_is_that_of_the_grammar(text: str, right: bool) -> None:  # noqa: FBT001
    """It takes what the tool takes, and refuses what the tool refuses."""
    assert bool(re.search(field_pattern(), text)) is right
    if right:
        parse_field(text)
    else:
        with pytest.raises(UsageError):
            parse_field(text)


@pytest.mark.parametrize(
    "said",
    [
        {"python": 3.11}, {"database": "mysql"}, {"envelope": "round"}, {"api_version_by": "mail"}, {"docker": "no"}, {"package": "App"}, {"resources": None}, {"project_name": "a b"},
        {"resources": [{"name": "a", "fields": []}]}, {"resources": [{"name": "a"}]},
        {"resources": [{"name": "a", "fields": ["b:strr"]}]}, {"resources": [{"name": "a", "filds": ["b:str"]}]},
        {"resources": [{"name": "a", "fields": [{"b": "str"}]}]}, {"renames": {"a.b.c": "d"}}, {"renames": ["a"]},
        {"resources": [{"name": "a", "fields": [{"name": "b", "type": "str", "typ": 1}]}]},
        {"backfill": {"a": 1}}, {"backfill": {"a.b": [1]}}, {"values": {"a.b": "c"}},
    ],
)  # fmt: skip
def test_the_schema_finds_what_is_wrong(said: object) -> None:
    """What the tool refuses for its form, editors mark."""
    assert invalid(said)
