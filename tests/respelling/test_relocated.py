"""What the user moved to modules of their own follows a rename, or is named."""

from __future__ import annotations

import ast
import sys

import pytest

from generator.evolve import State, evolve
from generator.plan import Plan
from generator.spec import changes
from generator.spec.changes import Change
from generator.spec.project import Project, make_project
from tests.memory import MemoryDisk
from tests.template import TEMPLATE
from tests.test_tree_merge import NOW, made, written

pytestmark = pytest.mark.slow

MODELS, SCHEMAS = "src/products/models.py", "src/products/schemas.py"


def shop() -> Project:
    """Products that have a status."""
    product = {"name": "product", "fields": ["name:str", "status:enum:draft+open", "price:int"]}
    return make_project({"project_name": "shop", "resources": [product]})


RENAMED = changes.rename_field(shop(), "product", "status", "state")
TITLED = changes.rename_field(shop(), "product", "name", "title")
ARTICLES = changes.rename_resource(shop(), "product", "article")


def text(disk: MemoryDisk, path: str) -> str:
    """What a file says."""
    return disk[path].text or ""


def replaced(disk: MemoryDisk, path: str, old: str, new: str) -> MemoryDisk:
    """The disk with one edit of the user's."""
    assert old in text(disk, path)
    return written(disk, path, text(disk, path).replace(old, new))


def with_enum_in(where: str, *, star: bool = False) -> MemoryDisk:
    """The shop, its enum moved to another module."""
    disk = made(shop())
    code = text(disk, MODELS)
    enum = code[code.index("class ProductStatus") : code.index("class Product(")]
    disk = replaced(disk, MODELS, enum, "")
    module = where.removesuffix(".py").replace("/", ".")
    line = f"from {module} import {'*' if star else 'ProductStatus'}\n"
    disk = replaced(disk, MODELS, "from enum import StrEnum\n", "")
    before = "from src.models import" if module < "src.models" else "\n\nclass Product("
    disk = replaced(disk, MODELS, before, f"{line}{before}")
    return written(disk, where, f"from enum import StrEnum\n\n\n{enum.rstrip()}\n")


def with_mixin_in(where: str) -> MemoryDisk:
    """The shop, a column moved to a class in another module."""
    disk = made(shop())
    line = "    name: Mapped[str] = mapped_column(sa.String(255))\n"
    disk = replaced(disk, MODELS, line, "")
    disk = replaced(disk, MODELS, "class Product(", "class Product(Named, ")
    disk = replaced(
        disk, MODELS, "from src.models", "from src.mixins import Named\nfrom src.models"
    )
    mixin = "import sqlalchemy as sa\nfrom sqlalchemy.orm import Mapped, mapped_column\n\n\n"
    return written(disk, where, f'{mixin}class Named:\n    """It has a name."""\n\n{line}')


def carried_out(disk: MemoryDisk, change: Change) -> tuple[Plan, MemoryDisk]:
    """What becomes of the shop."""
    states = State(TEMPLATE, shop()), State(TEMPLATE, change.project)
    plan = evolve(*states, disk, NOW, change.intent)
    return plan, disk.after(plan)


def told(plan: Plan) -> list[str]:
    """The conflicts as they are shown."""
    return [str(each) for each in plan.conflicts]


def classes(code: str) -> list[str]:
    """The classes that a module defines."""
    return [node.name for node in ast.parse(code).body if isinstance(node, ast.ClassDef)]


@pytest.mark.parametrize(
    "where", ["src/enums.py", "src/products/statuses.py", "src/shared/kinds.py"]
)
@pytest.mark.parametrize(
    ("change", "new", "package"),
    [(RENAMED, "ProductState", "products"), (ARTICLES, "ArticleStatus", "articles")],
)
def test_an_enum_in_another_module_follows(
    where: str, change: Change, new: str, package: str
) -> None:
    """Its definition there, and the import of it."""
    plan, disk = carried_out(with_enum_in(where), change)
    there = where.replace("products", package)
    module = there.removesuffix(".py").replace("/", ".")
    assert told(plan) == []
    assert classes(text(disk, there)) == [new]
    models = text(disk, f"src/{package}/models.py")
    assert f"from {module} import {new}\n" in models
    assert "ProductStatus" not in "".join(text(disk, path) for path in disk if path.endswith(".py"))


