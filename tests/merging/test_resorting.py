"""Imports that were sorted are sorted after a rename too."""

import pytest

from generator.merging import with_imports_sorted

BEFORE = '''\
"""Use cases."""

import sqlalchemy as sa

# of the database
from src.database import Session
from src.products.models import Category, Product
from src.schemas import Id

MINE = 1
'''
AFTER = BEFORE.replace("products", "articles").replace("Product", "Article")
SORTED = '''\
"""Use cases."""

import sqlalchemy as sa

from src.articles.models import Article, Category
# of the database
from src.database import Session
from src.schemas import Id

MINE = 1
'''


def test_statements_and_names_are_sorted_again() -> None:
    """Comments go along, blank lines between the sections stay."""
    assert with_imports_sorted("src/a.py", BEFORE, AFTER) == SORTED
    assert with_imports_sorted("src/a.py", SORTED, SORTED) == SORTED
    crlf = [each.replace("\n", "\r\n") for each in (BEFORE, AFTER, SORTED)]
    assert with_imports_sorted("src/a.py", *crlf[:2]) == crlf[2]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("import sqlalchemy as sa\n\n# of", "import sqlalchemy as sa\nimport abc\n\n# of"),
        ("MINE = 1", "<<<<<<< mine\n"),
    ],
)
def test_what_was_not_sorted_stays(old: str, new: str) -> None:
    """It is the user's order; and so does what is no Python."""
    before, after = BEFORE.replace(old, new), AFTER.replace(old, new)
    assert with_imports_sorted("src/a.py", before, after) == after


def test_names_that_were_not_sorted_stay() -> None:
    """Only the statements are sorted then."""
    before = BEFORE.replace("Category, Product", "Product, Category")
    after = before.replace("products", "articles").replace("Product", "Zebra")
    assert "import Zebra, Category\n# of" in with_imports_sorted("src/a.py", before, after)


def test_a_line_that_got_too_long_is_wrapped() -> None:
    """As the formatter has it."""
    before = "from src.products.models import Category, Product\n"
    new = "ArticleWithAVeryLongNameThatFillsNearlyTheWholeLineAlone"
    after = before.replace("Product", new)
    assert with_imports_sorted("src/a.py", before, after) == (
        f"from src.products.models import (\n    {new},\n    Category,\n)\n"
    )


def exports(*names: str, after: str = "") -> str:
    """A module that says what it exports, a line each."""
    lines = "".join(f'    "{name}",{after}\n' for name in names)
    return f"from x import *\n\n__all__ = [\n{lines}]\n"


def test_exports_are_sorted_again() -> None:
    """Constants, classes, functions, as they were; the lines stay as they are."""
    before = exports("MAX", "Item", "Zebra", "get_item")
    after = exports("MAX", "Thing", "Category", "get_category")
    wanted = exports("MAX", "Category", "Thing", "get_category")
    assert with_imports_sorted("src/a.py", before, after) == wanted
    one, other = "__all__ = ('A', 'B')\n", "__all__ = ('Z', 'B')\n"
    assert with_imports_sorted("src/a.py", one, other) == "__all__ = ('B', 'Z')\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (exports("b", "a"), exports("d", "c")),
        (exports("a", "b", after="  # mine"), exports("d", "c", after="  # mine")),
        (exports("a", "b"), exports("d", "c") + "__all__ += ['e']\n__all__ = []\n"),
        ("x = ['a', 'b']\n", "x = ['d', 'c']\n"),
    ],
)
def test_exports_that_stay_as_they_are(before: str, after: str) -> None:
    """They were in no order, have comments that belong to one, or are said more than once."""
    assert with_imports_sorted("src/a.py", before, after) == after
