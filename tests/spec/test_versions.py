"""Versions: how they are written, which days they may have, and how the next one comes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from generator.errors import ProjectError, UsageError
from generator.spec.changes import add_version
from generator.spec.project import Project, make_project
from generator.spec.resource import make_resource
from generator.spec.versions import read_versions

DAY = dt.date(2026, 11, 25)


def shop(*resources: Mapping[str, object]) -> Project:
    """A project with products, and with other resources."""
    product = {"name": "product", "fields": ["name:str"]}
    return make_project({"project_name": "demo", "resources": [product, *resources]})


def test_what_is_not_said_is_v1() -> None:
    """It stands in no answers file."""
    resource = make_resource("product", ["name:str"])
    assert [each.name for each in resource.versions] == ["v1"]
    assert "versions" not in resource.to_mapping()


def test_the_answers_hold_what_is_said() -> None:
    """In their order, whatever the order in which they were written."""
    old = {"name": "v2", "deprecated": "2026-11-25", "sunset": "2027-06-30"}
    resource = make_resource("product", ["name:str"], versions=["v10", old])
    assert resource.to_mapping()["versions"] == [old, {"name": "v10"}]


@pytest.mark.parametrize(
    ("versions", "message"),
    [
        ([], "versions is no list of versions: []"),
        ("v2", "versions is no list of versions: 'v2'"),
        (["2"], "'2' is no version of an API"),
        (["v0"], "'v0' is no version of an API"),
        (["v1", "v1"], "versions: v1 stands twice"),
        ([{"name": "v1", "since": "2026-11-25"}, "v2"], "versions.since: extra inputs"),
        ([{"name": "v1", "deprecated": "soon"}, "v2"], "versions.deprecated: input should be"),
        ([{"name": "v1", "deprecated": "2026-11-25"}], "versions: v1 is deprecated, and nothing"),
        ([{"name": "v1", "sunset": "2026-11-25"}, "v2"], "versions: v1 cannot go on 2026-11-25"),
        (
            [{"name": "v1", "deprecated": "2026-11-25", "sunset": "2026-11-24"}, "v2"],
            "versions: v1 cannot go on 2026-11-24",
        ),
    ],
)
def test_refused(versions: object, message: str) -> None:
    """One line names the version."""
    with pytest.raises(UsageError) as refusal:
        read_versions(versions)
    assert refusal.value.message.startswith(message)
    assert refusal.value.hint


def test_the_next_version_deprecates_the_one_before() -> None:
    """And none that was deprecated already."""
    later = dt.date(2027, 1, 1)
    project = add_version(shop(), "product", "v2", DAY, later).project
    project = add_version(project, "product", "v3", later).project
    told = [each.described for each in project.existing("product").versions]
    assert told == ["v1, deprecated 2026-11-25, goes 2027-01-01", "v2, deprecated 2027-01-01", "v3"]


def test_a_version_is_newer_than_all_others() -> None:
    """The next one is named."""
    with pytest.raises(UsageError, match="v1 is not newer than v1") as refusal:
        add_version(shop(), "product", "v1", DAY)
    assert refusal.value.hint == "The next one is v2."


@pytest.mark.parametrize("name", ["product_v2", "products_v2"])
def test_no_resource_is_called_like_a_version(name: str) -> None:
    """Their routers and operations would have the same names."""
    other = {"name": "other", "plural": name, "fields": ["name:str"]}
    with pytest.raises(ProjectError, match="is there already"):
        add_version(shop(other), "product", "v2", DAY)
    project = add_version(shop(other), "product", "v3", DAY).project
    assert project.existing("product").versions[-1].name == "v3"
