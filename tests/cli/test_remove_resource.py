"""`fastapi-gen remove-resource`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.memory import read_tree


@pytest.fixture
def shop(run: Run, demo: Path) -> Path:
    """A project with a category and a product that refers to it."""
    assert run("add-resource", "category").code == 0
    assert run("add-resource", "product", "name:str", "category:ref:category").code == 0
    return demo


def test_what_was_added_goes(run: Run, shop: Path) -> None:
    """Package, tests and wiring go; the revisions stay, with one that drops the table."""
    (shop / "src/products/__pycache__").mkdir()
    (shop / "src/products/__pycache__/service.pyc").write_bytes(b"")
    outcome = run("remove-resource", "Product", "--yes")
    assert outcome.code == 0
    assert not (shop / "src/products").exists()
    assert not (shop / "tests/products").exists()
    assert "products" not in (shop / "src/api.py").read_text()
    assert "products" not in (shop / "src/categories/models.py").read_text()
    revisions = sorted(path.name for path in (shop / "alembic/versions").glob("2026_1*"))
    assert len(revisions) == 3
    assert "drop_product" in revisions[-1]


def test_without_a_terminal_it_goes_on(run: Run, shop: Path) -> None:
    """It takes no --yes, as undo restores all of it; the table whose rows will go is named."""
    outcome = run("remove-resource", "product")
    assert outcome.code == 0
    assert "drops the table product with all of its rows" in outcome.out
    assert not (shop / "src/products").exists()


def test_it_is_refused_while_others_refer_to_it(run: Run, shop: Path) -> None:
    """They are named, and nothing is written."""
    before = read_tree(shop)
    outcome = run("remove-resource", "category")
    assert outcome.code == 1
    assert "product refers to 'category'" in outcome.err
    assert dict(read_tree(shop)) == dict(before)


def test_a_resource_that_is_not_there(run: Run, shop: Path) -> None:
    """The ones that are there are named."""
    outcome = run("remove-resource", "nothing")
    assert outcome.code == 1
    assert "category, product" in outcome.err
    assert "Did you mean" not in outcome.err
    assert "Did you mean product? The resources are" in run("remove-resource", "products").err


def test_edited_files_stay(run: Run, shop: Path) -> None:
    """What the user wrote is named with exit code 3; the rest goes."""
    mine = shop / "src/products/service.py"
    mine.write_text(mine.read_text() + "\n\nMINE = 1\n")
    edited = mine.read_text()
    outcome = run("remove-resource", "product", "--json")
    assert outcome.code == 3
    assert [each["path"] for each in outcome.json["conflicts"]] == ["src/products/service.py"]
    here = {path.name for path in (shop / "src/products").iterdir()}
    assert here == {"__init__.py", "service.py"}
    assert mine.read_text() == edited
