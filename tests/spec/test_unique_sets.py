"""Fields that are unique together."""

from __future__ import annotations

from typing import Any

import pytest

from generator.errors import ProjectError, UsageError
from generator.spec import changes
from generator.spec.grammar import parse_field
from generator.spec.project import Project, make_project
from generator.spec.resource import Resource, make_resource

LINE = ["order:ref:user:back=orders", "product:ref:user:unique=order:back=products", "size:int"]


def line(*fields: str, **options: Any) -> Resource:
    """A resource with these fields."""
    return make_resource("line", fields, **options)


def shop(*fields: str) -> Project:
    """A project with nothing but lines."""
    return make_project({"project_name": "shop"}).with_resource(line(*fields))


def partners(project: Project, name: str) -> tuple[str, ...]:
    """What a field of the lines is unique with."""
    return project.existing("line").existing(name).unique_with


@pytest.mark.parametrize("name", ["order", "order_id", "Order", "order-id"])
def test_another_field_goes_by_any_of_its_names(name: str) -> None:
    """That of its column, too; the answers have the one of the field."""
    product = line("order:ref:user", f"product:ref:self:unique={name}").existing("product")
    assert product.unique_with == ("order",)
    assert product.to_mapping()["unique_with"] == ["order"]


def test_the_owner_is_one_of_them() -> None:
    """Nobody has to declare it: the access does."""
    page = make_resource("article", ["slug:slug:unique=owner"], write="owner")
    assert page.existing("slug").unique_with == ("owner",)
    assert page.owner


def test_a_relation_stays_one_to_many() -> None:
    """Each of several rows may refer to the same one."""
    assert line(*LINE).existing("product").back == "products"


@pytest.mark.parametrize(
    ("fields", "message", "hint"),
    [
        (["a:str:unique=b"], "unique with 'b', which is no other field", "The others are: none."),
        (["a:str:unique=namme", "name:str"], "no other field", "Did you mean name?"),
        (["slug:slug:unique=owner"], "'owner', which is no other field", ""),
        (["a:str:unique=a", "b:str"], "stands there twice", "Keep one."),
        (["a:str:unique=b+b_id", "b:ref:user"], "stands there twice", "Keep one."),
        (["a:str:unique=tags", "tags:m2m:user"], "'tags', of the type m2m", "Leave that one out."),
        (["a:str:unique=tag_ids", "tags:m2m:user"], "'tags', of the type m2m", ""),
        (["a:str:unique=b", "b:json"], "'b', of the type json", ""),
        (["a:str:unique=b", "b:list:str"], "'b', of the type list", ""),
        (["a:str:unique=b", "b:text"], "'b', of the type text", ""),
        (["a:str:unique=b", "b:bytes"], "'b', of the type bytes", ""),
        (["a:str:unique=b", "b:image"], "'b', of the type image", ""),
        (["a:str:unique=b", "b:str:unique=a"], "unique=a adds nothing to unique=b of 'a'", ""),
        (["a:str:unique=b", "b:str:unique"], "unique=b adds nothing to unique of 'b'", "Leave"),
        (
            ["a:str:unique=b", "b:str", "c:str:unique=a+b"],
            "field 'c' of 'line': unique=a+b adds nothing to unique=b of 'a'",
            "Leave out unique=a+b.",
        ),
        (["a:bool:unique=b", "b:enum:x+y+z+w"], "with 'b' there is room for 8 rows", "10 values"),
        (["a:bool:unique=b+c", "b:bool", "c:bool"], "with 'b' and 'c' there is room for 8", ""),
        (["a:int:min=1:max=3:unique=b", "b:bool"], "there is room for 6 rows", ""),
        (["a:str:unique=b", "b:enum:x"], "'b' of 'line' has one value only", "unique= of 'a'"),
    ],
)
def test_refusals(fields: list[str], message: str, hint: str) -> None:
    """Each names the field, and says what to do instead."""
    with pytest.raises(UsageError) as refusal:
        line(*fields)
    assert message in refusal.value.message
    assert hint in refusal.value.hint


@pytest.mark.parametrize(
    "fields",
    [
        ["a:bool:unique=b", "b:enum:v+w+x+y+z"],
        ["a:bool:unique=b", "b:ref:user"],
        ["a:str:unique=b", "b:str", "c:str:unique=b"],
        ["a:str:unique=b+c", "b:str", "c:str:unique=b+d", "d:int:opt:default=1"],
    ],
)
def test_what_fits_together(fields: list[str]) -> None:
    """There is room for ten rows, and no set follows from another one."""
    assert len(line(*fields).fields) == len(fields)


def test_a_new_name_is_followed() -> None:
    """Fields that are unique with a renamed one stay so, and so does the renamed one itself."""
    renamed = changes.rename_field(shop(*LINE), "line", "order_id", "purchase").project
    assert partners(renamed, "product") == ("purchase",)
    renamed = changes.rename_field(renamed, "line", "product", "item").project
    assert partners(renamed, "item") == ("purchase",)


def test_a_field_that_others_need_stays() -> None:
    """The next step is told as a command, which keeps all else that the field says."""
    project = shop(*LINE[:2], "size:int", "place:int:unique=order+size:min=0")
    with pytest.raises(ProjectError) as refusal:
        changes.remove_fields(project, "line", ["order_id"])
    assert refusal.value.message == "'product' of 'line' is unique together with 'order'"
    assert refusal.value.hint == (
        "First: fastapi-gen change-field line product:ref:user:back=products"
    )
    with pytest.raises(ProjectError) as refusal:
        changes.remove_fields(project, "line", ["product", "order"])
    assert refusal.value.hint == "First: fastapi-gen change-field line place:int:unique=size:min=0"


def test_a_field_goes_with_those_that_need_it() -> None:
    """Nothing is left that would be unique with it."""
    project = changes.remove_fields(shop(*LINE), "line", ["order", "product"]).project
    assert [each.name for each in project.existing("line").fields] == ["size"]


def test_a_new_field_would_be_the_same_in_all_rows() -> None:
    """Whether they differ in the others nobody knows."""
    with pytest.raises(UsageError, match="'place' is unique, and all rows"):
        changes.add_fields(shop(*LINE), "line", [parse_field("place:int:default=0:unique=order")])
    new = parse_field("place:int:opt:unique=order")
    assert partners(changes.add_fields(shop(*LINE), "line", [new]).project, "place") == ("order",)
