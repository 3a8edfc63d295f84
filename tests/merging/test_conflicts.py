"""Where both sides want something different, nothing is lost and theirs is at hand."""

from textwrap import dedent

import pytest

from generator.merging import Clash, Merged, OnConflict, merge_text_file, taking_theirs


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Merge modules that are written indented in a test."""
    texts = map(code, (base, mine, theirs))
    return merge_text_file("src/x.py", *texts, on_conflict=OnConflict.KEEP_MINE)


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
    assert merged.clashes == (
        Clash("class A / attribute x", "    x = 2\n", "    x = 3\n", 2, both_changed=True),
    )
    assert taking_theirs(merged.text, *merged.clashes) == "class A:\n    x = 3\n    y = 3\n"


def test_removed_but_edited() -> None:
    """What the new version removes and the user edited stays."""
    merged = merge("x = 1\ny = 1\n", "x = 1\ny = 2\n", "x = 1\n")
    assert merged == Merged(
        "x = 1\ny = 2\n", (Clash("attribute y", "y = 2\n", "", 2, both_changed=True),)
    )


def test_removed_but_commented() -> None:
    """A comment of the user's is an edit too."""
    merged = merge("x = 1\ny = 1\n", "x = 1\n# mine\ny = 1\n", "x = 1\n")
    assert merged.text == "x = 1\n# mine\ny = 1\n"
    assert [it.what for it in merged.clashes] == ["attribute y"]
    assert taking_theirs(merged.text, *merged.clashes) == "x = 1\n"


def test_renamed_and_unchanged() -> None:
    """A function that the user renamed is not written again."""
    base = "def f():\n    return 1\n\n\nx = 1\n"
    mine = "def g():\n    return 1\n\n\nx = 1\n"
    assert merge(base, mine, base.replace("x = 1", "x = 2")) == Merged(
        "def g():\n    return 1\n\n\nx = 2\n"
    )


def test_renamed_and_changed() -> None:
    """A function that the user renamed, and nothing else, gets what is new in it."""
    merged = merge(
        "def f():\n    return 1\n", "def g():\n    return 1\n", "def f():\n    return 2\n"
    )
    assert merged == Merged("def g():\n    return 2\n")


def test_renamed_and_given_up() -> None:
    """A function that the user renamed is the user's where we have it no more."""
    base, mine = "x = 1\n\n\ndef f():\n    return 1\n", "x = 1\n\n\ndef g():\n    return 1\n"
    assert merge(base, mine, "x = 2\n") == Merged(mine.replace("x = 1", "x = 2"))


def test_rewritten_under_another_name_and_changed() -> None:
    """A function that says something else is none of ours: the change is left to the user."""
    merged = merge(
        "def f():\n    return 1\n", "def g():\n    return 3\n", "def f():\n    return 2\n"
    )
    assert merged.text == "def g():\n    return 3\n"
    assert merged.clashes == (Clash("function f", "", "def f():\n    return 2\n", 3),)


def test_renamed_to_one_of_two() -> None:
    """Which of two equal functions was ours once is not guessed."""
    both = "def g():\n    return 1\n\n\ndef h():\n    return 1\n"
    merged = merge("def f():\n    return 1\n", both, "def f():\n    return 2\n")
    assert merged.text == both
    assert [clash.what for clash in merged.clashes] == ["function f"]


def test_two_functions_of_one_name() -> None:
    """Both sides wrote a function of the same name: neither is thrown away, none is doubled."""
    merged = merge(
        "x = 1\n", "x = 1\n\n\ndef f():\n    pass\n", "x = 1\n\n\ndef f():\n    return 1\n"
    )
    assert merged.text == "x = 1\n\n\ndef f():\n    pass\n"
    assert [it.theirs for it in merged.clashes] == ["def f():\n    return 1\n"]


def test_calls_replaced_by_something_else() -> None:
    """Where the siblings of a new call are gone, nobody guesses where it belongs."""
    merged = merge(
        "app.add(a)\napp.add(b)\nrun()\n",
        "add_all(app, a, b)\nrun()\n",
        "app.add(a)\napp.add(b)\napp.add(c)\nrun()\n",
    )
    assert merged.text == "add_all(app, a, b)\nrun()\n"
    assert [(it.what, it.theirs) for it in merged.clashes] == [("call of app.add", "app.add(c)\n")]


def test_the_same_name_from_another_module() -> None:
    """An import that would take a name away from the user's import is a conflict."""
    merged = merge(
        "from src.a import x\n",
        "from src.a import x\nfrom mine import Page\n",
        "from src.a import x\nfrom src.b import Page\n",
    )
    assert merged.text == "from src.a import x\nfrom mine import Page\n"
    assert [(it.what, it.theirs) for it in merged.clashes] == [
        ("import of Page", "from src.b import Page\n")
    ]


