"""Parsing in pieces gives what LibCST gives, and shares what two versions have in common."""

import libcst as cst
import pytest
from hypothesis import given, settings

from generator.merging.python.parsing import Parser
from tests.merging.test_laws import EVERYTHING, histories


@settings(max_examples=30)
@given(histories(EVERYTHING))
def test_a_module_is_what_it_is_as_a_whole(history: tuple[str, str, str]) -> None:
    """Comments, blank lines and indentation belong to the same nodes, in every version."""
    parser = Parser()
    for text in history:
        module = parser.parse(text)
        assert module is not None
        assert module.code == text
        assert module.deep_equals(cst.parse_module(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n\n",
        "x = 1; y = 2\nz = 3",
        "# a\n\n# b\nx = 1\n# c\n\n\n# d\ny = 2\n# e\n\n",
        "def f():\n    pass\n    # inside\n\n# outside\nx = 1\n",
        "def f():\n    pass\n\n    # inside, below a blank line\n\nx = 1\n",
        "def f():\n\tpass\n\n\ndef g():\n  pass\n",
        "@d\n# between\n@e\nclass A:\n  x = 1\n\n\n@d\nclass B: ...\n",
        'x = """\ny = 1\n"""\ny = (\n    1,\n)\nif x:\n    pass\nelse:\n    pass\n',
        "x = \\\n    1\n\ny = 1\n\x0c\nz = 1\n",
    ],
)
def test_what_stands_between_statements(text: str) -> None:
    """No line is lost at the cuts, and none goes to the wrong side."""
    module = Parser().parse(text)
    assert module is not None
    assert module.code == text
    assert module.deep_equals(cst.parse_module(text))


def test_common_statements_are_the_same_nodes() -> None:
    """What two versions have in common is one node, what one of them has twice is two."""
    parser = Parser()
    old, new = parser.parse("a = 1\nb = 1\nc = 1\n"), parser.parse("a = 1\nb = 2\nc = 1\nc = 1\n")
    assert old is not None
    assert new is not None
    assert [node in old.body for node in new.body] == [True, False, True, False]
