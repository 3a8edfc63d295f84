"""`add-resource --api-version`: the next version of a resource, and a first one that is not v1."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.memory import read_tree


@pytest.fixture
def product(run: Run, demo: Path) -> Path:
    """The package of a resource in the project."""
    assert run("add-resource", "product", "name:str:80", "price:decimal").code == 0
    return demo / "src/products"


def test_a_version_has_routes_of_its_own(run: Run, demo: Path, product: Path) -> None:
    """It shares the model, so that there is no revision; the one before it is deprecated today."""
    revisions = sorted(demo.glob("alembic/versions/*"))
    assert run("add-resource", "product", "--api-version", "v2", "--sunset", "2027-06-30").code == 0
    assert "class ProductReadV2(Schema):" in (product / "v2/schemas.py").read_text()
    assert (
        "secured.include_router(products_v2_router, prefix=PREFIX_V2)"
        in (demo / "src/api.py").read_text()
    )
    router = (product / "router.py").read_text()
    assert "since=dt.date(2026, 11, 21)" in router
    assert "sunset=dt.date(2027, 6, 30)" in router
    assert "v2" in (demo / "tests/products/v2/test_products.py").read_text()
    assert sorted(demo.glob("alembic/versions/*")) == revisions
    assert run("check", "--offline").code == 0


def test_files_are_in_each_version(run: Run, demo: Path) -> None:
    """A version has routes and tests of its own for them; they are those of the row."""
    added = run("add-resource", "album", "title:str", "cover:image", "--json")
    assert added.json["next_steps"] == ["uv sync", "uv run alembic upgrade head", "uv run pytest"]
    added = run("add-resource", "album", "--api-version", "v2", "--json")
    assert added.json["next_steps"] == ["uv run pytest"]
    router = (demo / "src/albums/v2/router.py").read_text()
    assert "async def upload_cover_of_album_v2(" in router
    tests = (demo / "tests/albums/v2/test_files.py").read_text()
    assert 'URL = "/api/v2/albums"' in tests
    assert "from src.albums.v2.router import COVER_FILE" in tests


def test_the_day_can_be_said(run: Run, product: Path) -> None:
    """It may be one to come."""
    run("add-resource", "product", "--api-version", "v2", "--deprecated", "2027-01-01")
    assert "since=dt.date(2027, 1, 1)" in (product / "router.py").read_text()


def test_fields_reach_every_version(run: Run, product: Path) -> None:
    """What the user made of one of them stays."""
    run("add-resource", "product", "--api-version", "v2")
    schemas = product / "v2/schemas.py"
    schemas.write_text(schemas.read_text().replace("    name: str\n", "    title: str\n"))
    assert run("add-field", "product", "stock:int:default=0").code == 0
    assert "    stock: int\n" in (product / "schemas.py").read_text()
    assert re.search(r"    title: str\n    price: .*\n    stock: int\n", schemas.read_text())


def test_a_resource_can_begin_with_v2(run: Run, demo: Path) -> None:
    """Nothing of it is in v1."""
    assert run("add-resource", "product", "name:str", "--api-version", "v2").code == 0
    package = demo / "src/products"
    assert (package / "v2/router.py").exists()
    assert not (package / "router.py").exists()
    assert not (package / "schemas.py").exists()
    assert "ProductCreateV2" in (package / "service.py").read_text()


def test_an_old_version_goes(run: Run, demo: Path, product: Path) -> None:
    """Its files go as they came, v2 is not touched; what the user edited stays and is named."""
    run("add-resource", "product", "--api-version", "v2")
    schemas = product / "schemas.py"
    schemas.write_text(schemas.read_text() + "\n# Ours.\n")
    newest = (product / "v2/schemas.py").read_bytes()
    text = run("export").out
    old = re.search(r"    - name: v1\n(?:      .*\n)*", text)
    assert old
    (demo / "demo.yaml").write_text(text.replace(old[0], ""))
    outcome = run("apply", "demo.yaml", "--yes")
    assert outcome.code == 3
    assert "- version product.v1, deprecated 2026-11-21" in outcome.out
    assert "src/products/schemas.py" in outcome.out + outcome.err
    assert "# Ours." in schemas.read_text()
    assert not (product / "router.py").exists()
    assert not (demo / "tests/products/test_products.py").exists()
    assert not (demo / "src/deprecation.py").exists()
    assert (product / "v2/schemas.py").read_bytes() == newest
    assert "products_router" not in (demo / "src/api.py").read_text()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["product", "--api-version", "v1"], "v1 is not newer than v1"),
        (["product", "--api-version", "2"], "'2' is no version of an API"),
        (["product", "name:str", "--api-version", "v2"], "share fields and options"),
        (["product", "--soft-delete", "--api-version", "v2"], "share fields and options"),
        (["product", "--api-version", "v2", "--sunset", "2026-01-01"], "cannot go on 2026-01-01"),
        (["other", "name:str", "--sunset", "2027-01-01"], "nothing of 'other' is deprecated"),
        (["other", "name:str", "--deprecated", "soon"], "does not match the format"),
        (["product-v2", "name:str", "--api-version", "v0"], "'v0' is no version of an API"),
    ],
)
def test_refused(words: list[str], message: str, run: Run, demo: Path, product: Path) -> None:
    """Nothing is written."""
    assert product.exists()
    before = dict(read_tree(demo))
    outcome = run("add-resource", *words)
    assert outcome.code == 2
    assert message in outcome.err
    assert dict(read_tree(demo)) == before
