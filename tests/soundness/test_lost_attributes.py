"""What uses an attribute that goes is named, where the code says whose it is."""

from __future__ import annotations

import pytest

from generator.evolve import State, evolve
from generator.plan import Plan
from generator.spec import changes
from generator.spec.changes import Change
from generator.spec.project import Project, make_project
from tests.memory import MemoryDisk
from tests.template import TEMPLATE
from tests.test_tree_merge import NOW, made, written

MODELS, OWN = "src/products/models.py", "src/own.py"


def shop() -> Project:
    """Products of a category."""
    category = {"name": "category", "fields": ["name:str"]}
    fields = ["name:str", "price:int", "category:ref:category:opt"]
    product = {"name": "product", "fields": fields}
    return make_project({"project_name": "shop", "resources": [category, product]})


WITHOUT_PRICE = changes.remove_fields(shop(), "product", ["price"])
WITHOUT_CATEGORY = changes.remove_fields(shop(), "product", ["category"])


def after(disk: MemoryDisk, change: Change) -> Plan:
    """What becomes of the shop."""
    states = State(TEMPLATE, shop()), State(TEMPLATE, change.project)
    return evolve(*states, disk, NOW, change.intent)


def with_own(code: str, path: str = OWN) -> MemoryDisk:
    """The shop, and what the user wrote at the end of a file."""
    disk = made(shop())
    text = (disk[path].text or "") if path in disk else ""
    return written(disk, path, text + code)


def told(plan: Plan) -> list[str]:
    """What is left to do, and where."""
    return [f"{each.path}:{each.line} {each.what}" for each in plan.conflicts]


PRODUCT = "from src.products.models import Product\n"


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("dear = Product.price\n", 2),
        ("one = Product(name='a', price=1)\n", 2),
        ("def dear(it: Product) -> int:\n    return it.price\n", 3),
        ("class Dear(Product):\n    def double(self) -> int:\n        return 2 * self.price\n", 4),
    ],
)
def test_a_use_of_what_is_gone_is_named(code: str, line: int) -> None:
    """All else is done; the file stays as it is."""
    disk = with_own(PRODUCT + code)
    plan = after(disk, WITHOUT_PRICE)
    [each] = told(plan)
    assert each.startswith(f"{OWN}:{line} ")
    assert each.endswith(" has no price any more")
    assert disk.after(plan)[OWN] == disk[OWN]


def test_a_use_in_a_file_of_ours_is_named_where_it_is_then() -> None:
    """The line is counted after the change."""
    own = "\n    def dear(self) -> bool:\n        return self.price > 9\n"
    disk = with_own(own, MODELS)
    plan = after(disk, WITHOUT_PRICE)
    text = disk.after(plan)[MODELS].text or ""
    line = text.splitlines().index("        return self.price > 9") + 1
    assert told(plan) == [f"{MODELS}:{line} Product has no price any more"]


def test_a_use_beside_a_conflict_is_named() -> None:
    """That the model is not settled yet makes no difference to whoever used the attribute."""
    disk = with_own(f"{PRODUCT}dear = Product.price\n")
    old, new = "price: Mapped[int]", "price: Mapped[float]"
    model = disk[MODELS].text or ""
    assert old in model
    plan = after(written(disk, MODELS, model.replace(old, new)), WITHOUT_PRICE)
    assert f"{OWN}:2 Product has no price any more" in told(plan)
    assert {each.path for each in plan.conflicts} == {MODELS, OWN}


def test_the_other_side_of_a_relation_is_looked_for_too() -> None:
    """Its class is one of another resource."""
    code = "from src.categories.models import Category\n\nthem = Category.products, Category.name\n"
    plan = after(with_own(code), WITHOUT_CATEGORY)
    assert told(plan) == [f"{OWN}:3 Category has no products any more"]


@pytest.mark.parametrize(
    "code",
    [
        "dear = Product.name\n",
        "def dear(it, price: int) -> int:\n    return it.price + price\n",
        "class Dear(Product):\n    price: int\n\n    def double(self) -> int:\n        return self.price\n",
        "class Dear(Product):\n    @property\n    def price(self) -> int:\n        return self.price\n",
        "from elsewhere import Product\n\ndear = Product.price\n",
    ],
)
def test_what_may_be_there_is_not_named(code: str) -> None:
    """Another attribute, one of who knows what, one that the user gives the class."""
    assert told(after(with_own(PRODUCT + code), WITHOUT_PRICE)) == []


def test_without_edits_nothing_is_named() -> None:
    """What we write uses nothing that goes."""
    for change in (WITHOUT_PRICE, WITHOUT_CATEGORY):
        assert told(after(made(shop()), change)) == []
