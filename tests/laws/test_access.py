"""A change of access reaches every file that it concerns."""

from __future__ import annotations

import pytest

from generator.evolve import State
from generator.spec.affected import affected_resources
from generator.spec.project import Project, make_project
from generator.spec.resource import make_resource
from tests.template import TEMPLATE


def shop(read: str, write: str = "user") -> Project:
    """Categories of that access, and what refers to them and is referred to."""
    project = make_project({"project_name": "demo", "description": "A demo."})
    for resource in [
        make_resource("tag", ["label:str"]),
        make_resource("category", ["name:str", "tags:m2m:tag"], read=read, write=write),
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
    before, after = State(TEMPLATE, shop("user")), State(TEMPLATE, shop(read, write))
    affected = affected_resources(before.project, after.project)
    assert affected is not None
    assert affected - {"user"} == {"tag", "category", "product", "order"}
    old, new = before.render(), after.render()
    different = {path for path in {*old, *new} if old.get(path) != new.get(path)}
    assert different <= {*before.render(affected), *after.render(affected)}
    assert any("products/" in path for path in different)
