"""Soft deletion: what it needs, and what stands in its way."""

from __future__ import annotations

from typing import Any

import pytest

from generator.errors import ProjectError, UsageError
from generator.spec.project import make_project
from generator.spec.resource import make_resource


@pytest.mark.parametrize(
    ("fields", "options", "message"),
    [
        (["name:str"], {"operations": ("list", "get")}, "without the operation 'delete'"),
        (["deleted_at:datetime:opt"], {}, "field 'deleted_at'"),
    ],
)
def test_what_is_refused(fields: list[str], options: dict[str, Any], message: str) -> None:
    """A mark that nobody makes, and one whose place is taken; each is fine without the other."""
    make_resource("item", fields, **options)
    with pytest.raises(UsageError, match=message):
        make_resource("item", fields, soft_delete=True, **options)


def test_answers_say_it_only_where_it_is() -> None:
    """A plain resource is recorded as ever."""
    assert "soft_delete" not in make_resource("item").to_mapping()
    assert make_resource("item", soft_delete=True).to_mapping()["soft_delete"] is True


@pytest.mark.parametrize(
    "other",
    [
        {"name": "deleted_item", "fields": ["name:str"]},
        {"name": "part", "fields": ["item:ref:item:back=deleted_at"]},
    ],
)
def test_what_does_not_go_together(other: dict[str, Any]) -> None:
    """Another list of deleted items, and a way back by the name of the mark."""
    item = {"name": "item", "fields": ["name:str"]}
    make_project({"project_name": "x", "resources": [item, other]})
    with pytest.raises(ProjectError):
        make_project({"project_name": "x", "resources": [item | {"soft_delete": True}, other]})
