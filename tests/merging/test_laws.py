"""The laws of the merge, over random projects and random edits by users."""

import ast
import difflib

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.merging import Merged, merge_text_file
from tests.merging import projects, user_edits
from tests.merging.projects import COLUMNS, RESOURCES, Answers

KINDS = ("api", "models", "service", "settings")
some_answers = st.builds(
    Answers,
    resources=st.lists(st.sampled_from(RESOURCES), unique=True).map(lambda it: tuple(sorted(it))),
    columns=st.lists(st.sampled_from(tuple(COLUMNS)), unique=True, min_size=1).map(tuple),
    relation=st.sampled_from([None, "tags", "orders"]),
    width=st.integers(1, 3),
    docs=st.booleans(),
)


@st.composite
def bigger(draw: st.DrawFn, small: Answers) -> Answers:
    """Answers with more of everything."""
    more = draw(some_answers)
    rest = [name for name in more.columns if name not in small.columns]
    return Answers(
        resources=tuple(sorted({*small.resources, *more.resources})),
        columns=(*small.columns, *rest),
        relation=small.relation or more.relation,
        width=small.width,
        docs=small.docs or more.docs,
    )


@st.composite
def histories(
    draw: st.DrawFn, edits: tuple[user_edits.Edit, ...], *, growing: bool = False
) -> tuple[str, str, str]:
    """A base, a user's version and a new version of one module."""
    kind = draw(st.sampled_from(KINDS))
    before = draw(some_answers)
    after = draw(bigger(before) if growing else some_answers)
    base, theirs = projects.render(kind, before), projects.render(kind, after)
    return base, draw(user_edits.edited(base, edits)), theirs


EVERYTHING = user_edits.ADDITIONS + user_edits.CHANGES


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Merge as some module of the project."""
    return merge_text_file("src/module.py", base, mine, theirs)


def added_lines(old: str, new: str) -> list[str]:
    """Lines of ``new`` that ``old`` lacks; of a line with a new comment, the comment."""
    lines = difflib.ndiff(old.splitlines(), new.splitlines())
    added = (line[2:].strip() for line in lines if line.startswith("+ "))
    return [line[line.index("# mark") :] if "# mark" in line else line for line in added if line]


@given(histories(EVERYTHING))
def test_nothing_new_changes_nothing(history: tuple[str, str, str]) -> None:
    """Where theirs is as before, the user's file stays byte for byte."""
    base, mine, _ = history
    assert merge(base, mine, base) == Merged(mine)
    assert merge(base, mine, mine) == Merged(mine)


@given(histories(EVERYTHING))
def test_an_untouched_file_becomes_theirs(history: tuple[str, str, str]) -> None:
    """Where the user changed nothing, the new version is taken byte for byte."""
    base, _, theirs = history
    assert merge(base, base, theirs) == Merged(theirs)


@given(histories(EVERYTHING))
def test_the_result_parses(history: tuple[str, str, str]) -> None:
    """A module that parsed is never merged into one that does not."""
    ast.parse(merge(*history).text)


@given(histories(EVERYTHING))
def test_no_line_of_the_user_is_lost(history: tuple[str, str, str]) -> None:
    """What the user wrote is in the result, or a conflict names it."""
    base, mine, theirs = history
    merged = merge(base, mine, theirs)
    kept = merged.text.replace("'", '"') + "".join(it.mine for it in merged.conflicts)
    for line in added_lines(base, mine):
        if "mark" in line:
            assert line.replace("'", '"') in kept


@given(histories(EVERYTHING))
def test_a_merge_repeated_changes_nothing(history: tuple[str, str, str]) -> None:
    """The result with the new version as its base is a fixed point."""
    _, _, theirs = history
    once = merge(*history).text
    assert merge(theirs, once, theirs) == Merged(once)


@given(histories(user_edits.ADDITIONS, growing=True))
def test_additions_of_both_sides_need_no_decision(history: tuple[str, str, str]) -> None:
    """Where the user only added and theirs only added, all lines of both are in the result."""
    base, mine, theirs = history
    merged = merge(base, mine, theirs)
    assert merged.conflicts == ()
    for line in added_lines(base, mine) + added_lines(base, theirs):
        assert line in merged.text or "import" in line


@given(histories(user_edits.ADDITIONS, growing=True))
def test_additions_can_be_taken_back(history: tuple[str, str, str]) -> None:
    """Adding and removing again leaves the user's lines as they were, but for blank ones."""
    base, mine, theirs = history
    merged = merge(base, mine, theirs)
    back = merge(theirs, merged.text, base)
    assert back.conflicts == ()
    assert without_blanks(back.text) == without_blanks(mine)


def without_blanks(text: str) -> list[str]:
    """The lines that say something."""
    return [line for line in text.splitlines() if line.strip()]


@given(histories(EVERYTHING))
def test_line_ends_do_not_matter(history: tuple[str, str, str]) -> None:
    """A file with Windows line ends merges to the same text with Windows line ends."""
    base, mine, theirs = history
    plain = merge(base, mine, theirs)
    windows = merge(base, mine.replace("\n", "\r\n"), theirs)
    assert windows.text == plain.text.replace("\n", "\r\n")
    assert windows.conflicts == plain.conflicts


@settings(max_examples=50)
@given(histories(EVERYTHING))
def test_markers_show_the_same_conflicts(history: tuple[str, str, str]) -> None:
    """The way of showing conflicts changes neither their number nor the merged rest."""
    plain = merge(*history)
    marked = merge_text_file("src/module.py", *history, on_conflict="markers")
    assert len(marked.conflicts) == len(plain.conflicts)
    assert marked.text.count("<<<<<<< mine") == sum(it.line is not None for it in plain.conflicts)
