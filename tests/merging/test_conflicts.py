"""Where both sides want something different, the user's code stays and the snippet is at hand."""

from textwrap import dedent

import pytest

from generator.merging import Conflict, Merged, merge_text_file


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Merge modules that are written indented in a test."""
    return merge_text_file("src/x.py", *map(code, (base, mine, theirs)))


def code(text: str) -> str:
    """A module that is written indented in a test."""
    return dedent(text).lstrip("\n")


def test_one_value_changed_by_both() -> None:
    """The node alone is in conflict; the rest of the class is merged."""
    merged = merge(
        """
        class A:
            x = 1
            y = 1
        """,
        """
        class A:
            x = 2
            y = 1
        """,
        """
        class A:
            x = 3
            y = 3
        """,
    )
    assert merged.text == code(
        """
        class A:
            x = 2
            y = 3
        """
    )
    assert merged.conflicts == (
        Conflict("src/x.py", 2, "class A / attribute x", "x = 2\n", "x = 3\n"),
    )


def test_removed_but_edited() -> None:
    """What the new version removes and the user edited stays."""
    merged = merge("x = 1\ny = 1\n", "x = 1\ny = 2\n", "x = 1\n")
    assert merged == Merged(
        "x = 1\ny = 2\n", (Conflict("src/x.py", 2, "attribute y", "y = 2\n", ""),)
    )


def test_removed_but_commented() -> None:
    """A comment of the user's is an edit too."""
    merged = merge("x = 1\ny = 1\n", "x = 1\n# mine\ny = 1\n", "x = 1\n")
    assert merged.text == "x = 1\n# mine\ny = 1\n"
    assert [it.what for it in merged.conflicts] == ["attribute y"]


def test_renamed_and_unchanged() -> None:
    """A function that the user renamed is not written again."""
    base = "def f():\n    return 1\n\n\nx = 1\n"
    mine = "def g():\n    return 1\n\n\nx = 1\n"
    assert merge(base, mine, base.replace("x = 1", "x = 2")) == Merged(
        "def g():\n    return 1\n\n\nx = 2\n"
    )


def test_renamed_and_changed() -> None:
    """A change of a function that the user renamed is left to the user."""
    merged = merge(
        "def f():\n    return 1\n", "def g():\n    return 1\n", "def f():\n    return 2\n"
    )
    assert merged.text == "def g():\n    return 1\n"
    assert merged.conflicts == (
        Conflict("src/x.py", 3, "function f", "", "def f():\n    return 2\n"),
    )


def test_two_functions_of_one_name() -> None:
    """Both sides wrote a function of the same name: neither is thrown away, none is doubled."""
    merged = merge(
        "x = 1\n", "x = 1\n\n\ndef f():\n    pass\n", "x = 1\n\n\ndef f():\n    return 1\n"
    )
    assert merged.text == "x = 1\n\n\ndef f():\n    pass\n"
    assert [it.theirs for it in merged.conflicts] == ["def f():\n    return 1\n"]


def test_calls_replaced_by_a_loop() -> None:
    """Where the siblings of a new call are gone, nobody guesses where it belongs."""
    merged = merge(
        "app.add(a)\napp.add(b)\nrun()\n",
        "for it in (a, b):\n    app.add(it)\nrun()\n",
        "app.add(a)\napp.add(b)\napp.add(c)\nrun()\n",
    )
    assert merged.text == "for it in (a, b):\n    app.add(it)\nrun()\n"
    assert [(it.what, it.theirs) for it in merged.conflicts] == [
        ("call of app.add", "app.add(c)\n")
    ]


def test_the_same_name_from_another_module() -> None:
    """An import that would take a name away from the user's import is a conflict."""
    merged = merge(
        "from src.a import x\n",
        "from src.a import x\nfrom mine import Page\n",
        "from src.a import x\nfrom src.b import Page\n",
    )
    assert merged.text == "from src.a import x\nfrom mine import Page\n"
    assert [(it.what, it.theirs) for it in merged.conflicts] == [
        ("import of Page", "from src.b import Page\n")
    ]


