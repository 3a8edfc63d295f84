"""What is drift between answers and code, and what is the user's own affair."""

from __future__ import annotations

import pytest

from tests.checking.conftest import Shop

API = "src/api.py"
PRODUCT = "src/products/models.py"
CATEGORY = "src/categories/models.py"
PRICE = "    price: Mapped[Decimal] = mapped_column(ExactDecimal(10, 2))\n"
PRODUCTS = """\
    products: Mapped[list["Product"]] = relationship(
        back_populates="category", lazy="raise", passive_deletes="all"
    )
"""
IMPORT = "from src.products.router import router as products_router\n"
INCLUDE = "secured.include_router(products_router)\n"


def test_as_it_was_written(shop: Shop) -> None:
    """What was rendered has not drifted."""
    assert shop.places() == []


def test_a_resource_without_code(shop: Shop) -> None:
    """The hint is the command that writes it."""
    shop.delete("src/tags/")
    (drift,) = shop.drift()
    assert (drift.kind, drift.path) == ("resource", "src/tags")
    assert drift.hint.endswith("fastapi-gen add-resource tag label:str:40")


def test_a_resource_without_a_model(shop: Shop) -> None:
    """Code is there, but nothing has the table."""
    shop.edited[PRODUCT] = ""
    assert shop.places() == [("resource", "src/products")]


def test_a_model_without_a_field(shop: Shop) -> None:
    """The line that was written is shown, and the way to drop it from the answers."""
    shop.replace(PRODUCT, PRICE, "")
    (drift,) = shop.drift()
    assert (drift.kind, drift.path) == ("field", PRODUCT)
    assert PRICE.strip() in drift.hint
    assert drift.hint.endswith("fastapi-gen remove-field product price")


def test_a_relation_without_its_way_back(shop: Shop) -> None:
    """One side says what the other side calls it, and that has no such attribute."""
    shop.replace(CATEGORY, PRODUCTS, "")
    (drift,) = shop.drift()
    assert (drift.kind, drift.path) == ("relationship", CATEGORY)
    assert drift.hint == f"Put it back: {' '.join(PRODUCTS.split())}"


@pytest.mark.parametrize("lines", [[INCLUDE], [IMPORT, INCLUDE]], ids=["unused", "not imported"])
def test_a_router_that_nobody_includes(shop: Shop, lines: list[str]) -> None:
    """An import alone serves nothing."""
    for line in lines:
        shop.replace(API, line, "")
    (drift,) = shop.drift()
    assert (drift.kind, drift.path) == ("router", API)
    assert drift.hint == f"Put it back: {IMPORT.strip()}; {INCLUDE.strip()}"


def test_extra_code(shop: Shop) -> None:
    """Columns, methods and routers of the user are none of our business."""
    shop.replace(PRODUCT, PRICE, f"{PRICE}    weight: Mapped[int | None]\n")
    shop.append(PRODUCT, "\n    def sell(self) -> None:\n        pass\n")
    shop.append(API, "secured.include_router(RouterGroup('/mine'))\n")
    assert shop.places() == []


def test_other_annotations(shop: Shop) -> None:
    """A field is found by its name, however it is written."""
    shop.replace(PRODUCT, PRICE, "    price = sa.Column(Money, nullable=True)\n")
    assert shop.places() == []


def test_another_attribute_on_the_column(shop: Shop) -> None:
    """An attribute may be called otherwise than its column."""
    shop.replace(PRODUCT, PRICE, "    amount: Mapped[Decimal] = mapped_column('price')\n")
    assert shop.places() == []


def test_a_field_under_a_condition(shop: Shop) -> None:
    """It is there, at times."""
    shop.replace(PRODUCT, PRICE, f"    if True:\n    {PRICE}")
    assert shop.places() == []


def test_a_field_as_property(shop: Shop) -> None:
    """A hybrid or a declared attribute is a function."""
    shop.replace(PRODUCT, PRICE, "    @declared_attr\n    def price(cls): ...\n")
    assert shop.places() == []


def test_a_field_given_later(shop: Shop) -> None:
    """SQLAlchemy takes columns after the class was made, too."""
    shop.replace(PRODUCT, PRICE, "")
    shop.append("src/main.py", "\nProduct.price = mapped_column()\n")
    assert shop.places() == []


@pytest.mark.parametrize("base", ["Priced", "mixins.Priced", "Priced[int]"])
def test_a_field_in_a_mixin(shop: Shop, base: str) -> None:
    """Bases in the project are searched, theirs as well."""
    shop.replace(PRODUCT, PRICE, "")
    shop.replace(PRODUCT, "class Product(", f"class Product({base}, ")
    shop.edited["src/mixins.py"] = f"class _Priced:\n{PRICE}\n\nclass Priced(_Priced): ...\n"
    assert shop.places() == []


@pytest.mark.parametrize(
    "head",
    [
        "class Product(Elsewhere, ",
        "class Product(priced('price'), ",
        "@priced\nclass Product(",
        "class Product(Mine, ",
    ],
)
def test_a_field_that_may_be_anywhere(shop: Shop, head: str) -> None:
    """Where a class gets things that nobody can read, nothing is claimed."""
    shop.replace(PRODUCT, PRICE, "")
    shop.replace(PRODUCT, "class Product(", head)
    shop.append(PRODUCT, "\n\nclass Mine(Circle): ...\nclass Circle(Mine, Foreign): ...\n")
    assert shop.places() == []


