"""`add-field`, `change-field`, `rename-field`, `remove-field` and `rename-resource`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Run
from tests.memory import read_tree


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop, made once and copied for each test."""
    return tmp_path_factory.mktemp("stocked") / "shop"


@pytest.fixture
def shop(run: Run, stocked: Path, demo: Path) -> Path:
    """A project with categories and products, which is also the working directory."""
    if not stocked.exists():
        assert run("add-resource", "category", "name:str").code == 0
        words = ["name:str:80", "status:enum:draft+open+sold", "category:ref:category"]
        assert run("add-resource", "product", *words).code == 0
        shutil.copytree(demo, stocked)
    shutil.copytree(stocked, demo, dirs_exist_ok=True)
    return demo


def newest(root: Path) -> str:
    """The text of the newest revision."""
    return max((root / "alembic/versions").glob("*.py")).read_text()


def answers(root: Path, name: str) -> list[str]:
    """The names of a resource's fields in the answers."""
    read = yaml.safe_load((root / ".copier-answers.yml").read_text())
    [resource] = [each for each in read["resources"] if each["name"] == name]
    return [each["name"] for each in resource["fields"]]


def test_fields_arrive_everywhere(run: Run, shop: Path) -> None:
    """In model, schemas, tests and one revision."""
    outcome = run("add-field", "product", "sku:str:40:opt", "stock:int:default=0")
    assert outcome.code == 0, outcome.err
    for path in ("src/products/models.py", "src/products/schemas.py"):
        assert "stock" in (shop / path).read_text()
    assert "stock" in (shop / "tests/products/factory.py").read_text()
    assert answers(shop, "product")[-2:] == ["sku", "stock"]
    assert "stock" in newest(shop)
    assert "alembic upgrade head" in outcome.out


def test_a_required_field_wants_a_value(run: Run, shop: Path) -> None:
    """Without one it is refused, and nothing is written; `FIELD=` names one of several."""
    before = read_tree(shop)
    outcome = run("add-field", "product", "price:decimal")
    assert outcome.code == 2
    assert "--backfill" in outcome.err
    assert dict(read_tree(shop)) == dict(before)
    assert run("add-field", "product", "price:decimal", "--backfill", "9.99").code == 0
    assert "9.99" in newest(shop)
    outcome = run("add-field", "product", "a:int", "b:int", "--backfill", "b=1")
    assert outcome.code == 2
    assert "'a' is required" in outcome.err
    outcome = run(
        "add-field", "product", "a:int", "b:int", "--backfill", "b=1", "--backfill", "a=2"
    )
    assert outcome.code == 0


def test_a_field_changes(run: Run, shop: Path) -> None:
    """The code follows, and the revision converts what is there."""
    assert run("change-field", "product", "name:str:120:unique").code == 0
    assert "sa.String(120)" in (shop / "src/products/models.py").read_text()
    assert "uq_product_name" in newest(shop)


def test_values_that_go_are_mapped(run: Run, shop: Path) -> None:
    """Each to one that stays."""
    outcome = run("change-field", "product", "status:enum:open+done")
    assert outcome.code == 2
    assert "--map draft=open" in outcome.err
    mapping = ["--map", "draft=open", "--map", "sold=done"]
    assert run("change-field", "product", "status:enum:open+done", *mapping).code == 0
    assert "sold" in newest(shop)


def test_a_renamed_field_keeps_what_the_user_made_of_it(run: Run, shop: Path) -> None:
    """An edited line gets the new name; lines of the user's own keep the old one and are told."""
    model = shop / "src/products/models.py"
    edited = model.read_text().replace("sa.String(80)", 'sa.String(80), comment="shown"')
    model.write_text(edited + "\n\ndef shout(it: str) -> str:\n    return it.name.upper()\n")
    outcome = run("rename-field", "product", "name", "title")
    assert outcome.code == 0
    text = model.read_text()
    assert 'title: Mapped[str] = mapped_column(sa.String(80), comment="shown")' in text
    assert "return it.name.upper()" in text
    assert f"src/products/models.py:{len(text.splitlines())}" in outcome.out
    assert 'new_column_name="title"' in newest(shop)
    assert "drop_column" not in newest(shop)


def test_removing_asks_first(run: Run, shop: Path) -> None:
    """Where nobody can answer it needs --yes."""
    before = read_tree(shop)
    outcome = run("remove-field", "product", "status")
    assert outcome.code == 1
    assert "--yes" in outcome.err
    assert dict(read_tree(shop)) == dict(before)
    assert run("remove-field", "product", "status", "--yes").code == 0
    assert answers(shop, "product") == ["name", "category"]
    assert "status" not in (shop / "src/products/models.py").read_text()
    assert "drop_column" in newest(shop)


