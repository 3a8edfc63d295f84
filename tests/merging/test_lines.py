"""Files of no known kind are merged by lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.merging import Clash, Merged, OnConflict, merge_text_file
from generator.merging.hunks import three_way
from generator.merging.newlines import split_lines

texts = st.lists(st.sampled_from("abcde"), max_size=8).map(lambda it: "".join(f"{x}\n" for x in it))


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n"),
        ("a\nb\n", "A\nb\n", "a\nB\n", "A\nB\n"),
        ("a\n", "a\nmine\n", "a\nours\n", "a\nours\nmine\n"),
        ("a\n", "a\nours\nmine\n", "a\nours\n", "a\nours\nmine\n"),
        ("a\nb\nc\n", "a\nc\n", "a\nb\nC\n", "a\nC\n"),
        ("a\nb\n", "a\nb", "A\nb\n", "A\nb"),
        ("", "mine\n", "ours\n", "ours\nmine\n"),
        ("a\x0cb\nc\n", "a\x0cb\nC\n", "A\x0cb\nc\n", "A\x0cb\nC\n"),
    ],
)
def test_without_conflict(base: str, mine: str, theirs: str, expected: str) -> None:
    """Neighbouring changes and additions at one place need no decision."""
    assert merge_text_file("README.md", base, mine, theirs) == Merged(expected)


def test_one_line_changed_by_both() -> None:
    """The user's line stays, ours is at hand."""
    texts = "a\nb\nc\n", "a\nmine\nc\n", "a\nours\nc\nd\n"
    merged = merge_text_file("Dockerfile", *texts, on_conflict=OnConflict.KEEP_MINE)
    clash = Clash("lines at 'mine'", "mine\n", "ours\n", 2, both_changed=True)
    assert merged == Merged("a\nmine\nc\nd\n", (clash,))


def test_markers() -> None:
    """With markers both versions are shown."""
    merged = merge_text_file("Dockerfile", "a\nb\n", "a\nmine\n", "a\nours\n")
    assert merged.text == "a\n<<<<<<< mine\nmine\n=======\nours\n>>>>>>> theirs\n"


def test_mixed_line_ends() -> None:
    """Each line keeps the end that it has; a new line gets the most frequent one."""
    mine = "a\r\nb\nc\r\nmine\n\r\n"
    merged = merge_text_file("notes.txt", "a\nb\nc\n\n", mine, "a\nb\nnew\nc\n\n")
    assert merged == Merged("a\r\nb\nnew\r\nc\r\nmine\n\r\n")


def test_only_line_ends_differ() -> None:
    """A checkout with Windows line ends is no edit: the new version comes with them."""
    assert merge_text_file("a.txt", "a\nb\n", "a\r\nb\r\n", "a\nB\n") == Merged("a\r\nB\r\n")


@given(texts, texts, texts)
def test_hunks_cover_everything(base: str, mine: str, theirs: str) -> None:
    """The stretches of a comparison put together are the three sequences."""
    hunks = list(three_way(base, mine, theirs))
    assert "".join(base[slice(*it.base)] for it in hunks) == base
    assert "".join(mine[slice(*it.mine)] for it in hunks) == mine
    assert "".join(theirs[slice(*it.theirs)] for it in hunks) == theirs
    for hunk in hunks:
        if hunk.stable:
            same = {base[slice(*hunk.base)], mine[slice(*hunk.mine)], theirs[slice(*hunk.theirs)]}
            assert len(same) == 1


@given(texts, texts, texts)
def test_no_line_is_lost(base: str, mine: str, theirs: str) -> None:
    """Lines that only the user has are in the result."""
    merged = merge_text_file("a.txt", base, mine, theirs, on_conflict=OnConflict.KEEP_MINE)
    for line in set(split_lines(mine)) - set(split_lines(base)):
        assert merged.text.count(line) >= mine.count(line)
    assert merge_text_file("a.txt", theirs, merged.text, theirs) == Merged(merged.text)
