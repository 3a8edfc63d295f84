"""Names in strings that are code follow a rename, or are named when what they mean goes."""

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
    """Products with a price."""
    product = {"name": "product", "fields": ["name:str", "price:int"]}
    return make_project({"project_name": "shop", "resources": [product]})


TITLED = changes.rename_field(shop(), "product", "name", "title")
ARTICLES = changes.rename_resource(shop(), "product", "article")
UNNAMED = changes.remove_fields(shop(), "product", ["name"])
EMPTY = changes.remove_resource(shop(), "product")


def carried_out(disk: MemoryDisk, change: Change) -> tuple[Plan, MemoryDisk]:
    """What becomes of the shop."""
    states = State(TEMPLATE, shop()), State(TEMPLATE, change.project)
    plan = evolve(*states, disk, NOW, change.intent)
    return plan, disk.after(plan)


def with_arguments(arguments: str) -> MemoryDisk:
    """The shop, with arguments of the user's for the table."""
    disk = made(shop())
    line = '    __tablename__ = "product"\n'
    text = disk[MODELS].text or ""
    assert line in text
    return written(disk, MODELS, text.replace(line, f"{line}    __table_args__ = ({arguments},)\n"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('sa.UniqueConstraint("name", "price")', 'sa.UniqueConstraint("title", "price")'),
        ('sa.Index("name", "name", "price")', 'sa.Index("name", "title", "price")'),
        ('Index(None, "name")', 'Index(None, "title")'),
        (
            """sa.CheckConstraint("name != 'name' OR price > 1", name="name")""",
            """sa.CheckConstraint("title != 'name' OR price > 1", name="name")""",
        ),
        ('sa.ForeignKeyConstraint(["name"], ["a.name"])', 'sa.ForeignKeyConstraint(["title"], ["a.name"])'),
        ('{"comment": "name"}', '{"comment": "name"}'),
    ],
)  # fmt: skip
def test_columns_in_the_arguments_of_a_table_follow(old: str, new: str) -> None:
    """A model that names a column which is not there cannot be loaded."""
    plan, disk = carried_out(with_arguments(old), TITLED)
    assert plan.conflicts == ()
    assert f"__table_args__ = ({new},)" in (disk[MODELS].text or "")


@pytest.mark.parametrize("arguments", ['sa.Index(None, "name")', 'sa.Index(None, "na" "me")'])
def test_a_column_in_the_arguments_of_a_table_that_goes_is_named(arguments: str) -> None:
    """The rest is done."""
    disk = with_arguments(arguments)
    line = (disk[MODELS].text or "").split("\n").index(f"    __table_args__ = ({arguments},)") + 1
    plan, _ = carried_out(disk, UNNAMED)
    assert [each.what for each in plan.conflicts] == ["Product has no name any more"]
    assert plan.conflicts[0].line in {line, line - 1}  # an import above may be gone


KEYS = '''\
from typing import TYPE_CHECKING, Literal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from src.models import Base, IdMixin

if TYPE_CHECKING:
    from src.products.models import Product

pairs = sa.Table("pairs", Base.metadata, sa.Column("a", sa.ForeignKey("product.id")))


class Own(IdMixin, Base):
    __tablename__ = "own"

    kind: Mapped[Literal["Product"]]
    product_id: Mapped[int] = mapped_column(sa.ForeignKey("product.id"), info={"a": "product"})
    product: Mapped["Product | None"] = relationship("Product", lazy="raise")


def f(one: "Product", more: list["Product"]) -> "dict[str, Product]":
    """A Product."""
'''


def test_foreign_keys_and_quoted_classes_follow() -> None:
    """Wherever they stand; keys and prose are the user's affair."""
    plan, disk = carried_out(written(made(shop()), OWN, KEYS), ARTICLES)
    assert plan.conflicts == ()
    new = KEYS.replace("src.products.models import Product", "src.articles.models import Article")
    for old in ('"Product | None"', '("Product"', ': "Product"', '["Product"]]', ", Product]"):
        new = new.replace(old, old.replace("Product", "Article"))
    new = new.replace('"product.id"', '"article.id"').replace(
        'Literal["Article"]', 'Literal["Product"]'
    )
    new = new.replace('list["Product"]', 'list["Article"]')
    assert disk[OWN].text == new


def test_a_foreign_key_to_a_table_that_goes_is_named() -> None:
    """Without it no model can be loaded."""
    own = 'import sqlalchemy as sa\n\nKEY = sa.ForeignKey("product.id")\n'
    plan, _ = carried_out(written(made(shop()), OWN, own), EMPTY)
    assert [str(each) for each in plan.conflicts] == [
        f"{OWN}:3: there is no table product any more"
    ]


def test_a_foreign_key_in_a_raw_string_is_named() -> None:
    """There is no telling where the name stands in it."""
    own = 'import sqlalchemy as sa\n\nKEY = sa.ForeignKey(r"product.id")\n'
    plan, _ = carried_out(written(made(shop()), OWN, own), ARTICLES)
    assert [str(each) for each in plan.conflicts] == [
        f"{OWN}:3: there is no table product any more"
    ]


def test_a_method_of_a_mixin_follows_its_column() -> None:
    """Also where the module of the mixin does not say what it is for."""
    disk = made(shop())
    column = "    price: Mapped[int]\n"
    text = (disk[MODELS].text or "").replace(column, "").replace("Product(", "Product(Priced, ")
    text = text.replace("from src.models", "from src.mixins import Priced\nfrom src.models")
    method = "    def double(self) -> int:\n        return 2 * self.price\n"
    mixin = f"from sqlalchemy.orm import Mapped\n\n\nclass Priced:\n{column}\n{method}"
    disk = written(written(disk, MODELS, text), "src/mixins.py", mixin)
    change = changes.rename_field(shop(), "product", "price", "cost")
    plan, after = carried_out(disk, change)
    assert plan.conflicts == ()
    assert after["src/mixins.py"].text == mixin.replace("price", "cost")
