"""Files that merge without a conflict still have to be a program."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.analysis.sources import Sources
from generator.evolve import State, evolve
from generator.plan import FileChange, Plan
from generator.soundness.lost_imports import lost_imports
from generator.soundness.merged_project import MergedProject
from generator.spec.changes import add_fields, remove_fields, rename_field
from generator.spec.grammar import parse_field
from generator.spec.resource import make_resource
from generator.templating.template import Template
from generator.tree import File
from tests.memory import MemoryDisk
from tests.template import TEMPLATE
from tests.test_tree_merge import NOW, made, shop, written

MODELS = "src/products/models.py"


def with_orders(disk: MemoryDisk) -> Plan:
    """What becomes of a project of products that gets orders, which refer to them."""
    order = make_resource("order", ["code:str", "product:ref:product"])
    states = State(TEMPLATE, shop()), State(TEMPLATE, shop().with_resource(order))
    return evolve(*states, disk, NOW)


def test_what_the_user_renamed_is_missing() -> None:
    """The modules that would import it are named, each with the line and what is not there."""
    disk = made(shop())
    for path, file in disk.items():
        if path.endswith(".py") and file.text:
            disk = written(disk, path, file.text.replace("Product", "Ware"))
    told = [str(each) for each in with_orders(disk).conflicts]
    assert any(
        each.startswith("src/orders/models.py:")
        and each.endswith("there is no Product to import in src.products.models")
        for each in told
    )


def test_what_the_user_deleted_is_missing() -> None:
    """Also if the whole module is gone."""
    disk = made(shop())
    gone = MemoryDisk({path: disk[path] for path in disk if path != "tests/products/factory.py"})
    told = [each.what for each in with_orders(gone).conflicts]
    assert "there is no create_product to import in tests.products.factory" in told


@pytest.mark.parametrize(
    "text",
    [
        "from src.wares import Product\n",
        "from src.wares import *\n",
        "class Ware: ...\n\n\nProduct = Ware\n",
        "try:\n    from wares import Product\nexcept ImportError:\n    Product = None\n",
        "def __getattr__(name): ...\n",
    ],
)
def test_what_is_found_elsewhere_is_there(text: str) -> None:
    """However a module comes by a name."""
    disk = written(made(shop()), MODELS, text)
    told = [each.what for each in with_orders(disk).conflicts]
    assert not [each for each in told if each.startswith("there is no Product ")]


def test_a_module_that_became_a_package_is_there() -> None:
    """It is imported as before."""
    disk = made(shop())
    models = disk[MODELS]
    rest = {path: file for path, file in disk.items() if path != MODELS}
    moved = MemoryDisk({**rest, "src/products/models/__init__.py": models})
    told = [each.what for each in with_orders(moved).conflicts]
    assert not [each for each in told if each.startswith("there is no")]


@pytest.mark.slow
def test_what_the_template_lacks_itself_is_its_own_affair(tmp_path: Path) -> None:
    """A fork may import what is generated, or installed, by other means."""
    shutil.copytree(TEMPLATE.root / "templates", tmp_path / "templates")
    shutil.copy(TEMPLATE.root / "copier.yml", tmp_path)
    package = tmp_path / "templates/project/{{ package }}"
    package.joinpath("odd.py").write_text("from src.nowhere import nothing\n")
    fork = State(Template(tmp_path), shop())
    assert evolve(None, fork, MemoryDisk(), NOW).conflicts == ()
    assert evolve(State(TEMPLATE, shop()), fork, made(shop()), NOW).conflicts == ()


@pytest.mark.parametrize(
    "line",
    [
        "from src.orders.models import Order",
        "from src.orders import models",
        "from .orders.models import Order as Bought",
        "import src.orders.models",
        "def late():\n    from src.orders.models import Order",
    ],
)
def test_what_the_user_imports_is_taken_away(line: str) -> None:
    """Also by a module that no command touches."""
    order = make_resource("order", ["code:str"])
    states = State(TEMPLATE, shop().with_resource(order)), State(TEMPLATE, shop())
    disk = written(made(states[0].project), "src/reports.py", f"import os\n\n{line}\n")
    plan = evolve(*states, disk, NOW)
    assert [each.path for each in plan.conflicts] == ["src/reports.py"]
    assert plan.conflicts[0].what.startswith("there is no ")
    assert disk.after(plan)["src/reports.py"] == disk["src/reports.py"]


@pytest.mark.parametrize(
    "line",
    [
        "from src.products import models\n\nKIND = models.ProductStatus",
        "import src.products.models as rows\n\nKIND = rows.ProductStatus.ON",
        "import src.products.models\n\nKIND = src.products.models.ProductStatus",
        "from .products import models\n\n\ndef kind():\n    return models.ProductStatus",
    ],
)
def test_what_is_used_by_way_of_a_module_is_taken_away(line: str) -> None:
    """The module is there still, and imports go on."""
    status = add_fields(shop(), "product", [parse_field("status:enum:on+off:default=on")]).project
    disk = written(made(status), "src/reports.py", f"{line}\n")
    change = remove_fields(status, "product", ["status"])
    plan = evolve(State(TEMPLATE, status), State(TEMPLATE, change.project), disk, NOW)
    what = "there is no ProductStatus in src.products.models any more"
    place = len(line.splitlines())
    assert [str(each) for each in plan.conflicts] == [f"src/reports.py:{place}: {what}"]


@pytest.mark.parametrize("name", ["models", "other"])
def test_what_may_be_no_module_is_no_matter(name: str) -> None:
    """A parameter is called like an import, or the module has another one of that name."""
    status = add_fields(shop(), "product", [parse_field("status:enum:on+off:default=on")]).project
    code = f"from src.products import models\n\n\ndef f({name}):\n    {name}.ProductStatus\n"
    disk = written(made(status), "src/reports.py", code)
    change = remove_fields(status, "product", ["status"])
    plan = evolve(State(TEMPLATE, status), State(TEMPLATE, change.project), disk, NOW)
    assert plan.conflicts == ()


@pytest.mark.parametrize(
    "line",
    ["from src.orders import mine", "from elsewhere.orders import Order", "# src.orders.models"],
)
def test_what_stays_is_no_matter(line: str) -> None:
    """What is the user's own, or was never there, is not missed."""
    order = make_resource("order", ["code:str"])
    states = State(TEMPLATE, shop().with_resource(order)), State(TEMPLATE, shop())
    disk = written(made(states[0].project), "src/orders/mine.py", "")
    disk = written(disk, "src/reports.py", f"{line}\n")
    assert evolve(*states, disk, NOW).conflicts == ()


