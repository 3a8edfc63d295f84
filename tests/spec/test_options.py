"""A resource that is there gets other options."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import GeneratorError, UsageError
from generator.spec.options import change_options
from generator.spec.project import Project, make_project
from tests.strategies import resources

USER = "01a214e7-aba6-70b2-a6de-dd4eff2215ba"
SWITCHES = ("soft_delete", "versioned", "idempotent", "timestamps")
OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        **{each: st.booleans() for each in SWITCHES},
        "pagination": st.sampled_from(["page", "cursor"]),
        "read": st.sampled_from(["public", "user", "owner", "admin"]),
        "write": st.sampled_from(["user", "owner", "admin"]),
    },
)


def alone(resource: dict[str, Any]) -> Project:
    """A project with one resource."""
    return make_project({"project_name": "demo", "resources": [resource]})


def project(**options: Any) -> Project:
    """A project with notes."""
    return alone({"name": "note", "fields": ["title:str"], **options})


@given(resources(("user",)), OPTIONS)
def test_options_are_those_of_a_resource_made_with_them(one: Any, options: dict[str, Any]) -> None:
    """As if it had been added with them at once, but for what became of its rows."""
    try:
        before = alone(one.to_mapping())
        resource = before.resources[0]
        fields = [each.to_mapping() for each in resource.fields if each != resource.owner]
        [wanted] = alone({**resource.to_mapping(), **options, "fields": fields}).resources
    except GeneratorError:
        return
    owner = USER if wanted.owner and not resource.owner else None
    [after] = change_options(before, resource.name, options, owner).project.resources
    assert {*after.fields} == {*wanted.fields}
    assert after.model_copy(update={"fields": wanted.fields}) == wanted


def test_what_is_not_said_stays() -> None:
    """Also the owner that somebody defined in their own way."""
    before = project(write="owner", fields=["title:str", "owner:ref:user:unique"])
    [note] = change_options(before, "Note", {"soft_delete": True}).project.resources
    assert (note.write, note.soft_delete) == ("owner", True)
    assert note.fields == before.resources[0].fields


def test_rows_get_an_owner() -> None:
    """Those that are there need one, which is said; those that have one need none."""
    owned = {"write": "owner"}
    with pytest.raises(UsageError, match="the rows of 'note' that are there have no owner"):
        change_options(project(), "note", owned)
    change = change_options(project(), "note", owned, USER)
    assert change.project.resources[0].owner
    assert change.intent.fill == {("note", "owner"): USER}
    nullable = project(fields=["title:str", "owner:ref:user:opt"])
    with pytest.raises(UsageError, match="have no owner"):
        change_options(nullable, "note", owned)
    required = project(fields=["title:str", "owner:ref:user"])
    assert change_options(required, "note", owned).project.resources[0].owner
    with pytest.raises(UsageError, match="need no owner"):
        change_options(required, "note", owned, USER)
    with pytest.raises(UsageError, match="need no owner"):
        change_options(project(), "note", {"versioned": True}, USER)


def test_an_owner_goes_with_its_access() -> None:
    """Nobody could set the column any more."""
    before = project(read="owner", write="owner")
    [note] = change_options(before, "note", {"read": "user", "write": "user"}).project.resources
    assert [each.name for each in note.fields] == ["title"]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"write": "public", "read": "owner"}, "rows that anybody may make have no owner"),
        ({"operations": ["list", "bulk"]}, "bulk needs an operation"),
        ({"operations": ["list"], "versioned": True}, "would never change"),
    ],
)
def test_options_that_do_not_go_together(options: dict[str, Any], problem: str) -> None:
    """They are refused as they are for a new resource."""
    with pytest.raises(UsageError, match=problem):
        change_options(project(), "note", options, USER)