def test_a_reference_goes_on_both_sides(run: Run, shop: Path) -> None:
    """With its column, by which it can be named as well."""
    assert run("remove-field", "product", "category_id", "--yes").code == 0
    assert "products" not in (shop / "src/categories/models.py").read_text()


def test_a_renamed_resource_takes_edits_along(run: Run, shop: Path) -> None:
    """Files move, with what the user did in them; a line that uses the old class runs on."""
    service = shop / "src/products/service.py"
    mine = "\n\ndef cheap(product: Product) -> bool:  # mine\n    return product.name < 'm'\n"
    service.write_text(service.read_text() + mine)
    outcome = run("rename-resource", "product", "spare-part")
    assert outcome.code == 0, outcome.err
    assert not (shop / "src/products").exists()
    assert not (shop / "tests/products").exists()
    text = (shop / "src/spare_parts/service.py").read_text()
    assert "def cheap(spare_part: SparePart) -> bool:  # mine\n" in text
    assert "spare_parts_router" in (shop / "src/api.py").read_text()
    assert 'op.rename_table("product", "spare_part")' in newest(shop)


@pytest.mark.slow
def test_there_and_back_is_nothing(run: Run, shop: Path) -> None:
    """A rename taken back restores every byte but the revisions."""
    before = read_tree(shop)
    assert run("rename-resource", "product", "article").code == 0
    assert run("rename-resource", "article", "product").code == 0
    assert run("rename-field", "product", "name", "title").code == 0
    assert run("rename-field", "product", "title", "name").code == 0
    assert run("add-field", "product", "note:text:opt").code == 0
    assert run("remove-field", "product", "note", "-y").code == 0
    after = {path: file for path, file in read_tree(shop).items() if path in before}
    assert after == dict(before)
    assert len(read_tree(shop)) == len(before) + 6


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("add-field", "item", "a:int:opt"), 1, "no resource 'item'"),
        (("add-field", "product", "a"), 2, "'a' is no field"),
        (("add-field", "product", "name:int:opt"), 2, "two fields called 'name'"),
        (("change-field", "product", "size:int"), 1, "no field 'size'"),
        (("rename-field", "product", "size", "width"), 1, "no field 'size'"),
        (("rename-field", "product", "name", "class"), 2, "Python as a keyword"),
        (("remove-field", "product", "size", "-y"), 1, "no field 'size'"),
        (("rename-resource", "product", "category"), 1, "there already"),
        (("rename-resource", "item", "thing"), 1, "no resource 'item'"),
        (("change-field", "product", "name:str", "--map", "a"), 2, "NAME=VALUE"),
        (("add-field", "product", "a:int", "--backfill", "x"), 2, "does not fit"),
    ],
)
def test_refusals(run: Run, shop: Path, words: tuple[str, ...], code: int, message: str) -> None:
    """One line that names the object, the exit code of the contract, and nothing written."""
    before = read_tree(shop)
    outcome = run(*words)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err
    assert dict(read_tree(shop)) == dict(before)


def test_a_link_in_a_folder_that_is_renamed(run: Run, shop: Path) -> None:
    """It moves as what it leads to, and that is said."""
    (shop / "src/shared.py").write_text("LIMIT = 3\n")
    (shop / "src/products/limits.py").symlink_to("../shared.py")
    outcome = run("rename-resource", "product", "part", "--json")
    assert outcome.code == 0
    assert (shop / "src/parts/limits.py").read_text() == "LIMIT = 3\n"
    said = "src/parts/limits.py is a copy: src/products/limits.py was a link to ../shared.py"
    assert any(each.startswith(said) for each in outcome.json["notices"])


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("add-field", "product", "a:int:opt"),
        ("change-field", "product", "name:str:99"),
        ("rename-field", "product", "name", "title"),
        ("remove-field", "product", "name"),
        ("rename-resource", "product", "part"),
    ],
)
def test_previews_write_nothing(run: Run, shop: Path, words: tuple[str, ...]) -> None:
    """And need no yes; undo restores every byte."""
    before = read_tree(shop)
    assert run(*words, "--dry-run").code == 0
    assert run(*words, "--diff").code == 0
    assert dict(read_tree(shop)) == dict(before)
    assert run(*words, "--yes").code == 0
    assert dict(read_tree(shop)) != dict(before)
    assert run("undo").code == 0
    assert dict(read_tree(shop)) == dict(before)


def test_the_same_again_is_nothing_to_do(run: Run, shop: Path) -> None:
    """A definition that is there already, a name that it has already."""
    before = read_tree(shop)
    assert run("change-field", "product", "name:str:80").code == 0
    assert run("rename-field", "product", "name", "name").code == 0
    assert run("rename-resource", "product", "Product").code == 0
    assert dict(read_tree(shop)) == dict(before)