@pytest.mark.parametrize(
    "base",
    [
        "if a:\n    x = 1\nelif b:\n    x = 2\nelse:\n    x = 3\n",
        "if b: x = 1\nelse: x = 2\n",
        "while b: x = 1\n",
        "match b:\n    case 1:\n        x = 1\n",
        "match a:\n    case b:\n        x = 1\n    case 2:\n        y = 2\n",
        "try:\n    x = 1\nexcept b:\n    y = 1\n",
        "with b as x:\n    y = 1\n",
        "for x in b: y = 1\n",
        "@b\nclass X: y = 1\n",
        "def f(x=b): return x\n",
    ],
)
def test_a_condition_changed_by_both(base: str) -> None:
    """Wherever the place is in a statement, either version can be taken."""
    mine, theirs = base.replace("b", "mine"), base.replace("b", "ours")
    merged = merge(base, mine, theirs)
    assert merged.text == mine
    [clash] = merged.clashes
    assert clash.both_changed
    assert taking_theirs(merged.text, clash) == theirs


def test_two_new_positional_parameters() -> None:
    """The order of positional parameters is a matter for people."""
    merged = merge(
        "def f(a):\n    return a\n",
        "def f(a, mine):\n    return a\n",
        "def f(a, ours):\n    return a\n",
    )
    assert merged.text == "def f(a, mine):\n    return a\n"
    assert merged.clashes == (
        Clash(
            "header of function f", "def f(a, mine):\n", "def f(a, ours):\n", 1, both_changed=True
        ),
    )


def test_the_rest_of_a_file_with_a_conflict() -> None:
    """Line numbers count in the merged text."""
    merged = merge(
        "import os\n\nx = 1\n", "import os\n\nx = 2\n", "import os\nimport sys\n\nx = 3\ny = sys\n"
    )
    assert merged.text == "import os\nimport sys\n\nx = 2\ny = sys\n"
    assert [it.line for it in merged.clashes] == [4]


def test_markers() -> None:
    """With markers the place shows both versions; the rest is merged."""
    merged = merge_text_file(
        "src/x.py",
        "class A:\n    x = 1\n    y = 1\n",
        "class A:\n    # mine\n    x = 2\n    y = 1\n",
        "class A:\n    x = 3\n    y = 3\n",
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
    assert merged == Merged("x = 1\n", (Clash("the whole file", "x = 1\n", "y = 1\n"),))


def test_a_module_that_does_not_parse() -> None:
    """A module that the user is in the midst of writing stays as it is."""
    merged = merge("x = 1\n\n\ny = 1\n", "x = (\n\n\ny = 1\n", "x = 1\n\n\ny = 2\n")
    assert merged.text == "x = (\n\n\ny = 1\n"
    assert [conflict.theirs for conflict in merged.clashes] == ["y = 2\n"]


def test_a_form_feed_before_a_statement() -> None:
    """What the parser would forget is not merged."""
    mine = "x = 1\n\x0cy = 1\n"
    merged = merge("x = 1\ny = 1\n", mine, "x = 2\ny = 1\n")
    assert merged.text == mine
    assert [it.theirs for it in merged.clashes] == ["x = 2\n"]


def test_parameters_that_python_does_not_allow() -> None:
    """A parameter without a default cannot follow the user's default."""
    mine = "def f(a=1):\n    return a\n"
    merged = merge("def f(a):\n    return a\n", mine, "def f(a, b):\n    return a\n")
    assert merged.text == mine
    assert [it.theirs for it in merged.clashes] == ["def f(a, b):\n"]


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
            Clash(
                "lines at 'from __future__ import annotations'",
                "",
                "from __future__ import annotations\n\n",
            ),
            Clash("lines at 'y = 1'", "y = 1\n", "y = 2\n"),
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


def test_a_function_whose_neighbours_became_methods() -> None:
    """Whether it is to be a method, and how it is then called, is the user's to say."""
    base = "def first():\n    pass\n\n\ndef last():\n    pass\n"
    mine = (
        "class Service:\n    def first(self):\n        pass\n\n    def last(self):\n        pass\n"
    )
    new = "def second():\n    pass\n"
    theirs = base.replace("def last", f"{new}\n\ndef last")
    merged = merge(base, mine, theirs)
    assert merged.text == mine
    assert [(each.what, each.theirs.strip()) for each in merged.clashes] == [
        ("function second", new.strip())
    ]
    one_left = mine.replace("    def last(self):\n        pass\n", "")
    assert merge(base, f"{one_left}\n\ndef last():\n    pass\n", theirs).clashes == ()


def test_a_function_whose_neighbours_are_imported() -> None:
    """It goes where they went, which this file alone does not tell."""
    base = "def first():\n    pass\n\n\ndef last():\n    pass\n"
    theirs = f"{base}\n\ndef new():\n    pass\n"
    clashes = merge(base, "from src.own import first, last\n", theirs).clashes
    assert [each.what for each in clashes] == ["function new"]
    one_left = "from src.own import first\n\n\ndef last():\n    pass\n"
    assert merge(base, one_left, theirs).clashes == ()