def test_a_mixin_that_has_other_things(shop: Shop) -> None:
    """A base that can be read is no excuse."""
    shop.replace(PRODUCT, PRICE, "")
    shop.replace(PRODUCT, "class Product(", "class Product(Weighed, ")
    shop.append(PRODUCT, "\n\nclass Weighed(Weighed, DeclarativeBase):\n    weight: int\n")
    assert shop.places() == [("field", PRODUCT)]


def test_a_moved_class(shop: Shop) -> None:
    """The module of a class is the user's choice."""
    shop.move(PRODUCT, "src/catalogue/tables.py")
    shop.replace("src/catalogue/tables.py", "class Product(", "class Thing(")
    assert shop.places() == []


def test_a_moved_package(shop: Shop) -> None:
    """All of a resource may be elsewhere."""
    for path in [path for path in shop.rendered if path.startswith("src/products/")]:
        shop.move(path, path.replace("src/", "src/shop/"))
    shop.replace(API, "src.products.", "src.shop.products.")
    assert shop.places() == []


def test_a_class_without_a_literal_table(shop: Shop) -> None:
    """Then it is the one with our name."""
    shop.replace(PRODUCT, '__tablename__ = "product"', "__tablename__ = PREFIX + 'product'")
    assert shop.places() == []


def test_a_table_as_a_call(shop: Shop) -> None:
    """Imperative mapping has the columns in one place and the relationships in another."""
    columns = ("name", "price", "category_id", "seller_id")
    calls = ", ".join(f"sa.Column({name!r})" for name in columns)
    shop.edited[PRODUCT] = (
        f"table = sa.Table('product', Base.metadata, {calls})\nclass Product:\n    tags: list\n"
    )
    assert shop.places() == []
    shop.replace(PRODUCT, ", sa.Column('price')", "")
    assert shop.places() == [("field", PRODUCT)]
    shop.replace(PRODUCT, "Base.metadata", "Base.metadata, *others()")
    assert shop.places() == []


def test_a_model_of_another_distribution(shop: Shop) -> None:
    """A team may share its models."""
    shop.edited[PRODUCT] = "from acme.models import Product\n\n__all__ = ['Product']\n"
    assert shop.places() == []


def test_deleted_files(shop: Shop) -> None:
    """Whoever deletes a router and its lines wants no router."""
    shop.edited["src/products/router.py"] = None
    shop.edited["src/products/dependencies.py"] = None
    for line in (IMPORT, INCLUDE):
        shop.replace(API, line, "")
    assert shop.places() == []


def test_a_relation_without_back_populates(shop: Shop) -> None:
    """Taken away on both sides, a way back is missed by nobody."""
    shop.replace(CATEGORY, PRODUCTS, "")
    shop.replace(PRODUCT, 'relationship(back_populates="products", lazy="raise")', "relationship()")
    assert shop.places() == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "src/main.py",
            "from src.products.router import router as mine\napp.include_router(mine)\n",
        ),
        ("src/main.py", "from .products import router\napp.include_router(router.router)\n"),
        (
            "src/categories/router.py",
            "from ..products.router import router as r\nrouter.include_router(r)\n",
        ),
        ("src/main.py", "import src.products.router\n"),
        ("src/main.py", "from src.products import products_router\nuse(products_router)\n"),
        ("src/main.py", "for name in NAMES:\n    app.include_router(import_module(name).router)\n"),
        ("src/exports.py", "from src.products.router import router\n__all__ = ['router']\n"),
        ("src/exports.py", "from src.products.router import *\n"),
    ],
)
def test_a_router_that_is_included_elsewhere(shop: Shop, path: str, text: str) -> None:
    """An application factory, another router, a loop: all of them serve it."""
    for line in (IMPORT, INCLUDE):
        shop.replace(API, line, "")
    if path in shop.rendered:
        shop.append(path, text)
    else:
        shop.edited[path] = text
    assert shop.places() == []


def test_reordered_code(shop: Shop) -> None:
    """The order of statements is the user's."""
    shop.replace(API, INCLUDE, "")
    shop.replace(
        API,
        "secured.include_router(users_router)\n",
        f"{INCLUDE}secured.include_router(users_router)\n",
    )
    assert shop.places() == []


def test_renamed_attributes_of_schemas(shop: Shop) -> None:
    """What the API calls things is not compared; a class called Product there is no model."""
    schemas = "src/products/schemas.py"
    shop.replace(schemas, "price", "cost")
    shop.append(schemas, "\n\nclass Product(Schema):\n    price: int\n")
    assert shop.places() == []
    shop.replace(PRODUCT, PRICE, "")
    assert shop.places() == [("field", PRODUCT)]


def test_a_module_that_does_not_parse(shop: Shop) -> None:
    """Nobody knows what it holds, so nothing is said to be missing from the package."""
    shop.edited[PRODUCT] = "class Product(\n"
    shop.replace(API, INCLUDE, "")
    assert shop.places() == []
