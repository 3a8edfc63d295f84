"""Real situations: each file in `cases` says what it proves and shows the four texts."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.merging import Merged, merge_text_file

FOLDER = Path(__file__).parent / "cases"
_PART = re.compile(r"^----- (\w+) ?(.*)\n", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One situation, without conflict."""

    path: str
    base: str
    mine: str
    theirs: str
    expected: str


def load(name: str) -> Case:
    """Read the four texts of a situation."""
    _, *parts = _PART.split((FOLDER / f"{name}.case").read_text(encoding="utf-8"))
    texts = dict(zip(parts[::3], parts[2::3], strict=True))
    return Case(parts[1], **texts)


NAMES = sorted(path.stem for path in FOLDER.glob("*.case"))
cases = pytest.mark.parametrize("name", NAMES)


@cases
def test_the_merge_is_as_expected(name: str) -> None:
    """The situation needs no decision, and nothing but the change is different."""
    case = load(name)
    merged = merge_text_file(case.path, case.base, case.mine, case.theirs)
    assert merged == Merged(case.expected)


@cases
def test_a_second_merge_changes_nothing(name: str) -> None:
    """What was merged once is not merged again."""
    case = load(name)
    again = merge_text_file(case.path, case.theirs, case.expected, case.theirs)
    assert again == Merged(case.expected)
    once_more = merge_text_file(case.path, case.base, case.expected, case.theirs)
    assert once_more.text == case.expected


# What is wrapped stays wrapped, what was asked back stays, and a place is not remembered.
ONE_WAY = {
    "import_too_long",
    "model_needed_import_comes_back",
    "model_relationship_removed",
    "router_parameters_of_both",
}


@pytest.mark.parametrize("name", sorted({*NAMES} - ONE_WAY))
def test_the_change_can_be_taken_back(name: str) -> None:
    """The opposite change restores the user's file byte for byte."""
    case = load(name)
    back = merge_text_file(case.path, case.theirs, case.expected, case.base)
    assert back == Merged(case.mine)


@cases
def test_windows_line_ends_stay(name: str) -> None:
    """The same situation in a file with Windows line ends has the same outcome, with those."""
    case = load(name)
    windows = case.mine.replace("\n", "\r\n")
    merged = merge_text_file(case.path, case.base, windows, case.theirs)
    assert merged == Merged(case.expected.replace("\n", "\r\n"))


@cases
def test_a_byte_order_mark_and_a_missing_line_end_stay(name: str) -> None:
    """How the user's file begins and ends is the user's choice."""
    case = load(name)
    merged = merge_text_file(
        case.path, case.base, "\ufeff" + case.mine.removesuffix("\n"), case.theirs
    )
    assert merged == Merged("\ufeff" + case.expected.removesuffix("\n"))
