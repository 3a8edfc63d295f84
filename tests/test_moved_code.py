"""What the user moved out of our modules: where it is, and what of ours belongs there."""

from __future__ import annotations

from textwrap import dedent

from generator.analysis.sources import Sources
from generator.evolve import State, evolve
from generator.moved_code import parts_of
from generator.plan import Plan
from generator.respelling.declarations import TemplateModule
from generator.spec import changes
from generator.spec.changes import Change
from generator.spec.field import Field
from generator.spec.grammar import parse_field
from generator.spec.project import Project, make_project
from generator.tree import File
from tests.memory import MemoryDisk
from tests.template import TEMPLATE
from tests.test_tree_merge import NOW, made

BASE = dedent(
    '''
    """Ours."""

    import datetime as dt
    from decimal import Decimal


    class Kind:
        pass


    class Product:
        kind: Kind
        price: Decimal


    def first() -> None:
        pass


    def last() -> dt.date:
        return dt.date.today()
    '''
)[1:]
THEIRS = BASE.replace("    price: Decimal\n", "    size: Size\n").replace(
    "class Product", "class Size:\n    pass\n\n\nclass Product"
)


def things(base: str, theirs: str) -> TemplateModule:
    """A module of ours that has one path."""
    return TemplateModule("src/things.py", "src/things.py", base, theirs)


def parts(home: str, **others: str) -> dict[str, tuple[str, str]]:
    """The parts of a module, by path: what we wrote and would write there."""
    texts = {"src/things.py": home, **{f"src/{name}.py": text for name, text in others.items()}}
    found = parts_of(things(BASE, THEIRS), Sources(texts), ["src/things.py"])
    return {each.path: (each.base, each.theirs) for each in found}


def test_nothing_was_moved() -> None:
    """Neither where all is in its place, nor where a part is gone, nor where it is from outside."""
    assert parts(BASE) == {}
    assert parts(BASE[: BASE.index("class Product")]) == {}
    assert parts("from elsewhere import Product\n") == {}


def test_a_class_takes_along_what_it_speaks_of() -> None:
    """With the imports that it needs; what stays gets the rest, and imports the new one as well."""
    own = "from src.things import Kind\n\n\nclass Product: ...\n"
    found = parts("from .own import Product\n\n\nclass Kind:\n    pass\n", own=own)
    assert [*found] == ["src/own.py", "src/things.py"]
    base, theirs = found["src/own.py"]
    assert base == (
        "from src.things import Kind\nfrom decimal import Decimal\n"
        "\n\nclass Product:\n    kind: Kind\n    price: Decimal\n"
    )
    assert theirs == (
        "from src.things import Kind\n"
        "\n\nclass Size:\n    pass\n\n\nclass Product:\n    kind: Kind\n    size: Size\n"
    )
    before, after = found["src/things.py"]
    assert before.startswith("from .own import Product\nimport datetime as dt\n\n\nclass Kind:")
    assert after == before.replace("import Product", "import Product, Size")


def test_a_new_definition_goes_where_the_one_above_it_went() -> None:
    """If none that was moved speaks of it."""
    theirs = BASE.replace("def last", "def second() -> None:\n    pass\n\n\ndef last")
    texts = {"src/things.py": "from .own import first\n", "src/own.py": "def first(): ...\n"}
    own, rest = parts_of(things(BASE, theirs), Sources(texts), ["src/things.py"])
    assert "def second" in own.theirs
    assert "def second" not in rest.theirs
    assert rest.theirs.startswith("from .own import first, second\n")


def test_a_helper_went_along_with_what_needs_it() -> None:
    """It is not imported back by anybody; the module that it was in stays as it is."""
    base = "def first():\n    _help()\n\n\ndef last():\n    pass\n\n\ndef _help():\n    pass\n"
    theirs = f"{base}    return 1\n\n\ndef new():\n    _help()\n"
    home = "from .own import first, last\n\n__all__ = ['first', 'last']\n"
    texts = {"src/things.py": home, "src/own.py": base}
    own, rest = parts_of(things(base, theirs), Sources(texts), ["src/things.py"])
    assert (own.path, own.base.strip(), own.theirs.strip()) == (
        "src/own.py",
        base.strip(),
        theirs.strip(),
    )
    assert "_help" not in rest.base + rest.theirs
    assert "from .own import first, last, new\n" in rest.theirs
    copied = {**texts, "src/other.py": base, "src/things.py": home + "from .other import last\n"}
    parts = parts_of(things(base, theirs), Sources(copied), ["src/things.py"])
    assert "def _help" in next(each.base for each in parts if each.path == "src/own.py")


