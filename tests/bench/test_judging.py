"""What the comparison of merges takes for wrong."""

from tests.bench.judging import Outcome, Sides, Verdict, judge

BASE = "def one() -> None:\n    pass\n"
MINE = f"{BASE}\n\ndef own() -> None:\n    pass\n"
THEIRS = f"import new\n\n\n{BASE}"
SIDES = Sides(BASE, MINE, THEIRS)


def judged(text: str) -> Verdict:
    """The verdict on a result."""
    return judge("module.py", SIDES, Outcome.marked(text))


def test_a_merge_with_all_changes_is_right() -> None:
    """Where the words of both sides are there as often as they should be, nothing is wrong."""
    assert judged(f"import new\n\n\n{MINE}") == Verdict()


def test_a_missing_change_is_wrong() -> None:
    """A merge without the template's change is wrong, but no line of the user is lost."""
    verdict = judged(MINE)
    assert (verdict.wrong, verdict.lost) == (1, 0)
    assert verdict.faults == ("module.py: has 'import' 0 times, not 1 times",)


def test_a_missing_line_of_the_user_is_lost() -> None:
    """A merge without the user's change is wrong, and the line is lost."""
    verdict = judged(THEIRS)
    assert (verdict.wrong, verdict.lost) == (1, 1)
    assert verdict.faults[0] == "module.py: loses 'def own() -> None:'"


def test_a_definition_that_is_there_twice_is_wrong() -> None:
    """A function that only the base has once is not to be there twice."""
    verdict = judged(f"import new\n\n\n{BASE}\n\n{MINE}")
    assert verdict.faults == ("module.py: defines one 2 times",)


def test_what_does_not_parse_is_wrong() -> None:
    """All words in their number are no merge if the module cannot be read."""
    assert judged(f"import new (\n\n\n{MINE}").wrong == 1


def test_a_conflict_is_neither_wrong_nor_lost() -> None:
    """What stands between markers is left to the user."""
    marked = f"<<<<<<< mine\n{MINE}=======\n{THEIRS}>>>>>>> theirs\n"
    assert judged(marked) == Verdict(conflicts=1)


def test_a_line_that_the_right_outcome_lacks_is_not_lost() -> None:
    """Where the outcome is written down, only the user's lines in it count."""
    sides = Sides("one\ntwo\n", "one\nthree\n", "four\ntwo\n", expected="four\nthree\n")
    assert judge("README.md", sides, Outcome("four\nthree\n")) == Verdict()
    assert judge("README.md", sides, Outcome("four\n")).lost == 1


def test_a_file_that_only_one_side_changed_has_one_right_outcome() -> None:
    """It is that side's."""
    assert judge("a.txt", Sides("old\n", "old\n", "new\n"), Outcome("new\n")) == Verdict()
    assert judge("a.txt", Sides("old\n", "own\n", "old\n"), Outcome("old\n")).wrong == 1
