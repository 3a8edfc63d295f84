"""Which modules a module makes use of."""

from __future__ import annotations

import pytest

from generator.checking.modules import parse_modules
from generator.checking.references import references


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import a.b", {"a.b"}),
        ("import a.b as x", set()),
        ("import a.b as x\nx.run()", {"a.b"}),
        ("from a.b import c", set()),
        ("from a.b import c as d\nd()", {"a.b", "a.b.c"}),
        ("from . import c\nc()", {"src.shop", "src.shop.c"}),
        ("from ..x import c\nc()", {"src.x", "src.x.c"}),
        ("from a import *", {"a", "a.*"}),
        ("def f():\n    from a import b\n    return b", {"a", "a.b"}),
    ],
)
def test_references(text: str, names: set[str]) -> None:
    """Imports count where what they bind is used."""
    modules = parse_modules([("src/shop/api.py", text.encode())])
    assert references(modules.all["src/shop/api.py"]) == names


def test_references_of_a_package() -> None:
    """In `__init__.py` one dot is the package itself."""
    modules = parse_modules([("src/shop/__init__.py", b"from .a import *\n")])
    assert references(modules.all["src/shop/__init__.py"]) == {"src.shop.a", "src.shop.a.*"}
