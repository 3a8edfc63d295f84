"""A change of options reaches every file that it concerns."""

from __future__ import annotations

from typing import Any

import pytest

from generator.evolve import State
from generator.spec.affected import affected_resources
from generator.spec.project import Project, make_project
from generator.spec.resource import make_resource
from tests.template import TEMPLATE


def shop(**options: Any) -> Project:
    """Categories with some options, and what refers to them and is referred to."""
    project = make_project({"project_name": "demo", "description": "A demo."})
    for resource in [
        make_resource("tag", ["label:str"]),
        make_resource("category", ["name:str", "tags:m2m:tag"], **options),
        make_resource("product", ["name:str", "category:ref:category"]),
        make_resource("order", ["number:str", "categories:m2m:category"]),
        make_resource("event", ["name:str"]),
    ]:
        project = project.with_resource(resource)
    return project


RARER = [("admin", "user"), ("public", "manager")]


@pytest.mark.parametrize(
    ("read", "write"),
    [("owner", "owner"), *(pytest.param(*each, marks=pytest.mark.thorough) for each in RARER)],
)
def test_the_part_that_is_rendered_is_all_that_differs(read: str, write: str) -> None:
    """Also of those that point to it: what they may refer to, and the lists below its rows."""
    before, after = State(TEMPLATE, shop()), State(TEMPLATE, shop(read=read, write=write))
    affected = affected_resources(before.project, after.project)
    assert affected is not None
    assert affected - {"user"} == {"tag", "category", "product", "order"}
    different = differing(before, after)
    assert different <= {*before.render(affected), *after.render(affected)}
    assert any("products/" in path for path in different)


OPTIONS: dict[str, Any] = {
    "soft_delete": True,
    "versioned": True,
    "idempotent": True,
    "timestamps": False,
    "pagination": "cursor",
    "operations": ["list", "get"],
}


@pytest.mark.parametrize("option", OPTIONS)
def test_so_it_is_with_every_option(option: str) -> None:
    """Those that point to it may have to know, such as that its rows are only marked."""
    before, after = State(TEMPLATE, shop()), State(TEMPLATE, shop(**{option: OPTIONS[option]}))
    affected = affected_resources(before.project, after.project)
    assert affected is not None
    assert differing(before, after) <= {*before.render(affected), *after.render(affected)}


def differing(before: State, after: State) -> set[str]:
    """The files that differ between two whole projects."""
    old, new = before.render(), after.render()
    return {path for path in {*old, *new} if old.get(path) != new.get(path)}
