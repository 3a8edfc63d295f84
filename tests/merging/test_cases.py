"""Real situations: each file in `cases` says what it proves and shows the texts.

A situation without conflict shows the `expected` text. One of a place that both sides changed shows the
text with `markers` and the one that is `kept` without them. One in which something has no place shows
neither: the user's text stays. The `conflicts` are listed with their lines. One that merges to what does
not run shows `kept` alone: the merge of a text cannot know, the checks of the whole project do.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from generator.merging import Merged, OnConflict, merge_text_file

FOLDER = Path(__file__).parent / "cases"
_PART = re.compile(r"^----- (\w+) ?(.*)\n", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One situation; without conflict `marked` and `kept` are the same."""

    path: str
    base: str
    mine: str
    theirs: str
    marked: str
    kept: str
    conflicts: list[str]

    def merge(
        self, base: str, mine: str, theirs: str, mode: OnConflict = OnConflict.KEEP_MINE
    ) -> Merged:
        """Merge three texts as versions of this file."""
        return merge_text_file(self.path, base, mine, theirs, on_conflict=mode)


@cache
def load(name: str) -> Case:
    """Read the texts of a situation."""
    _, *parts = _PART.split((FOLDER / f"{name}.case").read_text(encoding="utf-8"))
    texts = dict(zip(parts[::3], parts[2::3], strict=True))
    kept = texts.get("expected", texts.get("kept", texts["mine"]))
    return Case(
        path=parts[1],
        base=texts["base"],
        mine=texts["mine"],
        theirs=texts["theirs"],
        marked=texts.get("markers", kept),
        kept=kept,
        conflicts=texts.get("conflicts", "").splitlines(),
    )


def told(merged: Merged) -> list[str]:
    """The conflicts with their lines."""
    return [f"{clash.line or '-'} {clash.what}" for clash in merged.clashes]


# This Python has to parse them for the checks.
NEWER = (
    {"generic_syntax", "schema_alias_as_type_statement"} if sys.version_info < (3, 12) else set()
)
NAMES = sorted(path.stem for path in FOLDER.glob("*.case"))
SETTLED = [name for name in NAMES if not load(name).conflicts]
cases = pytest.mark.parametrize("name", NAMES)
parsed_cases = pytest.mark.parametrize("name", [name for name in NAMES if name not in NEWER])
settled = pytest.mark.parametrize("name", SETTLED)


@cases
def test_the_merge_is_as_expected(name: str) -> None:
    """With markers and without, nothing but the change is different; all conflicts are named."""
    case = load(name)
    merged = case.merge(case.base, case.mine, case.theirs, OnConflict.MARKERS)
    assert merged.text == case.marked
    assert told(merged) == case.conflicts
    if case.conflicts:
        kept = case.merge(case.base, case.mine, case.theirs)
        assert kept.text == case.kept
        assert len(kept.clashes) == len(merged.clashes)


@parsed_cases
def test_the_result_parses(name: str) -> None:
    """What is written without markers is sound."""
    case = load(name)
    suffix = Path(case.path).suffix
    if suffix == ".py":
        ast.parse(case.kept)
    if suffix == ".toml":
        tomllib.loads(case.kept)
    if suffix in {".yml", ".yaml"}:
        yaml.safe_load(case.kept)


@settled
def test_a_second_merge_changes_nothing(name: str) -> None:
    """What was merged once is not merged again."""
    case = load(name)
    assert case.merge(case.theirs, case.kept, case.theirs) == Merged(case.kept)
    assert case.merge(case.base, case.kept, case.theirs).text == case.kept


# What is wrapped stays wrapped, what was asked back stays; of what went, neither the place nor the
# quotes are remembered.
ONE_WAY = {
    "exceptions_dict_of_both",
    "import_too_long",
    "literals_unpacked",
    "manifest_import_alias_renamed",
    "model_name_used_through_its_module",
    "model_needed_import_comes_back",
    "model_relationship_removed",
    "reformatted_quotes_of_f_strings",
    "router_parameters_of_both",
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", [name for name in SETTLED if name not in ONE_WAY])
def test_the_change_can_be_taken_back(name: str) -> None:
    """The opposite change restores the user's file byte for byte."""
    case = load(name)
    assert case.merge(case.theirs, case.kept, case.base) == Merged(case.mine)


@pytest.mark.thorough
@cases
def test_line_ends_and_a_byte_order_mark_stay(name: str) -> None:
    """How the lines of the user's file are encoded is the user's choice."""
    case = load(name)
    mine, kept = (
        "\ufeff" + text.removesuffix("\n").replace("\n", "\r\n") for text in (case.mine, case.kept)
    )
    merged = case.merge(case.base, mine, case.theirs)
    assert merged.text == kept
    assert len(merged.clashes) == len(case.conflicts)


@pytest.mark.thorough
@parsed_cases
def test_edits_elsewhere_survive(name: str) -> None:
    """Comments and statements that the user has in other places stay, and all else is the same."""
    case = load(name)
    places = list(elsewhere(case))
    mine, kept = (with_marks(text, places, marks(case)) for text in (case.mine, case.kept))
    merged = case.merge(case.base, mine, case.theirs)
    assert merged.text == kept
    assert len(merged.clashes) == len(case.conflicts)


def marks(case: Case) -> tuple[str, ...]:
    """What the user may write on a line of its own."""
    if case.path.endswith(".py"):
        return "# elsewhere {}", "elsewhere_{} = 1"
    return ("Elsewhere {}.",) if case.path.endswith(".md") else ("# elsewhere {}",)


def elsewhere(case: Case) -> Iterator[str]:
    """Lines that stand only once in all versions, between the same neighbours."""
    versions = [
        [*zip(["", *lines], lines, [*lines[1:], ""], strict=False)]
        for lines in (text.splitlines() for text in (case.base, case.mine, case.theirs, case.kept))
    ]
    lines = case.mine.splitlines()
    starts = list(statements(case.mine)) if case.path.endswith(".py") else range(len(lines))
    for at in starts:
        line = lines[at]
        alone = all([three[1] for three in each].count(line) == 1 for each in versions)
        if alone and all(versions[1][at] in each for each in versions) and line.strip():
            yield line


def statements(text: str) -> Iterator[int]:
    """The lines (from 0) on which a statement begins, imports and docstrings apart."""
    for node in ast.walk(ast.parse(text)):
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if isinstance(node, ast.stmt) and not is_text:
            above = getattr(node, "decorator_list", [])
            if not isinstance(node, ast.Import | ast.ImportFrom):
                yield min([node.lineno, *(each.lineno for each in above)]) - 1


def with_marks(text: str, places: list[str], marks: tuple[str, ...]) -> str:
    """The text with something of the user's above each of these lines, of each sort in turn."""
    result = ""
    for line in text.splitlines(keepends=True):
        if line.rstrip("\n") in places:
            number = places.index(line.rstrip("\n"))
            indent = line[: len(line) - len(line.lstrip())]
            result += indent + marks[number % len(marks)].format(number) + "\n"
        result += line
    return result
