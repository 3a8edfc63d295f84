"""A rename put into what was written before it."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.respelling import Respelling, carry, respelling
from generator.spec import changes
from generator.spec.project import Project, make_project

BASE = '''\
"""Use cases of products."""

from src.products.models import Product


async def get_product(session: Session, name: str) -> Product:
    """Fetch a product by its name."""
    product = await session.get(Product, name)
    return product
'''
THEIRS = '''\
"""Use cases of spare parts."""

from src.spare_parts.models import SparePart


async def get_spare_part(session: Session, name: str) -> SparePart:
    """Fetch a spare part by its name."""
    spare_part = await session.get(SparePart, name)
    return spare_part
'''
PARTS = {"product": "spare_part", "products": "spare_parts"}


def shop() -> Project:
    """Products in categories."""
    resources = [
        {"name": "category", "fields": ["name:str"]},
        {"name": "product", "fields": ["name:str", "tags:m2m:category", "kind:ref:category"]},
    ]
    return make_project({"project_name": "shop", "resources": resources})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("product", "spare_part"),
        ("Product", "SparePart"),
        ("ProductCreate", "SparePartCreate"),
        ("list_products", "list_spare_parts"),
        ("PRODUCT_MAX", "SPARE_PART_MAX"),
        ("product_id", "spare_part_id"),
        ("byproduct", "byproduct"),
        ("production", "production"),
        ("productName", "productName"),
        ("src.products.models", "src.spare_parts.models"),
    ],
)
def test_whole_words_in_every_style(old: str, new: str) -> None:
    """Parts of identifiers are words; parts of words are not."""
    assert Respelling(PARTS, PARTS)(old) == new


def test_what_ours_says_today_decides_on_the_style() -> None:
    """A word looks the same in code and in prose, two do not."""
    assert carry(BASE, BASE, THEIRS, Respelling(PARTS, PARTS)).base == THEIRS


def test_lines_that_the_user_edited_get_the_words_that_ours_changed() -> None:
    """And nothing else in them changes."""
    mine = BASE.replace("return product", "return product  # a product, really")
    carried = carry(BASE, mine, THEIRS, Respelling(PARTS, PARTS)).mine
    assert carried == THEIRS.replace("return spare_part", "return spare_part  # a product, really")


def test_lines_that_the_user_added_run_on() -> None:
    """Names of code that are gone are renamed there, prose and other names are not."""
    added = 'def mine(product: Product, byproduct: int):\n    """A product."""\n    # one product\n'
    carried = carry(BASE, BASE + added, THEIRS, Respelling(PARTS, PARTS)).mine
    assert carried == THEIRS + added.replace("product: Product", "spare_part: SparePart")


def test_formatted_strings_hold_code() -> None:
    """What stands in their braces runs as well."""
    added = 'print(f"product {product.id}", "{product}")\n'
    carried = carry(BASE, BASE + added, THEIRS, Respelling(PARTS, PARTS)).mine
    assert carried == THEIRS + 'print(f"product {spare_part.id}", "{product}")\n'


@pytest.mark.parametrize(
    "line",
    [
        "Review.product_id",
        "pay(product=1)",
        'f"{{product}}"',
        "f\"{row['product']}\"",
        "class Row:\n    if True:\n        product: Id",
        "row = {'product': 1}",
        "# product",
        "from src.db.products import Offer",
        "from .db.products import Offer",
        "from products import Offer",
        "import offers, src.db.products as db",
    ],
)
def test_what_may_be_anybodys_stays(line: str) -> None:
    """Attributes, keywords, fields, keys: whose they are cannot be known."""
    base, theirs = BASE + "product_id = 1\n", THEIRS + "spare_part_id = 1\n"
    carried = carry(base, f"{base}{line}\n", theirs, Respelling(PARTS, PARTS))
    assert carried.mine == f"{theirs}{line}\n"


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("def f(product=None, *, product_id: int): ...", "def f(spare_part=None, *, spare_part_id: int): ..."),
        ("total = product.product_id + product_id", "total = spare_part.product_id + spare_part_id"),
        ("from src.products.models import Product", "from src.spare_parts.models import SparePart"),
        ("from .products import Product", "from .spare_parts import SparePart"),
        ("import src.products.models", "import src.spare_parts.models"),
        ('x = f"{product.name} {get_product(1)}"', 'x = f"{spare_part.name} {get_spare_part(1)}"'),
        ("call(product, key=product)", "call(spare_part, key=spare_part)"),
        ("def f():\n    product: Id = 1", "def f():\n    spare_part: Id = 1"),
        ("class A:\n    def f(self):\n        if product: ...", "class A:\n    def f(self):\n        if spare_part: ..."),
        ("class A:\n    product: Id\nproduct: Id", "class A:\n    product: Id\nspare_part: Id"),
        ('__all__ = ["Product", "Offer"]', '__all__ = ["SparePart", "Offer"]'),
    ],
)  # fmt: skip
def test_what_would_not_run_is_renamed(line: str, new: str) -> None:
    """Variables, classes and modules that are gone."""
    base, theirs = BASE + "product_id = 1\n", THEIRS + "spare_part_id = 1\n"
    carried = carry(base, f"{base}{line}\n", theirs, Respelling(PARTS, PARTS))
    assert carried.mine == f"{theirs}{new}\n"


def test_a_field_in_lines_of_the_user_stays_and_is_told() -> None:
    """Whose attribute it is cannot be known."""
    base, theirs = "name: str\n", "title: str\n"
    mine = 'name: str\n# the name\nshout(user.name, "name")\n'
    carried = carry(base, mine, theirs, Respelling({"name": "title"}, {}))
    assert carried.mine == 'title: str\n# the name\nshout(user.name, "name")\n'
    assert carried.left == (3,)


def test_an_article_goes_with_its_word() -> None:
    """Else what the user deleted would seem to have changed."""
    base = '"""A product."""\n\n\ndef get_product():\n    """Link a tag to a product."""\n'
    theirs = base.replace("A product", "An article").replace("a product", "an article")
    theirs = theirs.replace("product", "article")
    respell = Respelling({"product": "article"}, {})
    assert carry(base, "", theirs, respell).base == theirs
    back = carry(theirs, "", base, Respelling({"article": "product"}, {}))
    assert back.base == base


def test_a_line_that_the_user_moved_is_ours_still() -> None:
    """Wherever it stands in the file, and however deep."""
    base = "class A:\n    name: Mapped[str]\n    size: int\n"
    mine = "class Named:\n  name: Mapped[str]\n\n\nclass A(Named):\n    size: int\n"
    carried = carry(base, mine, base.replace("name", "title"), Respelling({"name": "title"}, {}))
    assert carried.mine == mine.replace("  name:", "  title:")
    assert carried.left == ()


def test_a_line_that_the_user_went_on_with_is_an_edited_one() -> None:
    """However much stands behind ours: a field that got a description has the new name."""
    base = "class A:\n    name: str\n    size: int\n"
    more = ' = Field(description="as it is written on the shelf, in capitals")'
    mine = base.replace("name: str", f"name: str{more}").replace("size: int", "size: integer")
    respell = Respelling({"name": "title", "size": "length"}, {})
    theirs = base.replace("name", "title").replace("size", "length")
    carried = carry(base, mine, theirs, respell)
    assert carried.mine.splitlines()[1] == f"    title: str{more}"
    assert carried.left == ()


def test_a_line_that_was_moved_and_went_on_with_is_an_edited_one() -> None:
    """A comment behind it says nothing of whose name it has."""
    base = "def a():\n    field = 'name'\n    return field\n\n\ndef b():\n    return 1\n"
    mine = "def b():\n    return 1\n\n\ndef a():\n    field = 'name'  # mine\n    return field\n"
    carried = carry(base, mine, base.replace("name", "title"), Respelling({"name": "title"}, {}))
    assert carried.mine == mine.replace("name", "title")
    assert carried.left == ()


def test_a_line_that_the_user_wrote_anew_is_left_to_the_merge() -> None:
    """It says the old name in another way, so the rename has not happened there."""
    base, theirs = "x = 1\nname: Mapped[str]\n", "x = 1\ntitle: Mapped[str]\n"
    mine = "x = 1\nname = mapped_column(OwnKindOfText(), comment='shown')\n"
    carried = carry(base, mine, theirs, Respelling({"name": "title"}, {}))
    assert (carried.base, carried.mine) == (base, mine)
    deleted = carry(base, "x = 1\n", theirs, Respelling({"name": "title"}, {}))
    assert (deleted.base, deleted.mine) == (theirs, "x = 1\n")


def test_what_is_no_python_is_carried_too() -> None:
    """Lines that were added to it stay as they are."""
    carried = carry("a product\n", "a product\nmy product's\n", "a part\n", Respelling(PARTS, {}))
    assert carried.mine.splitlines()[1] == "my product's"


def test_what_has_a_null_byte_is_carried_too() -> None:
    """It is no Python either, but Python 3.13 may fail to say so."""
    mine = f"{BASE}\nMINE = 1\0\n"
    assert carry(BASE, mine, THEIRS, Respelling(PARTS, PARTS)).mine == f"{THEIRS}\nMINE = 1\0\n"


@given(st.lists(st.sampled_from(["# mine", "MINE = 1", "product = 2", "def f(name): ...", ""])))
def test_every_line_of_the_user_is_still_there(lines: list[str]) -> None:
    """None is lost, whatever it says; comments stay to the letter."""
    mine = BASE + "".join(f"{line}\n" for line in lines)
    carried = carry(BASE, mine, THEIRS, Respelling(PARTS, PARTS)).mine
    assert len(carried.splitlines()) == len(mine.splitlines())
    assert carried.count("# mine") == lines.count("# mine")


@pytest.mark.parametrize("odd", ["\f", "\v", "\x1c", "\x85", "\u2028"])
def test_what_ends_a_line_elsewhere_ends_none_here(odd: str) -> None:
    """Lines are counted as Python counts them, so that the right ones are edited."""
    mine = BASE.replace("product = await", f"# {odd} product\n    product = await")
    added = "def mine(product): ...\n"
    carried = carry(BASE, mine + added, THEIRS, Respelling(PARTS, PARTS)).mine
    assert f"# {odd} product\n" in carried
    assert carried.endswith("def mine(spare_part): ...\n")


def test_lines_that_pythons_count_in_two_ways_stay() -> None:
    """A lone carriage return ends a line for some versions and not for others."""
    mine = f"{BASE}# \r product\ndef mine(product): ...\n"
    carried = carry(BASE, mine, THEIRS, Respelling(PARTS, PARTS)).mine
    assert carried == f"{THEIRS}# \r product\ndef mine(product): ...\n"


@pytest.mark.parametrize("end", ["\r\n", "\n", ""])
def test_line_ends_of_the_user_stay(end: str) -> None:
    """Also where the last line has none."""
    mine = BASE.replace("\n", "\r\n").rstrip("\r\n") + end
    carried = carry(BASE, mine, THEIRS, Respelling(PARTS, PARTS)).mine
    assert carried == THEIRS.replace("\n", "\r\n").rstrip("\r\n") + end


def test_the_words_of_a_change() -> None:
    """A renamed resource, a renamed field, and the names that follow from them."""
    project = shop()
    change = changes.rename_resource(project, "product", "part")
    found = respelling(project, change.project, change.intent)
    assert found is not None
    assert found.binding == {"product": "part", "products": "parts"}
    assert found.words["kind_products"] == "kind_parts"
    change = changes.rename_field(project, "product", "tags", "labels")
    found = respelling(project, change.project, change.intent)
    assert found is not None
    assert found.words == {"tags": "labels", "tag": "label"}
    assert respelling(project, project, change.intent) is None


def test_lines_that_are_wrapped_otherwise() -> None:
    """Their punctuation is no wording: what the user made of them stays as it is."""
    base = (
        'path = (\n    "/very-long/{very_long_wor"\n    "d_id}"\n)\n'
        'call(\n    "/very-long/{very_long_word_id}",\n    kind="a very long word",\n)\n'
    )
    theirs = 'path = "/parts/{part_id}"\ncall("/parts/{part_id}", kind="a part")\n'
    mine = (
        'path = (\n    "/very-long/{my_word"\n    "s_id}"\n)\n'
        'call(\n    "/very-long/{my_very_long_word_id}",\n    kind="a very long word of mine",\n)\n'
    )
    words = {"very_long_word": "part", "very_long": "parts"}
    carried = carry(base, mine, theirs, Respelling(words, {}))
    ast.parse(carried.mine)
    assert "my_word" in carried.mine