def test_whoever_imports_it_follows() -> None:
    """From our module, from the new one, under another name, by the module, or in between."""
    disk = with_enum_in("src/enums.py")
    disk = replaced(disk, SCHEMAS, "from src.products.models import", "from src.enums import")
    disk = written(
        disk, "src/again.py", "from src.enums import ProductStatus as Kind\n\nKind.OPEN\n"
    )
    disk = written(disk, "src/chain.py", "from src.products.models import ProductStatus\n")
    disk = written(
        disk, "tests/test_own.py", "from src.chain import ProductStatus\n\nx = ProductStatus.OPEN\n"
    )
    disk = written(disk, "src/by.py", "from src import enums\n\nname: enums.ProductStatus\n")
    disk = written(disk, "src/other.py", "from elsewhere import ProductStatus\n")
    plan, disk = carried_out(disk, RENAMED)
    assert told(plan) == []
    assert "from src.enums import ProductState\n" in text(disk, SCHEMAS)
    assert text(disk, "src/again.py") == "from src.enums import ProductState as Kind\n\nKind.OPEN\n"
    assert text(disk, "src/chain.py") == "from src.products.models import ProductState\n"
    assert text(disk, "tests/test_own.py").endswith(
        "import ProductState\n\nx = ProductState.OPEN\n"
    )
    assert text(disk, "src/by.py") == "from src import enums\n\nname: enums.ProductState\n"
    assert text(disk, "src/other.py") == "from elsewhere import ProductStatus\n"


def test_lines_of_the_users_with_a_class_that_is_gone_follow() -> None:
    """They would not run, in our modules and in theirs."""
    disk = made(shop())
    line = "\n\nDEFAULT = ProductStatus.OPEN\n"
    disk = written(disk, MODELS, text(disk, MODELS) + line)
    service = "src/products/service.py"
    disk = replaced(disk, service, "import Product\n", "import Product, ProductStatus\n")
    disk = written(disk, service, text(disk, service) + line)
    disk = written(disk, "src/own.py", f"from src.products.models import ProductStatus{line}")
    plan, disk = carried_out(disk, RENAMED)
    assert told(plan) == []
    for path in (MODELS, service, "src/own.py"):
        assert text(disk, path).endswith("DEFAULT = ProductState.OPEN\n")


@pytest.mark.parametrize("change", [RENAMED, ARTICLES])
def test_an_enum_from_elsewhere_is_named(change: Change) -> None:
    """It cannot be renamed, and nothing defines what we would call it."""
    disk = with_enum_in("src/enums.py")
    disk = replaced(disk, MODELS, "from src.enums", "from company.enums")
    plan, disk = carried_out(disk, change)
    models = "src/products/models.py" if change is RENAMED else "src/articles/models.py"
    new = "ProductState" if change is RENAMED else "ArticleStatus"
    assert any(each.startswith(f"{models}:") and new in each for each in told(plan))
    assert "from company.enums import ProductStatus\n" in text(disk, models)


def test_imports_of_a_renamed_resource_follow() -> None:
    """Elsewhere in the project, to where its modules are now."""
    own = (
        "from src.products import service\n"
        "from src.products.models import Product, ProductStatus as Kind\n\n"
        'product: Product  # of "src.products"\n'
        "read = service.get_product\n"
    )
    plan, disk = carried_out(written(made(shop()), "src/reports/own.py", own), ARTICLES)
    assert (told(plan), plan.notices) == ([], ())
    assert text(disk, "src/reports/own.py") == (
        "from src.articles import service\n"
        "from src.articles.models import Article, ArticleStatus as Kind\n\n"
        'product: Article  # of "src.products"\n'
        "read = service.get_article\n"
    )


def test_a_module_beside_ours_follows_in_all_it_says() -> None:
    """It moves with them, and speaks of them in whatever way."""
    own = "from . import models\nfrom .models import *\n\nx = models.Product, Product, ProductStatus\n"
    plan, disk = carried_out(written(made(shop()), "src/products/own.py", own), ARTICLES)
    assert told(plan) == []
    assert text(disk, "src/articles/own.py") == own.replace("Product", "Article")


