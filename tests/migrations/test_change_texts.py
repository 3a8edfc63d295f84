"""How revisions of changed tables look, what they are called, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings

from generator.errors import ProjectError
from generator.migrations import Revision, write_revisions
from generator.spec.intent import UNSAID, Intent
from generator.spec.project import Project, make_project
from tests.migrations.evolutions import Evolution, evolutions
from tests.migrations.ruff import refuse_untidy
from tests.migrations.start import INITIAL, NOW

GOLDEN = Path(__file__).parent / "golden"
PRODUCT = ["name:str:80", "status:enum:draft+published+sold", "released:date:opt"]


def product(*fields: str, name: str = "product", **options: Any) -> dict[str, Any]:
    """A resource with these fields."""
    return {"name": name, "fields": list(fields), **options}


def project(*resources: dict[str, Any]) -> Project:
    """A project with these resources."""
    return make_project({"project_name": "demo", "resources": resources})


def revisions(
    before: list[dict[str, Any]], after: list[dict[str, Any]], intent: Intent = UNSAID
) -> tuple[Revision, ...]:
    """The revisions from one list of resources to the other."""
    return write_revisions(project(*before), project(*after), INITIAL, NOW, intent)


@pytest.mark.parametrize(
    ("name", "before", "after", "intent"),
    [
        (
            "add_price_to_product",
            [product(*PRODUCT)],
            [product(*PRODUCT, "price:decimal:10.2:min=0:default=9.99")],
            UNSAID,
        ),
        (
            "remove_sku_and_tag_from_product",
            [
                product(*PRODUCT, "sku:str:20:unique", "tag:ref:tag"),
                product("label:str", name="tag"),
            ],
            [product(*PRODUCT), product("label:str", name="tag")],
            UNSAID,
        ),
        (
            "add_soft_delete_to_product",
            [product("sku:str:20:unique", "tag:ref:tag"), product("label:str", name="tag")],
            [
                product("sku:str:20:unique", "tag:ref:tag", soft_delete=True),
                product("label:str", name="tag"),
            ],
            UNSAID,
        ),
        (
            "change_name_of_product",
            [product("name:str:80", "status:enum:a+b")],
            [product("name:str:120:search=trigram", "status:enum:a+b")],
            UNSAID,
        ),
        (
            "change_code_of_product",
            [product("maker:ref:user", "code:str:20")],
            [product("maker:ref:user", "code:str:20:unique=maker")],
            UNSAID,
        ),
        (
            "rename_maker_to_seller_in_product",
            [product("maker:ref:user:back=goods", "code:str:20:unique=maker", soft_delete=True)],
            [product("seller:ref:user:back=goods", "code:str:20:unique=seller", soft_delete=True)],
            Intent(fields={("product", "maker"): "seller"}),
        ),
        (
            "add_versions_to_product",
            [product("sku:str:20")],
            [product("sku:str:20", versioned=True)],
            UNSAID,
        ),
        (
            "add_idempotency_keys_to_product",
            [product("sku:str:20:unique")],
            [product("sku:str:20:unique", idempotent=True)],
            UNSAID,
        ),
        (
            "rename_name_to_title_in_product",
            [product("name:str:80:index", "price:int:min=0")],
            [product("title:str:80:index", "price:int:min=0")],
            Intent(fields={("product", "name"): "title"}),
        ),
        (
            "change_status_of_product",
            [product(*PRODUCT)],
            [product("name:str:80", "status:enum:draft+offered", "released:date:opt")],
            Intent(values={("product", "status"): {"published": "offered", "sold": "offered"}}),
        ),
        (
            "change_released_of_product",
            [product(*PRODUCT)],
            [product(*PRODUCT[:2], "released:datetime")],
            Intent(fill={("product", "released"): "now"}),
        ),
        (
            "rename_product_to_item",
            [
                product(*PRODUCT, "tags:m2m:tag"),
                product("label:str", "best:ref:product:opt:back=fans", name="tag"),
            ],
            [
                product(*PRODUCT, "tags:m2m:tag", name="item"),
                product("label:str", "best:ref:item:opt:back=fans", name="tag"),
            ],
            Intent(resources={"product": "item"}),
        ),
    ],
)
def test_text_of_a_change(
    name: str, before: list[dict[str, Any]], after: list[dict[str, Any]], intent: Intent
) -> None:
    """A revision reads as if somebody had written it who knows both databases."""
    [revision] = revisions(before, after, intent)

    assert revision.path == f"alembic/versions/2026_11_21_0930_{name}.py"
    assert revision.text == (GOLDEN / f"{name}.txt").read_text()


@pytest.mark.parametrize(
    ("name", "old", "new", "intent"),
    [
        ("add_a_to_product", product("x:int"), product("x:int", "a:int:opt"), UNSAID),
        (
            "add_a_and_b_to_product",
            product("x:int"),
            product("x:int", "a:int:opt", "b:m2m:user"),
            UNSAID,
        ),
        (
            "add_a_and_2_more_to_product",
            product("x:int"),
            product("x:int", "a:int:opt", "b:int:opt", "c:int:opt"),
            UNSAID,
        ),
        ("remove_a_from_product", product("x:int", "a:int"), product("x:int"), UNSAID),
        (
            "change_a_and_x_of_product",
            product("a:int", "x:int"),
            product("a:int:index", "x:bigint"),
            UNSAID,
        ),
        ("change_product", product("a:int", "x:int"), product("a:int:index", "y:int:opt"), UNSAID),
        (
            "remove_timestamps_from_product",
            product("a:int"),
            product("a:int", timestamps=False),
            UNSAID,
        ),
        (
            "change_item",
            product("a:int"),
            product("a:bigint", name="item"),
            Intent(resources={"product": "item"}),
        ),
        (
            "rename_productz_to_producty",
            product("a:int", table="productz"),
            product("a:int", table="producty"),
            UNSAID,
        ),
    ],
)
def test_name_tells_what_changes(
    name: str, old: dict[str, Any], new: dict[str, Any], intent: Intent
) -> None:
    """Fields by their names where there is one kind of change, else the table."""
    [revision] = revisions([old], [new], intent)

    assert revision.path == f"alembic/versions/2026_11_21_0930_{name}.py"


def test_what_stands_in_the_way_goes_first() -> None:
    """A resource that is pointed to comes before the pointer, and goes after it."""
    tag, brand = product("label:str", name="tag"), product("label:str", name="brand")
    written = revisions(
        [tag, product("tag:ref:tag", "x:int")], [product("brand:ref:brand:opt", "x:int"), brand]
    )
    names = [each.path.split("_", 4)[-1] for each in written]

    assert names == ["create_brand.py", "change_product.py", "drop_tag.py"]


def test_new_resource_may_take_the_name_of_a_renamed_one() -> None:
    """The old one is out of the way by then."""
    written = revisions(
        [product("x:int")],
        [product("x:int", name="item"), product("y:int")],
        Intent(resources={"product": "item"}),
    )
    names = [each.path.split("_", 4)[-1] for each in written]

    assert names == ["rename_product_to_item.py", "create_product.py"]


def test_resources_that_swap_names_share_a_revision() -> None:
    """One of them steps aside."""
    [revision] = revisions(
        [product("x:int", name="one"), product("y:int", name="two")],
        [product("x:int", name="two"), product("y:int", name="one")],
        Intent(resources={"one": "two", "two": "one"}),
    )

    assert revision.path.endswith("_change_two_and_one.py")
    assert 'op.rename_table("one", "one_aside")' in revision.text


def test_fields_that_swap_names_are_a_change_of_like_models() -> None:
    """The rows tell them apart."""
    resource = product("a:int", "b:int")
    [revision] = revisions(
        [resource], [resource], Intent(fields={("product", "a"): "b", ("product", "b"): "a"})
    )

    upgrade = revision.text.partition("def upgrade")[2].partition("def downgrade")[0]
    assert [line.strip() for line in upgrade.splitlines() if "op." in line] == [
        'op.alter_column("product", "a", new_column_name="a_aside")',
        'op.alter_column("product", "b", new_column_name="a")',
        'op.alter_column("product", "a_aside", new_column_name="b")',
    ]


@pytest.mark.parametrize(
    "after",
    [
        product("sku:str:filter:sort", "x:int"),
        product("sku:slug", "x:int:default=4"),
        product("x:int", "sku:str"),
    ],
)
def test_what_no_table_shows_needs_no_revision(after: dict[str, Any]) -> None:
    """Defaults are Python's; the order of columns is nobody's."""
    assert revisions([product("sku:str", "x:int")], [after]) == ()


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        (
            "",
            "x:int",
            "'x' of 'product' is required",
            "default=VALUE, or say what they get with --backfill VALUE",
        ),
        ("", "x:ref:user", "'x' of 'product' is required", "--backfill VALUE"),
        ("x:int:opt", "x:int", "'x' of 'product' is required", "--backfill VALUE"),
        ("x:enum:a+b", "x:enum:b+c", "'x' of 'product' loses the value 'a'", "--map a=b"),
        ("x:int", "x:uuid", "'x' of 'product' cannot turn from int into uuid", "Remove the field"),
        ("x:str", "x:int", "'x' of 'product' cannot turn from str into int", "Remove the field"),
        (
            "x:int",
            "x:ref:user:opt",
            "'x' of 'product' cannot turn from int into ref",
            "Remove the field",
        ),
        (
            "x:m2m:user",
            "x:int:opt",
            "'x' of 'product' cannot turn from m2m into int",
            "Remove the field",
        ),
        ("x:ref:user", "x:ref:tag", "'x' of 'product' cannot point to 'tag'", "Remove the field"),
        ("x:m2m:user", "x:m2m:tag", "'x' of 'product' cannot point to 'tag'", "Remove the field"),
        (
            "x:list:str",
            "x:list:int",
            "'x' of 'product' cannot turn from a list of str",
            "Remove the field",
        ),
        (
            "x:json",
            "x:list:int",
            "'x' of 'product' cannot turn from json into list",
            "Remove the field",
        ),
    ],
)
def test_change_that_rows_cannot_follow_is_refused(
    old: str, new: str, message: str, hint: str
) -> None:
    """The message names the field, the hint what to do."""
    tag = product("label:str", name="tag")
    with pytest.raises(ProjectError) as caught:
        revisions([product("a:int", *filter(None, [old])), tag], [product("a:int", new), tag])

    assert message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(("ids", "fill"), [("uuid", "no id"), ("int", "no id")])
def test_backfill_that_is_no_id_is_refused(ids: str, fill: str) -> None:
    """A reference is filled with an id, of the kind that the project has."""
    before, after = (
        make_project({"project_name": "demo", "id": ids, "resources": [product("a:int", *more)]})
        for more in ([], ["x:ref:user"])
    )
    with pytest.raises(ProjectError, match="'x' of 'product' cannot hold 'no id'"):
        write_revisions(before, after, INITIAL, NOW, Intent(fill={("product", "x"): fill}))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", 'b""'),
        ("AP8=", 'bytes.fromhex("00ff")'),
        ("b25l", 'b"one"'),
        ("Ig==", 'bytes.fromhex("22")'),
    ],
)
def test_binary_data_is_filled(text: str, code: str) -> None:
    """Written as what can be read of it."""
    intent = Intent(fill={("product", "x"): text})
    [revision] = revisions([product("a:int")], [product("a:int", "x:bytes")], intent)
    assert f".values(x={code})" in revision.text


def test_ids_of_another_type_are_refused() -> None:
    """Everything points to them."""
    before = project(product("a:int"))
    after = before.model_copy(update={"id": "int"})
    with pytest.raises(ProjectError, match="cannot turn from uuid into int"):
        write_revisions(before, after, INITIAL, NOW)


@pytest.mark.slow
@settings(max_examples=settings().max_examples // 4, suppress_health_check=list(HealthCheck))
@given(evolutions())
def test_text_is_canonical(evolution: Evolution) -> None:
    """`ruff format` and `ruff check` have nothing to say, under their defaults and more rules."""
    try:
        written = write_revisions(evolution.before, evolution.after, INITIAL, NOW, evolution.intent)
    except ProjectError:
        reject()  # two names collide
    refuse_untidy(written)


@pytest.mark.parametrize(
    "column",
    ["uuid:default=12345678-1234-5678-1234-567812345678", "datetime:default=2026-01-02T03:04:05"],
)
def test_a_long_name_with_a_long_value(column: str) -> None:
    """Together they do not fit on a line."""
    before, after = product("a:int"), product("a:int", f"{'x' * 40}:{column}")
    refuse_untidy(revisions([before], [after]))
