"""Columns that the user moved to a class of theirs go with their field, or are named."""

from __future__ import annotations

import pytest

from generator.evolve import State, evolve
from generator.plan import Plan, Settling
from generator.spec.changes import change_field, remove_fields
from generator.spec.grammar import parse_field
from tests.memory import MemoryDisk
from tests.template import TEMPLATE
from tests.test_tree_merge import NOW, made, shop, written

MODELS = "src/products/models.py"
COLUMN = "    price: Mapped[int]\n"


def without_price(disk: MemoryDisk) -> Plan:
    """What becomes of the shop when its products lose their price."""
    change = remove_fields(shop(), "product", ["price"])
    states = State(TEMPLATE, shop()), State(TEMPLATE, change.project)
    return evolve(*states, disk, NOW, change.intent)


def with_price_in(path: str, module: str) -> MemoryDisk:
    """The shop, the column moved to a mixin."""
    disk = made(shop())
    text = disk[MODELS].text or ""
    assert COLUMN in text
    text = text.replace(COLUMN, "").replace("class Product(", "class Product(Priced, ")
    text = text.replace("from src.models", f"from {module} import Priced\nfrom src.models")
    mixin = f"from sqlalchemy.orm import Mapped\n\n\nclass Priced:\n{COLUMN}"
    return written(written(disk, MODELS, text), path, mixin)


@pytest.mark.parametrize("name", ["src/priced.py", "src/products/mixins.py"])
def test_a_column_in_a_mixin_is_named(name: str) -> None:
    """The table loses it, and the model would have it still."""
    module = name.removesuffix(".py").replace("/", ".")
    [conflict] = without_price(with_price_in(name, module)).conflicts
    assert conflict.path == MODELS
    assert conflict.what == f"class Product / attribute price, which is in {name}:5"
    assert conflict.settling == Settling.REMOVE


def test_a_changed_column_in_a_mixin_is_named_where_it_is() -> None:
    """The snippet belongs there."""
    change = change_field(shop(), "product", parse_field("price:int:opt"))
    states = State(TEMPLATE, shop()), State(TEMPLATE, change.project)
    plan = evolve(*states, with_price_in("src/priced.py", "src.priced"), NOW, change.intent)
    [conflict] = plan.conflicts
    assert conflict.what == "class Product / attribute price, which is in src/priced.py:5"
    assert conflict.snippet.strip() == "price: Mapped[int | None]"


def test_a_column_that_the_user_took_away_is_gone() -> None:
    """Nothing is left to do."""
    disk = made(shop())
    text = (disk[MODELS].text or "").replace(COLUMN, "")
    assert without_price(disk).conflicts == ()
    assert without_price(written(disk, MODELS, text)).conflicts == ()