def test_ours_imports_a_module_of_the_users_from_where_it_goes() -> None:
    """It moves along, also where ours has no other import from its folder."""
    own = "class Named:\n    LABEL = 1\n"
    disk = written(made(shop()), "src/products/own.py", own)
    disk = replaced(disk, MODELS, "class Product(", "class Product(Named, ")
    line = "from src.products.own import Named\n"
    disk = replaced(disk, MODELS, "\n\nclass ProductStatus", f"{line}\n\nclass ProductStatus")
    users = "src/users/service.py"
    reader = "from src.products.service import get_product\n"
    disk = replaced(disk, users, "from src.schemas", f"{reader}from src.schemas")
    plan, disk = carried_out(disk, ARTICLES)
    assert (told(plan), plan.notices) == ([], ())
    assert line.replace("products", "articles") in text(
        disk, MODELS.replace("products", "articles")
    )
    assert reader.replace("product", "article") in text(disk, users)


def test_strings_of_a_module_that_moves_are_told() -> None:
    """An address that the rename does not reach is served no more, or wants another parameter."""
    own = "from src.products.models import Product\n\nURL = '/products/{product_id}/photo'\n"
    plan, _ = carried_out(written(made(shop()), "src/products/own.py", own), ARTICLES)
    assert plan.notices == ("Lines of yours that have the old name still: src/articles/own.py:3.",)


def test_a_route_that_the_user_moved_is_named() -> None:
    """Nothing imports it back, so its path stays; what calls it uses the new one."""
    disk = made(shop())
    router = "src/products/router.py"
    code = text(disk, router)
    at = code.index("@router.delete(")
    disk = written(disk, router, code[:at].rstrip() + "\n")
    head = code[: code.index("@router.post(")]
    disk = written(disk, "src/products/deleting.py", head + code[at:])
    plan, after = carried_out(disk, changes.rename_resource(shop(), "product", "ware"))
    [conflict] = plan.conflicts
    lines = text(after, "src/wares/deleting.py").splitlines()
    assert conflict.path == "src/wares/deleting.py"
    assert lines[(conflict.line or 0) - 1].startswith("async def delete_ware(")
    assert conflict.what == "delete_ware, which is ours"
    assert conflict.snippet.startswith('@router.delete(\n    "/wares/{ware_id}",')
    assert conflict.snippet.endswith("await service.delete_ware(session, ware)\n")


def test_an_enum_that_would_meet_another_is_named() -> None:
    """The new name is taken where it stands."""
    disk = with_enum_in("src/enums.py")
    disk = written(
        disk, "src/enums.py", text(disk, "src/enums.py") + "\n\nclass ProductState: ...\n"
    )
    plan, _ = carried_out(disk, RENAMED)
    assert any("ProductState" in each for each in told(plan))


def test_a_column_in_a_mixin_follows() -> None:
    """If nobody else has it from there."""
    plan, disk = carried_out(with_mixin_in("src/mixins.py"), TITLED)
    assert told(plan) == []
    assert "    title: Mapped[str] = mapped_column(sa.String(255))\n" in text(disk, "src/mixins.py")
    assert "class Named:" in text(disk, "src/mixins.py")


def test_a_column_that_others_have_too_is_named() -> None:
    """Theirs keeps its name."""
    disk = with_mixin_in("src/mixins.py")
    disk = written(disk, "src/own.py", "from src.mixins import Named\n\n\nclass Mine(Named): ...\n")
    plan, after = carried_out(disk, TITLED)
    [each] = told(plan)
    assert each.startswith("src/products/models.py:")
    assert "attribute title, which is name in src/mixins.py:8" in each
    assert text(after, "src/mixins.py") == text(disk, "src/mixins.py")


@pytest.mark.parametrize("change", [TITLED, ARTICLES])
def test_a_rename_without_edits_finds_nothing(change: Change) -> None:
    """Whatever ours says is sound."""
    plan, _ = carried_out(made(shop()), change)
    assert (told(plan), plan.notices) == ([], ())


