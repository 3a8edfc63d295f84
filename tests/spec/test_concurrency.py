"""Versions of rows: what they need, and what stands in their way."""

from __future__ import annotations

from typing import Any

import pytest

from generator.errors import ProjectError, UsageError
from generator.spec.project import make_project
from generator.spec.resource import make_resource


@pytest.mark.parametrize(
    ("fields", "options", "message"),
    [
        (["name:str"], {"operations": ("list", "get", "delete")}, "without the operation 'update'"),
        (["version:str"], {}, "field 'version'"),
    ],
)
def test_what_is_refused(fields: list[str], options: dict[str, Any], message: str) -> None:
    """Versions that stay 1, and a name that is taken; each is fine without the other."""
    make_resource("item", fields, **options)
    with pytest.raises(UsageError, match=message):
        make_resource("item", fields, versioned=True, **options)


def test_answers_say_it_only_where_it_is() -> None:
    """A plain resource is recorded as ever."""
    assert "versioned" not in make_resource("item").to_mapping()
    assert make_resource("item", versioned=True).to_mapping()["versioned"] is True


def test_a_way_back_of_that_name() -> None:
    """What others call their relation to it is an attribute of it, too."""
    item = {"name": "item", "fields": ["name:str"]}
    part = {"name": "part", "fields": ["item:ref:item:back=version"]}
    make_project({"project_name": "x", "resources": [item, part]})
    with pytest.raises(ProjectError, match="version"):
        make_project({"project_name": "x", "resources": [item | {"versioned": True}, part]})