def test_an_enum_that_a_validator_of_the_user_needs() -> None:
    """The import stays because it is used, and what it is of goes with the field."""
    status = add_fields(shop(), "product", [parse_field("status:enum:on+off:default=on")]).project
    disk = made(status)
    path = "src/products/schemas.py"
    disk = written(disk, path, f"{disk[path].text}\n\nDEFAULT = ProductStatus.ON\n")
    change = remove_fields(status, "product", ["status"])
    plan = evolve(State(TEMPLATE, status), State(TEMPLATE, change.project), disk, NOW)
    what = "there is no ProductStatus to import in src.products.models any more"
    assert [(each.path, each.what) for each in plan.conflicts] == [(path, what)]


@pytest.mark.parametrize(
    "code", ["from src.tools import help\n", "from src import tools\ntools.help()\n"]
)
@pytest.mark.parametrize(
    ("ours", "told"),
    [(["src/a.py"], []), (["src/where_the_code_was.py"], []), ([], ["src/a.py"])],
)
def test_what_the_template_takes_away_and_still_has(
    ours: list[str], told: list[str], code: str
) -> None:
    """Its own mistake is no conflict with the user's lines."""
    text = File.from_text(code)
    old = MemoryDisk({"src/a.py": text, "src/tools.py": File(b"def help(): ...\n")})
    changes = [FileChange("src/tools.py", old["src/tools.py"], None)]
    rendered = dict.fromkeys(ours, text)
    merged = MergedProject(
        changes,
        base=old,
        theirs=rendered,
        folders=("src",),
        read=old.get,
        modules=lambda: Sources({path: file.text or "" for path, file in old.items()}),
        rendered=lambda: rendered,
    )
    assert sorted({each.path for each in lost_imports(merged)}) == told


def test_what_a_rename_misses_is_told_once() -> None:
    """The check of renames and that of imports both see it."""
    order = make_resource("order", ["code:str", "status:enum:on+off"])
    before = shop().with_resource(order)
    path, change = "src/orders/models.py", rename_field(before, "order", "status", "state")
    disk = made(before)
    disk = written(disk, path, (disk[path].text or "").replace("OrderStatus", "Zustand"))
    states = State(TEMPLATE, before), State(TEMPLATE, change.project)
    told = [each.what for each in evolve(*states, disk, NOW, change.intent).conflicts]
    assert told == ["there is no OrderState to import in src.orders.models"]