def deleted(disk: MemoryDisk, how: str) -> MemoryDisk:
    """The shop, without what the name was in."""
    code = text(disk, MODELS)
    head, body = code.index("class Product("), code.index('    """A product."""')
    left = {
        "file": "",
        "class": code[:head],
        "body": f"{code[:body]}    pass\n",
        "line": code.replace("    name: Mapped[str] = mapped_column(sa.String(255))\n", ""),
    }
    return written(disk, MODELS, left[how])


@pytest.mark.parametrize("how", ["file", "class", "body", "line"])
def test_a_column_that_is_gone_is_named(how: str) -> None:
    """A rename of what is not there is nothing that goes unsaid."""
    disk = deleted(made(shop()), how)
    plan, after = carried_out(disk, TITLED)
    named = [each for each in plan.conflicts if each.path == MODELS]
    assert [each.what for each in named] == ["class Product / attribute title"]
    assert named[0].snippet == "title: Mapped[str] = mapped_column(sa.String(255))"
    assert text(after, MODELS) == text(disk, MODELS)


def test_a_model_in_another_module_follows() -> None:
    """The whole class moved, and is imported from there."""
    disk = made(shop())
    disk = written(disk, "src/tables.py", text(disk, MODELS))
    disk = written(disk, MODELS, "from src.tables import Product, ProductStatus\n")
    plan, after = carried_out(disk, TITLED)
    assert told(plan) == []
    assert "    title: Mapped[str]" in text(after, "src/tables.py")
    plan, after = carried_out(disk, RENAMED)
    assert told(plan) == []
    assert "    state: Mapped[ProductState]" in text(after, "src/tables.py")
    assert text(after, MODELS) == "from src.tables import Product, ProductState\n"


OWN = '''\
from typing import TYPE_CHECKING, Annotated

import sqlalchemy as sa

from src.products.models import Product as Ware
from src.products.schemas import ProductCreate

from src.products import own

if TYPE_CHECKING:
    from src.products.models import Product

Valid = Annotated[Ware, "it is there"]


class Special(Ware):
    """A name of its own."""

    def shout(self, other: "Ware | None") -> str:
        return f"{self.name}{other.name}".upper() + other.name  # the name


class Renamed(Ware):
    """Has another idea of it."""

    @property
    def name(self) -> str:
        return "same"

    def shout(self) -> str:
        return self.name


def cheap(ware: Ware, valid: Valid, data: ProductCreate, later: "Product") -> bool:
    statement = sa.select(Ware.name).order_by(Ware.name, Ware.price)
    return ware.name == valid.name == data.name == later.name


def make(stranger, *args: Ware) -> Ware:
    ware = Ware(name="n", price=1)
    return ware if ware.name == stranger.name == args.name else dict(name=1)


def told(code: str) -> str:
    one: Ware | None = find(code)
    other = first(code)
    third = make(code)
    return one.name + other.name + third.name + local(code).name


async def first(code: str) -> Ware:
    local = make
    waited, early, whole = await first(code), first(code), Ware()
    sure = await first(code)
    early = first(code)
    late = await own.first(code)
    unsure = local(code)
    return sure.name, early.name, late.name, waited.name, unsure.name


def nested(sure: Ware) -> object:
    return lambda: sorted([sure], key=lambda sure: sure.name), [sure.name for name in sure.name]


async def rebound(ware: Ware, sure: Ware, other: Ware) -> list[str]:
    sort = lambda sure: sure.name
    ware = await other()
    try:
        return [sure.name for sure in ware]
    except ValueError as other:
        return other.name
    return [ware.name, sure.name, *(sure.price for name in sure.name)]
'''


MADE = """\
from typing import Any

from src.products.models import Product
from tests.products import factory
from tests.products.factory import create_product, make_product_body


def price(name: str, **rest: Any) -> Product:
    return Product(name=name, **rest)


def look(**rest: Any) -> Product:
    return find(Product(price=1), **rest)


async def test_mine(session: Any) -> None:
    one = await create_product(session, name="a", price=1)
    two = await factory.create_product(session, name="b")
    body = await make_product_body(name="c")
    assert [price(name="d"), look(name="e"), one.name, two, body]
"""


