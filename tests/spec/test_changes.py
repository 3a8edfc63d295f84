"""Changes of the answers: what they give, what they undo, what they refuse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from generator.errors import GeneratorError, ProjectError, UsageError
from generator.spec import changes
from generator.spec.grammar import parse_field
from generator.spec.project import Project, make_project
from tests.strategies import projects


def shop() -> Project:
    """Categories, products in them, and orders of products by users."""
    resources = [
        {"name": "category", "fields": ["name:str", "parent:ref:self"]},
        {
            "name": "product",
            "fields": [
                "name:str",
                "status:enum:draft+open+sold",
                "note:str:opt",
                "category:ref:category",
            ],
        },
        {"name": "order", "fields": ["items:m2m:product", "buyer:ref:user", "seller:ref:user"]},
    ]
    return make_project({"project_name": "shop", "resources": resources})


def fields(project: Project, name: str) -> list[str]:
    """The names of a resource's fields."""
    return [each.name for each in project.existing(name).fields]


def test_fields_are_added_at_the_end() -> None:
    """New fields follow the old ones; a default fills the rows that are there."""
    change = changes.add_fields(shop(), "Product", [parse_field("stock:int:default=0")])
    assert fields(change.project, "product")[-2:] == ["category", "stock"]
    assert change.intent.fill == {}


def test_a_required_field_needs_a_value_for_old_rows() -> None:
    """Said with backfill, it is read as the field reads it."""
    price = parse_field("price:decimal")
    with pytest.raises(UsageError, match="'price' is required"):
        changes.add_fields(shop(), "product", [price])
    change = changes.add_fields(shop(), "product", [price], {"price": "1e1"})
    assert change.intent.fill == {("product", "price"): "10"}
    with pytest.raises(UsageError, match="backfill=cheap does not fit"):
        changes.add_fields(shop(), "product", [price], {"price": "cheap"})


def test_lists_and_json_are_filled_with_json() -> None:
    """Of the right kind."""
    tags, data = parse_field("tags:list:str"), parse_field("data:json")
    filled = changes.add_fields(shop(), "product", [tags, data], {"tags": "[]", "data": "{}"})
    assert filled.intent.fill == {("product", "tags"): [], ("product", "data"): {}}
    with pytest.raises(UsageError, match="does not fit its type list"):
        changes.add_fields(shop(), "product", [tags], {"tags": "{}"})


def test_binary_data_is_filled_with_base64() -> None:
    """As the API takes it."""
    blob = parse_field("blob:bytes")
    filled = changes.add_fields(shop(), "product", [blob], {"blob": "AP8="})
    assert filled.intent.fill == {("product", "blob"): "AP8="}
    with pytest.raises(UsageError, match="'blob' is required") as caught:
        changes.add_fields(shop(), "product", [blob])
    assert "--backfill BASE64" in caught.value.hint
    for wrong in ("AP8", "A P8=", "é"):
        with pytest.raises(UsageError, match="does not fit its type bytes"):
            changes.add_fields(shop(), "product", [blob], {"blob": wrong})


def test_a_field_keeps_its_place_when_it_changes() -> None:
    """Only the definition is new; the way back of a reference stays."""
    change = changes.change_field(shop(), "order", parse_field("buyer:ref:user:opt"))
    assert fields(change.project, "order") == ["items", "buyer", "seller"]
    assert change.project.existing("order").existing("buyer").back == "orders"


def test_a_lost_value_of_an_enum_is_mapped() -> None:
    """To a value that stays; every lost one, and only those."""
    status = parse_field("status:enum:draft+closed")
    with pytest.raises(UsageError, match="loses the value 'sold'"):
        changes.change_field(shop(), "product", status, values={"open": "draft"})
    with pytest.raises(UsageError, match="draft=closed maps no lost value"):
        changes.change_field(shop(), "product", status, values={"draft": "closed"})
    mapping = {"open": "draft", "sold": "closed"}
    change = changes.change_field(shop(), "product", status, values=mapping)
    assert change.intent.values == {("product", "status"): mapping}


def test_a_field_becomes_required() -> None:
    """Rows without a value need one."""
    with pytest.raises(UsageError, match="'note' is required"):
        changes.change_field(shop(), "product", parse_field("note:str"))
    change = changes.change_field(shop(), "product", parse_field("note:str"), {"note": "-"})
    assert change.intent.fill == {("product", "note"): "-"}


def test_names_that_follow_from_a_field_follow_it() -> None:
    """The ids of a many-to-many relation and a way back that nobody named."""
    change = changes.rename_field(shop(), "order", "items", "products")
    assert change.project.existing("order").existing("products").ids == "product_ids"
    change = changes.rename_field(change.project, "order", "seller_id", "vendor_id")
    assert change.project.existing("order").existing("vendor").back == "vendor_orders"
    assert change.intent.fields == {("order", "seller"): "vendor"}


def test_a_resource_takes_its_relations_along() -> None:
    """Whoever points to it points to the new name, and ways back that nobody named follow."""
    project = changes.rename_resource(shop(), "product", "article").project
    article = project.existing("article")
    assert (article.plural, article.table) == ("articles", "article")
    assert article.existing("category").back == "articles"
    assert project.existing("order").existing("items").target == "article"
    tree = changes.rename_resource(shop(), "category", "shelf").project.existing("shelf")
    assert tree.existing("parent").target == "shelf"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda it: changes.add_fields(it, "produkt", []), "no resource 'produkt'"),
        (
            lambda it: changes.add_fields(it, "product", [parse_field("name:str:opt")]),
            "two fields called 'name'",
        ),
        (
            lambda it: changes.add_fields(it, "product", [parse_field("sku:str:unique")]),
            "'sku' is required",
        ),
        (
            lambda it: changes.add_fields(it, "product", [parse_field("n:int:unique:default=1")]),
            "'n' is unique",
        ),
        (lambda it: changes.change_field(it, "product", parse_field("x:int")), "no field 'x'"),
        (lambda it: changes.rename_field(it, "product", "name", "id"), "used by"),
        (lambda it: changes.rename_field(it, "product", "name", "status"), "two fields called"),
        (lambda it: changes.remove_fields(it, "category", ["name", "parent"]), "no field left"),
        (lambda it: changes.rename_resource(it, "product", "order"), "is there already"),
    ],
)
def test_refusals(change: Callable[[Project], object], message: str) -> None:
    """Each names the object."""
    with pytest.raises((ProjectError, UsageError), match=message):
        change(shop())


@given(projects(), st.data())
def test_renaming_there_and_back(project: Project, data: st.DataObject) -> None:
    """Nothing is left of a name that was given and taken back, nor of a field."""
    assume(project.resources)
    resource = data.draw(st.sampled_from(project.resources))
    field = data.draw(st.sampled_from(resource.fields))
    try:
        there = changes.rename_field(project, resource.name, field.name, "zwischen").project
        away = changes.rename_resource(there, resource.name, "zebra", "zebras").project
        back = changes.rename_resource(away, "zebra", resource.name, resource.plural).project
    except GeneratorError:
        reject()
    assert changes.rename_field(back, resource.name, "zwischen", field.name).project == project


@given(projects(), st.data())
def test_what_was_added_can_be_removed(project: Project, data: st.DataObject) -> None:
    """A field more and the same field less is nothing."""
    assume(project.resources)
    name = data.draw(st.sampled_from(project.resources)).name
    grown = changes.add_fields(project, name, [parse_field("zwischen:int:opt")]).project
    assert changes.remove_fields(grown, name, ["zwischen"]).project == project