def test_a_module_that_became_a_package() -> None:
    """It is imported by the name that it had."""
    texts = {
        "src/things/__init__.py": "from src.things.own import *\n\n__all__ = ['Product']\n",
        "src/things/own.py": BASE,
    }
    own, rest = parts_of(things(BASE, THEIRS), Sources(texts), ["src/things.py"])
    assert (own.path, rest.path) == ("src/things/own.py", "src/things/__init__.py")
    assert own.theirs == THEIRS.replace("from decimal import Decimal\n", "")
    assert rest.base == '__all__ = ["Kind", "Product", "first", "last"]\n'
    assert rest.theirs == '__all__ = ["Kind", "Product", "Size", "first", "last"]\n'


# --- in a project ------------------------------------------------------------------------------


def shop() -> Project:
    """Products."""
    resources = [{"name": "product", "fields": ["name:str", "price:int:min=1"]}]
    return make_project({"project_name": "shop", "resources": resources})


def moved(disk: MemoryDisk) -> MemoryDisk:
    """A model that stands in a module of the user's, beside something of their own."""
    text = disk["src/products/models.py"].text or ""
    own = text.replace("class Product(", "mine = 1\n\n\nclass Product(")
    home = "from src.products.entities import Product\n\n__all__ = ['Product']\n"
    files = {"src/products/entities.py": own, "src/products/models.py": home}
    return MemoryDisk({**disk, **{path: File.from_text(text) for path, text in files.items()}})


def planned(change: Change, disk: MemoryDisk) -> Plan:
    """What a command would do."""
    states = State(TEMPLATE, shop()), State(TEMPLATE, change.project)
    return evolve(*states, disk, NOW, change.intent)


def test_a_field_reaches_the_class_where_it_is() -> None:
    """The home of it stays as it is, and nothing is left to the user."""
    disk = moved(made(shop()))
    plan = planned(changes.add_fields(shop(), "product", [stock()]), disk)
    assert plan.conflicts == ()
    after = disk.after(plan)
    assert after["src/products/models.py"] == disk["src/products/models.py"]
    assert "    stock: Mapped[int]" in (after["src/products/entities.py"].text or "")
    assert "mine = 1\n" in (after["src/products/entities.py"].text or "")


def test_a_renamed_field_is_renamed_in_all_of_the_class() -> None:
    """In its constraints as well, which are text."""
    plan = planned(changes.rename_field(shop(), "product", "price", "cost"), moved(made(shop())))
    assert plan.conflicts == ()
    text = moved(made(shop())).after(plan)["src/products/entities.py"].text or ""
    assert "price" not in text
    assert 'sa.CheckConstraint("cost >= 1", name="cost_min")' in text


def test_a_class_that_was_rewritten_stays_a_conflict() -> None:
    """Nothing is written in any of the files that have a part of the module."""
    disk = moved(made(shop()))
    text = disk["src/products/entities.py"].text or ""
    rewritten = text[: text.index("class Product(")] + "class Product:\n    pass\n"
    disk = MemoryDisk({**disk, "src/products/entities.py": File.from_text(rewritten)})
    plan = planned(changes.add_fields(shop(), "product", [stock()]), disk)
    assert {each.path for each in plan.conflicts} == {"src/products/models.py"}
    assert disk.after(plan)["src/products/entities.py"].text == rewritten


def stock() -> Field:
    """A field that rows can get."""
    return parse_field("stock:int:default=0")


