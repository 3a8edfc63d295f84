"""Versions of rows and keys of requests: what they need, and what stands in their way."""

from __future__ import annotations

import pytest

from generator.errors import ProjectError, UsageError
from generator.spec.project import make_project
from generator.spec.resource import load_resource, make_resource


@pytest.mark.parametrize(
    ("option", "fields", "operations", "message"),
    [
        ("versioned", ["name:str"], ["list", "get", "delete"], "without the operation 'update'"),
        ("versioned", ["version:str"], ["list", "update"], "field 'version'"),
        ("idempotent", ["name:str"], ["list", "update"], "without the operation 'create'"),
        ("idempotent", ["idempotency_key:str"], ["create"], "field 'idempotency_key'"),
        ("idempotent", ["idempotency_fingerprint:str"], ["create"], "'idempotency_fingerprint'"),
    ],
)
def test_what_is_refused(
    option: str, fields: list[str], operations: list[str], message: str
) -> None:
    """What would never be used, and a name that is taken; each is fine without the other."""
    make_resource("item", fields, operations=operations)
    with pytest.raises(UsageError, match=message):
        load_resource({"name": "item", "fields": fields, "operations": operations, option: True})


def test_answers_say_it_only_where_it_is() -> None:
    """A plain resource is recorded as ever."""
    assert "versioned" not in make_resource("item").to_mapping()
    assert make_resource("item", versioned=True).to_mapping()["versioned"] is True
    assert "idempotent" not in make_resource("item").to_mapping()
    assert make_resource("item", idempotent=True).to_mapping()["idempotent"] is True


@pytest.mark.parametrize(
    ("option", "name"), [("versioned", "version"), ("idempotent", "idempotency_key")]
)
def test_a_way_back_of_that_name(option: str, name: str) -> None:
    """What others call their relation to it is an attribute of it, too."""
    item = {"name": "item", "fields": ["name:str"]}
    part = {"name": "part", "fields": [f"item:ref:item:back={name}"]}
    make_project({"project_name": "x", "resources": [item, part]})
    with pytest.raises(ProjectError, match=name):
        make_project({"project_name": "x", "resources": [item | {option: True}, part]})