def test_keywords_that_a_factory_hands_on_follow() -> None:
    """They are those of the class that it makes; its own ones are not, nor those of a query."""
    plan, disk = carried_out(written(made(shop()), "tests/test_mine.py", MADE), TITLED)
    assert plan.conflicts == ()
    lines = text(disk, "tests/test_mine.py").splitlines()
    assert "    return Product(title=name, **rest)" in lines
    assert '    one = await create_product(session, title="a", price=1)' in lines
    assert '    two = await factory.create_product(session, title="b")' in lines
    assert '    assert [price(name="d"), look(name="e"), one.title, two, body]' in lines


def test_attributes_follow_where_the_code_says_whose_they_are() -> None:
    """By a class, by an annotation, in the class itself; what else is called so is only told."""
    plan, disk = carried_out(written(made(shop()), "src/products/own.py", OWN), TITLED)
    assert told(plan) == []
    lines = text(disk, "src/products/own.py").splitlines()
    if sys.version_info >= (3, 12):  # there is no telling where things stand in such a string
        assert (
            '        return f"{self.title}{other.title}".upper() + other.title  # the name' in lines
        )
    assert "    statement = sa.select(Ware.title).order_by(Ware.title, Ware.price)" in lines
    assert "    return ware.title == valid.title == data.title == later.title" in lines
    assert '    ware = Ware(title="n", price=1)' in lines
    assert "    return ware if ware.title == stranger.name == args.name else dict(name=1)" in lines
    assert "    return one.title + other.name + third.title + local(code).name" in lines
    assert "    return sure.title, early.name, late.title, waited.name, unsure.name" in lines
    assert (
        "    return lambda: sorted([sure], key=lambda sure: sure.name), "
        "[sure.title for name in sure.title]"
    ) in lines
    assert "    sort = lambda sure: sure.name" in lines
    assert "        return self.name" in lines
    assert "        return other.name" in lines
    assert "    return [ware.name, sure.name, *(sure.price for name in sure.name)]" in lines


def test_attributes_in_a_module_of_ours_follow_too() -> None:
    """In methods that the user added to the class, and in functions beside ours."""
    disk = made(shop())
    method = "\n    @property\n    def label(self) -> str:\n        return self.name.upper()\n"
    disk = written(disk, MODELS, text(disk, MODELS) + method)
    service = "src/products/service.py"
    own = "\n\ndef in_order() -> sa.Select[Product]:\n    return sa.select(Product).order_by(Product.name)\n"
    disk = written(disk, service, text(disk, service) + own)
    plan, after = carried_out(disk, TITLED)
    assert (told(plan), plan.notices) == ([], ())
    assert text(after, MODELS).endswith(method.replace("self.name", "self.title"))
    assert text(after, service).endswith(own.replace("Product.name", "Product.title"))


def test_attributes_of_a_relation_follow() -> None:
    """What the other side of it is called as well, in a class of another resource."""
    category = {"name": "category", "fields": ["name:str"]}
    product = {"name": "product", "fields": ["name:str", "category:ref:category"]}
    before = make_project({"project_name": "shop", "resources": [category, product]})
    change = changes.rename_resource(before, "product", "article")
    own = (
        "from src.categories.models import Category\nfrom src.products.models import Product\n\n\n"
        "def count(category: Category, one: Product) -> int:\n"
        "    return len(category.products) + (one.category is category)\n"
    )
    disk = written(made(before), "src/own.py", own)
    plan = evolve(
        State(TEMPLATE, before), State(TEMPLATE, change.project), disk, NOW, change.intent
    )
    assert plan.conflicts == ()
    _, body = own.split("\n\n\n")
    lines = text(disk.after(plan), "src/own.py").split("\n\n\n")
    assert sorted(lines[0].splitlines()) == [
        "from src.articles.models import Article",
        "from src.categories.models import Category",
    ]
    assert lines[1] == body.replace("Product", "Article").replace("products", "articles")


def test_what_a_module_exports_follows() -> None:
    """`__all__` has names, though it quotes them."""
    disk = made(shop())
    disk = written(disk, "src/tables.py", text(disk, MODELS))
    exports = (
        "from src.tables import Product, ProductStatus\n\n__all__ = ['Product', 'ProductStatus']\n"
    )
    disk = written(disk, MODELS, exports)
    _, after = carried_out(disk, RENAMED)
    assert text(after, MODELS) == exports.replace("ProductStatus", "ProductState")