def test_a_renamed_resource_is_renamed_where_it_is() -> None:
    """With its table, and in a package that took the place of our module."""
    disk = made(shop())
    text = disk["src/products/models.py"].text or ""
    files = dict(disk)
    del files["src/products/models.py"]
    files["src/products/models/__init__.py"] = File.from_text(
        "from src.products.models.product import Product\n"
    )
    files["src/products/models/product.py"] = File.from_text(text)
    disk = MemoryDisk(files)
    plan = planned(changes.rename_resource(shop(), "product", "article"), disk)
    assert plan.conflicts == ()
    after = disk.after(plan)
    home = after["src/articles/models/__init__.py"].text
    assert home == "from src.articles.models.product import Article\n"
    assert '    __tablename__ = "article"\n' in (after["src/articles/models/product.py"].text or "")


def package(disk: MemoryDisk) -> MemoryDisk:
    """Models in a package, whose modules import from each other by their whole names."""
    text = disk["src/products/models.py"].text or ""
    at = text.index("class ProductStatus"), text.index("class Product(")
    imported = "from src.products.models.enums import ProductStatus\n"
    files = {
        "enums": f"from enum import StrEnum\n\n\n{text[at[0] : at[1]].rstrip()}\n",
        "product": imported + text[text.index("from typing") : at[0]] + text[at[1] :],
        "__init__": f"{imported}from src.products.models.product import Product\n",
    }
    there = {f"src/products/models/{name}.py": File.from_text(it) for name, it in files.items()}
    rest = {path: file for path, file in disk.items() if path != "src/products/models.py"}
    return MemoryDisk(rest | there)


def related() -> Project:
    """Products that have an enum, and belong to users who have `products`."""
    fields = ("status:enum:on+off:default=on", "maker:ref:user:opt")
    return changes.add_fields(shop(), "product", [*map(parse_field, fields)]).project


def test_parts_that_import_each_other_by_their_whole_names() -> None:
    """The imports that we add to a part for the merge move with the package."""
    project = related()
    change = changes.rename_resource(project, "product", "article")
    disk = package(made(project))
    states = State(TEMPLATE, project), State(TEMPLATE, change.project)
    plan = evolve(*states, disk, NOW, change.intent)
    assert plan.conflicts == ()
    text = disk.after(plan)["src/articles/models/product.py"].text or ""
    assert text.startswith("from src.articles.models.enums import ArticleStatus\n")
    assert "src.products" not in text
    assert '    """An article."""\n' in text


def test_a_renamed_field_is_found_in_a_package() -> None:
    """It is not asked for once more, nor is a line named that was changed."""
    project = related()
    change = changes.rename_field(project, "product", "price", "cost")
    states = State(TEMPLATE, project), State(TEMPLATE, change.project)
    plan = evolve(*states, package(made(project)), NOW, change.intent)
    assert plan.conflicts == ()
    assert plan.notices == ()


def test_a_module_elsewhere_keeps_its_name() -> None:
    """Also one that is called like the package of ours, which goes."""
    disk = made(shop())
    home = "from src.db.products import Product\n\n__all__ = ['Product']\n"
    files = {"src/db/products.py": disk["src/products/models.py"]}
    files["src/products/models.py"] = File.from_text(home)
    disk = MemoryDisk({**disk, **files})
    plan = planned(changes.rename_resource(shop(), "product", "article"), disk)
    assert plan.conflicts == ()
    after = disk.after(plan)
    assert "from src.db.products import Article\n" in (after["src/articles/models.py"].text or "")
    assert "class Article(" in (after["src/db/products.py"].text or "")


def test_what_stays_is_laid_out_as_it_was() -> None:
    """Also where the first of the imports goes, with the field that it was for."""
    project = related()
    disk = package(made(project))
    path = "src/products/models/__init__.py"
    imported = disk[path].text or ""
    names = '__all__ = ["Product", "ProductStatus"]\n'
    disk = MemoryDisk({**disk, path: File.from_text(f'"""Mine."""\n\n{imported}\n{names}')})
    change = changes.remove_fields(project, "product", ["status"])
    states = State(TEMPLATE, project), State(TEMPLATE, change.project)
    after = disk.after(evolve(*states, disk, NOW, change.intent))
    line = "from src.products.models.product import Product\n"
    assert after[path].text == f'"""Mine."""\n\n{line}\n__all__ = ["Product"]\n'
