"""Files: what a resource needs to have some, and what stands in their way."""

from __future__ import annotations

from typing import Any

import pytest

from generator.errors import ProjectError, UsageError
from generator.migrations.difference import difference
from generator.spec.changes import add_fields, change_field
from generator.spec.grammar import parse_field
from generator.spec.project import make_project
from generator.spec.resource import make_resource


@pytest.mark.parametrize(
    ("fields", "options", "message"),
    [
        (["x:file"], {"operations": ("list", "get", "create")}, "nobody could upload"),
        (["restore:file"], {"soft_delete": True}, "another route"),
        (["purge:image:many"], {"soft_delete": True}, "another route"),
        (["ancestors:file", "parent:ref:self:tree"], {}, "another route"),
    ],
)
def test_what_is_refused(fields: list[str], options: dict[str, Any], message: str) -> None:
    """A file that nobody sends, and one whose path is another route's; text would be fine."""
    others = [field.partition(":")[0] + ":text:opt" for field in fields[:1]] + fields[1:]
    make_resource("item", others, **options)
    with pytest.raises(UsageError, match=message):
        make_resource("item", fields, **options)


def test_a_size_that_is_none_is_refused_in_the_long_form_too() -> None:
    """The field is named, and an example is given."""
    with pytest.raises(UsageError, match="'huge' is no size"):
        parse_field({"name": "scan", "type": "file", "max_size": "huge"})


def test_rows_that_are_there_need_no_file() -> None:
    """So a field can be added without a word about them."""
    item = {"name": "item", "fields": ["name:str"]}
    project = make_project({"project_name": "x", "resources": [item]})
    after = add_fields(project, "item", [parse_field("photos:image:many")]).project
    assert after.resources[0].fields[1].optional


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("scan:file", "scan:file:many", "cannot turn from one file into several"),
        ("scan:image:many", "scan:image", "cannot turn from several into one file"),
        ("scan:file", "scan:str:opt", "cannot turn from file into str"),
        ("scan:json:opt", "scan:file", "cannot turn from json into file"),
    ],
)
def test_turns_that_are_refused(old: str, new: str, message: str) -> None:
    """What is stored would not be what the field holds."""
    item = {"name": "item", "fields": ["name:str", old]}
    project = make_project({"project_name": "x", "resources": [item]})
    change = change_field(project, "item", parse_field(new))
    with pytest.raises(ProjectError, match=message):
        difference(project, change.project, change.intent)


@pytest.mark.parametrize(
    ("old", "new"), [("scan:file", "scan:image"), ("scan:image:5mb", "scan:file:1gb")]
)
def test_turns_that_change_no_table(old: str, new: str) -> None:
    """The column holds the same; what is stored is not looked at again."""
    item = {"name": "item", "fields": ["name:str", old]}
    project = make_project({"project_name": "x", "resources": [item]})
    change = change_field(project, "item", parse_field(new))
    assert difference(project, change.project, change.intent) == []
