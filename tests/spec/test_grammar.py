"""The field grammar."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given

from generator.errors import UsageError
from generator.spec.grammar import format_field, parse_field
from generator.spec.rules import make_field
from tests.strategies import TEXTS, fields


@given(fields)
def test_a_field_is_read_back_as_it_was_written(mapping: dict[str, Any]) -> None:
    """`parse_field` undoes `format_field`, for the short form as for the long one."""
    field = make_field(mapping)
    assert parse_field(format_field(field)) == field


@given(fields)
def test_the_answers_form_is_read_back(mapping: dict[str, Any]) -> None:
    """What is kept in the answers file gives the same field again."""
    field = make_field(mapping)
    assert parse_field(field.to_mapping()) == field


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name:str", {"name": "name", "type": "str", "max_length": 255}),
        ("name:str:50:unique", {"name": "name", "type": "str", "max_length": 50, "unique": True}),
        ("price:decimal", {"name": "price", "type": "decimal", "precision": 10, "scale": 2}),
        ("price:decimal:12.4:min=0", {"name": "price", "type": "decimal", "precision": 12, "scale": 4, "min": "0"}),
        ("s:enum:a+b", {"name": "s", "type": "enum", "values": ["a", "b"]}),
        ("s:enum:a,b:default=b", {"name": "s", "type": "enum", "values": ["a", "b"], "default": "b"}),
        ("on:bool:default=yes", {"name": "on", "type": "bool", "default": True}),
        ("at:time:default=10:30", {"name": "at", "type": "time", "default": "10:30:00"}),
        ("at:datetime:default=2026-01-02T10:30:00", {"name": "at", "type": "datetime", "default": "2026-01-02T10:30:00+00:00"}),
        ("u:url:default=https://a.b/c:opt", {"name": "u", "type": "url", "max_length": 2083, "optional": True, "default": "https://a.b/c"}),
        ("category_id:ref:Category", {"name": "category", "type": "ref", "target": "category", "on_delete": "restrict"}),
        ("scan:file", {"name": "scan", "type": "file", "max_size": "10mb", "optional": True}),
        ("scan:file:opt", {"name": "scan", "type": "file", "max_size": "10mb", "optional": True}),
        ("photos:image:5MB:many", {"name": "photos", "type": "image", "max_size": "5mb", "optional": True, "many": True}),
        ("s:slug:unique=list-id", {"name": "s", "type": "slug", "max_length": 255, "unique_with": ["list_id"]}),
        ("b:bool:unique=a,c", {"name": "b", "type": "bool", "unique_with": ["a", "c"]}),
        ("tags:list:str:opt", {"name": "tags", "type": "list", "element": "str", "optional": True}),
    ],
)  # fmt: skip
def test_what_a_field_says(text: str, expected: dict[str, Any]) -> None:
    """Arguments, modifiers and what the type implies end up in the plain mapping."""
    assert parse_field(text).to_mapping() == expected


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("name", "the type is missing", "name:str"),
        ("name:", "the type is missing", "name:str"),
        ("name:strr", "unknown type 'strr'", "Did you mean str?"),
        ("name:str:uniqe", "'uniqe' is no argument or modifier", "Did you mean unique?"),
        ("name:str:50:60", "'60' is no argument", "modifiers"),
        ("n:int:min=5:max=2", "min 5 is above max 2", "Swap"),
        ("n:int:default=abc", "default=abc does not fit its type int", "like 3"),
        ("n:int:default=3000000000", "does not fit", "32 bits"),
        ("n:int:default=1:min=5", "below min", "Raise"),
        ("p:decimal:4.2:default=123.45", "does not fit", "4 digits"),
        ("p:decimal:2.4", "precision", "decimal:10.2"),
        ("p:decimal:0.0", "precision", "decimal:10.2"),
        ("s:enum", "needs its values", "enum:draft+published"),
        ("s:enum:a+a", "same word", "Keep"),
        ("s:enum:a+b:default=c", "none of its values", "a, b"),
        ("s:str:5:default=abcdef", "longer than 5", "Shorten"),
        ("s:str:5:minlen=6", "minlen 6 is above", "Lower"),
        ("p:decimal:default=1e999999999", "does not fit its type decimal", "at most 100 digits"),
        ("p:decimal:min=-1e-999999999", "does not fit its type decimal", "at most 100 digits"),
        ("t:datetime:default=0001-01-01T00:00:00+05:00", "does not fit its type datetime", "year 1"),
        ("t:datetime:default=9999-12-31T23:00:00-05:00", "does not fit its type datetime", "9999"),
        ("t:time:default=12:30:00+02:00", "does not fit its type time", "no time zone"),
        ("d:date:default=tomorrow", "does not fit its type date", "today"),
        ("t:list", "element type", "list:str"),
        ("t:list:json", "cannot hold 'json'", "list:str"),
        ("c:ref", "points to nothing", "ref:RESOURCE"),
        ("c:ref:x:ondelete=setnull", "may be null", ":opt"),
        ("c:ref:x:ondelete=explode", "field 'c': ondelete: input should be 'cascade'", ""),
        ("f:file:big", "'big' is no argument or modifier", "file:5mb"),
        ("f:file:0mb", "'0mb' is no argument or modifier", "file:5mb"),
        ("f:file:many:5mb", "'5mb' is no argument or modifier", "modifiers"),
        ("f:image:unique", "takes no 'unique'", "many, opt"),
        ("f:file:readonly", "takes no 'readonly'", "many, opt"),
        ("s:str:many", "takes no 'many'", "opt"),
        ("j:json:unique", "takes no 'unique'", "opt"),
        ("s:str:unique:unique", "stands twice", "Keep one"),
        ("s:str:search=fulltext", "search=fulltext is unknown", "search=trigram"),
        ("s:str:search=", "search= is unknown", "search alone"),
        ("n:int:search=trigram", "takes no 'search'", "It takes"),
        ("b:bool:unique", "takes no 'unique'", "opt"),
        ("s:enum:a+b:unique", "takes no 'unique'", "opt"),
        ("n:int:unique:min=1:max=9", "9 values, so for 9 rows", "10 values"),
        ("n:bigint:unique:min=-1:max=-1", "1 value, so for 1 row", "widen"),
        ("n:int:unique:min=2147483640", "8 values", "Leave out unique"),
        ("p:decimal:1.0:unique:min=1", "9 values", "10 values"),
        ("p:decimal:40.30:unique:max=-9999999999.999999999999999999999999999998", "2 values", ""),
        ("x:float:unique:min=1:max=1", "1 value", "widen"),
        ("s:str:unique=1", "'1' is not a valid name", "letter"),
        ("s:str:unique=", "unique needs a value", "unique=VALUE"),
        ("s:str:unique=a+", "'' is not a valid name", "letter"),
        ("s:str:unique:unique=a", "what is unique is so with others", "Keep unique or unique=."),
        ("s:str:unique=a:unique=b", "stands twice", "Keep one"),
        ("t:text:unique=a", "takes no 'unique='", "It takes"),
        ("t:m2m:tag:unique=a", "takes no 'unique='", "It takes"),
        ("s:str:opt=a", "takes no value", "opt alone"),
        ("s:str:default=", "needs a value", "default=VALUE"),
        ("s:str:readonly", "nobody could set it", ":opt"),
        ("s:str:opt:readonly:hidden", "exclude each other", "Keep one"),
        ("s:str:opt:hidden:filter", "filter would tell", "Leave out"),
        ("s:str:writeonly:search", "search would tell", "Leave out"),
        ("t:ref:tag:opt:hidden:include", "include would show", "Leave out"),
        ("t:m2m:tag:writeonly:include", "include would show", "Leave out"),
        ("s:str:include", "the type str takes no 'include'", "It takes"),
        ("p:decimal:16.2:sort", "at most 15 digits", "as text"),
        ("id:int", "'id' is used by", "id_entry"),
        ("metadata:json", "'metadata' is used by", "metadata_entry"),
        ("class:str", "'class' is used by Python as a keyword", "class_entry"),
        ("2nd:str", "not a valid name", "letter"),
        ("a b:str", "not a valid name", "letter"),
        ("e:email:default=nobody", "does not fit its type email", "me@example.com"),
    ],
)  # fmt: skip
def test_a_field_that_is_refused(text: str, message: str, hint: str) -> None:
    """The message says what is wrong with which word, the hint what to write instead."""
    with pytest.raises(UsageError) as refusal:
        parse_field(text)
    assert message in refusal.value.message
    assert hint in refusal.value.hint
    assert refusal.value.exit_code == 2


@pytest.mark.parametrize("text", TEXTS)
def test_a_default_is_kept_as_it_is(text: str) -> None:
    """No character of a default means anything to the grammar."""
    assert parse_field(f"name:str:default={text}").default == text


def test_the_way_back_is_spelled_as_a_name() -> None:
    """It becomes an attribute and part of a function, in whatever spelling it was said."""
    assert parse_field("author:ref:user:back=OwnBooks").back == "own_books"


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"type": "m2m", "target": "tag", "ids": "x; import os"}, "'x; import os' is not a valid name"),
        ({"type": "m2m", "target": "tag", "ids": "x\ny"}, "is not a valid name"),
        ({"type": "m2m", "target": "tag", "ids": "class"}, "'class' is used by Python as a keyword"),
        ({"type": "m2m", "target": "tag", "ids": "id"}, "'id' is used by"),
        ({"type": "str", "ids": "words"}, "the type str takes no 'ids'"),
        ({"type": "int", "max_length": 5}, "the type int takes no 'max_length'"),
        ({"type": "str", "scale": 2}, "the type str takes no 'scale'"),
        ({"type": "str", "values": ["a"]}, "the type str takes no 'values'"),
        ({"type": "str", "target": "tag"}, "the type str takes no 'target'"),
    ],
)  # fmt: skip
def test_a_long_form_that_is_refused(more: dict[str, Any], message: str) -> None:
    """The keys that the grammar never writes are held to the same rules: names are names."""
    with pytest.raises(UsageError, match=re.escape(message)):
        parse_field({"name": "words", **more})