def test_two_new_positional_parameters() -> None:
    """The order of positional parameters is a matter for people."""
    merged = merge(
        "def f(a):\n    return a\n",
        "def f(a, mine):\n    return a\n",
        "def f(a, ours):\n    return a\n",
    )
    assert merged.text == "def f(a, mine):\n    return a\n"
    assert merged.conflicts == (
        Conflict("src/x.py", 1, "header of function f", "def f(a, mine):\n", "def f(a, ours):\n"),
    )


def test_the_rest_of_a_file_with_a_conflict() -> None:
    """Line numbers count in the merged text."""
    merged = merge(
        "import os\n\nx = 1\n", "import os\n\nx = 2\n", "import os\nimport sys\n\nx = 3\ny = sys\n"
    )
    assert merged.text == "import os\nimport sys\n\nx = 2\ny = sys\n"
    assert [it.line for it in merged.conflicts] == [4]


def test_markers() -> None:
    """With markers the place shows both versions; the rest is merged."""
    merged = merge_text_file(
        "src/x.py",
        "class A:\n    x = 1\n    y = 1\n",
        "class A:\n    # mine\n    x = 2\n    y = 1\n",
        "class A:\n    x = 3\n    y = 3\n",
        on_conflict="markers",
    )
    assert merged.text == code(
        """
        class A:
            # mine
        <<<<<<< mine
            x = 2
        =======
            x = 3
        >>>>>>> theirs
            y = 3
        """
    )


def test_a_file_that_both_added() -> None:
    """A file of the user's is not mixed with one of ours."""
    merged = merge_text_file("src/x.py", None, "x = 1\n", "y = 1\n")
    assert merged == Merged(
        "x = 1\n", (Conflict("src/x.py", None, "the whole file", "x = 1\n", "y = 1\n"),)
    )


def test_a_module_that_does_not_parse() -> None:
    """A module that the user is in the midst of writing stays as it is."""
    merged = merge("x = 1\n\n\ny = 1\n", "x = (\n\n\ny = 1\n", "x = 1\n\n\ny = 2\n")
    assert merged.text == "x = (\n\n\ny = 1\n"
    assert [conflict.theirs for conflict in merged.conflicts] == ["y = 2\n"]


def test_parameters_that_python_does_not_allow() -> None:
    """A parameter without a default cannot follow the user's default."""
    mine = "def f(a=1):\n    return a\n"
    merged = merge("def f(a):\n    return a\n", mine, "def f(a, b):\n    return a\n")
    assert merged.text == mine
    assert [it.theirs for it in merged.conflicts] == ["def f(a, b):\n"]


def test_a_result_that_python_would_not_take() -> None:
    """If a merge breaks the module, the user's text stays and the snippets are named."""
    merged = merge(
        "import os\n\ny = 1\n",
        "x = 1\nimport os\n\ny = 1\n",
        "from __future__ import annotations\n\nimport os\n\ny = 2\n",
    )
    assert merged == Merged(
        "x = 1\nimport os\n\ny = 1\n",
        (
            Conflict(
                "src/x.py",
                None,
                "lines at 'from __future__ import annotations'",
                "",
                "from __future__ import annotations\n\n",
            ),
            Conflict("src/x.py", None, "lines at 'y = 1'", "y = 1\n", "y = 2\n"),
        ),
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_moved_statement_of_theirs(newline: str) -> None:
    """A statement that the new version moved moves in an edited function too."""
    mine = "def f():\n    a()\n    b()\n    mine()\n    c()\n".replace("\n", newline)
    merged = merge_text_file(
        "src/x.py",
        "def f():\n    a()\n    b()\n    c()\n",
        mine,
        "def f():\n    c()\n    a()\n    b()\n",
    )
    assert merged == Merged(
        "def f():\n    c()\n    a()\n    b()\n    mine()\n".replace("\n", newline)
    )
