"""The laws of the merge, over random projects and random edits by users."""

import ast
import difflib
import re

from hypothesis import given
from hypothesis import strategies as st

from generator.merging import Clash, Merged, OnConflict, merge_text_file, taking_theirs
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


OWN_PART = re.compile(r"# mark.*|renamed_mark\d+")
"""What a line of ours has of the user where its other parts may change with the template."""

EVERYTHING = user_edits.ADDITIONS + user_edits.CHANGES


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Merge as some module of the project; where both changed a place, the user's stays."""
    texts = base, mine, theirs
    return merge_text_file("src/module.py", *texts, on_conflict=OnConflict.KEEP_MINE)


def added_lines(old: str, new: str) -> list[str]:
    """Lines of ``new`` that ``old`` lacks; of a line with a new comment or name, that alone."""
    lines = difflib.ndiff(old.splitlines(), new.splitlines())
    added = (line[2:].strip() for line in lines if line.startswith("+ "))
    return [found.group() if (found := OWN_PART.search(line)) else line for line in added if line]


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
    kept = merged.text.replace("'", '"') + "".join(it.mine for it in merged.clashes)
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
    assert merged.clashes == ()
    for line in added_lines(base, mine) + added_lines(base, theirs):
        assert line in merged.text or "import" in line


@given(histories(user_edits.ADDITIONS, growing=True))
def test_additions_can_be_taken_back(history: tuple[str, str, str]) -> None:
    """Adding and removing again leaves the user's lines as they were, but for blank ones."""
    base, mine, theirs = history
    merged = merge(base, mine, theirs)
    back = merge(theirs, merged.text, base)
    assert back.clashes == ()
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
    assert windows.clashes == plain.clashes


@given(histories(EVERYTHING))
def test_markers_show_both_versions(history: tuple[str, str, str]) -> None:
    """Taking one side of all markers gives the user's places, or theirs; all else is the same."""
    plain = merge(*history)
    marked = merge_text_file("src/module.py", *history)
    assert settled(marked.text, "mine") == plain.text
    theirs = plain.text
    for clash in reversed(plain.clashes):
        theirs = taking_theirs(theirs, clash) if clash.both_changed else theirs
    assert settled(marked.text, "theirs") == theirs
    for clash, line in zip(marked.clashes, marker_lines(marked.text), strict=False):
        assert clash.line == line or not clash.both_changed
    ast.parse(theirs)
    assert_all_or_nothing(history[1], plain)


def assert_all_or_nothing(mine: str, merged: Merged) -> None:
    """If something of theirs has no place, the file is untouched; else every clash has its lines."""
    if merged.has_place_for_all:
        for clash in merged.clashes:
            assert lines_of(merged.text, clash) == clash.mine
    else:
        assert merged.text == mine
        assert not any(clash.both_changed for clash in merged.clashes)


def settled(text: str, side: str) -> str:
    """The text with one side of all conflict markers."""
    parts = {"<<<<<<< mine\n": "mine", "=======\n": "theirs", ">>>>>>> theirs\n": ""}
    result, current = "", ""
    for line in text.splitlines(keepends=True):
        if line in parts:
            current = parts[line]
        elif current in {"", side}:
            result += line
    return result


def marker_lines(text: str) -> list[int]:
    """Where the user's sides begin, counted from 1."""
    lines = text.splitlines(keepends=True)
    return [at for at, line in enumerate(lines, 1) if line == "<<<<<<< mine\n"]


def lines_of(text: str, clash: Clash) -> str:
    """The lines of the user's at a clash."""
    assert clash.line
    lines = text.splitlines(keepends=True)[clash.line - 1 :]
    return "".join(lines[: clash.mine.count("\n")])
