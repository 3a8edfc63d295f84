"""How a conflict is left to the user: between markers, as a patch, or as a snippet to paste."""

import subprocess
from pathlib import Path

import pytest

from generator.cli.display import show
from generator.cli.options import Output
from generator.merging import OnConflict
from generator.plan import Action, Conflict, FileChange, Plan, Settling
from generator.reconcile import reconcile
from generator.tree import File

BASE = "import os\n\nPRICE = 1\nNAME = os.name\n\n\ndef total() -> int:\n    return PRICE\n"
MINE = BASE.replace("PRICE = 1", "PRICE = 2")
THEIRS = BASE.replace("PRICE = 1", "PRICE = 3").replace("os.name", "os.sep")


def change(
    base: str,
    mine: str,
    theirs: str,
    on_conflict: OnConflict = OnConflict.MARKERS,
    path: str = "src/prices.py",
) -> FileChange:
    """Reconcile three texts."""
    before, now, wanted = (File.from_text(text) for text in (base, mine, theirs))
    return reconcile(path, before, now, wanted, on_conflict)


def after(change: FileChange) -> str:
    """The text of a file as it will be."""
    assert change.after is not None
    assert change.after.text is not None
    return change.after.text


def test_both_versions_between_markers() -> None:
    """Everything else is merged; the conflict names the line of the first marker."""
    changed = change(BASE, MINE, THEIRS)
    assert after(changed) == THEIRS.replace(
        "PRICE = 3\n", "<<<<<<< mine\nPRICE = 2\n=======\nPRICE = 3\n>>>>>>> theirs\n"
    )
    what, snippet = "attribute PRICE", "PRICE = 3\n"
    conflict = Conflict("src/prices.py", what, snippet, 3, Settling.MARKERS)
    assert changed.conflicts == (conflict,)
    assert changed.action == Action.CONFLICT


def test_mine_is_kept_with_a_patch(tmp_path: Path) -> None:
    """Everything else is merged; git takes the patch and the place is as theirs would have it."""
    changed = change(BASE, MINE, THEIRS, OnConflict.KEEP_MINE)
    assert after(changed) == THEIRS.replace("PRICE = 3", "PRICE = 2")
    [conflict] = changed.conflicts
    assert (conflict.line, conflict.settling) == (3, Settling.PATCH)
    file = tmp_path / "src/prices.py"
    file.parent.mkdir()
    file.write_text(after(changed))
    subprocess.run(["git", "apply"], input=conflict.patch, text=True, cwd=tmp_path, check=True)
    assert file.read_text() == THEIRS


@pytest.mark.parametrize("on_conflict", OnConflict)
def test_what_has_no_place_changes_nothing(on_conflict: OnConflict) -> None:
    """With a place that both changed and one that is gone, the file stays as it is."""
    mine = MINE.replace("total", "renamed").replace("return PRICE", "return PRICE * 2")
    theirs = THEIRS.replace("return PRICE", "return PRICE + 1")
    changed = change(BASE, mine, theirs, on_conflict)
    assert after(changed) == mine
    snippets = {each.what: each.snippet for each in changed.conflicts}
    assert snippets == {
        "what goes with it": "NAME = os.sep\n",
        "attribute PRICE": "PRICE = 3\n",
        "function total": "def total() -> int:\n    return PRICE + 1\n",
    }
    assert {each.settling for each in changed.conflicts} == {Settling.PASTE}


@pytest.mark.parametrize("on_conflict", OnConflict)
def test_the_same_name_added_by_both(on_conflict: OnConflict) -> None:
    """What both added under one name is not mixed, not even by markers."""
    mine, theirs = BASE + "\n\nLIMIT = 1\n", BASE + "\n\nLIMIT = 2\n"
    changed = change(BASE, mine, theirs, on_conflict)
    assert after(changed) == mine
    assert [each.snippet for each in changed.conflicts] == ["LIMIT = 2\n"]


def test_markers_that_are_left() -> None:
    """A file is not merged again before its markers are settled, and says what it would have got."""
    marked = after(change(BASE, MINE, THEIRS))
    newer = THEIRS.replace("os.sep", "os.linesep")
    changed = change(THEIRS, marked, newer)
    assert after(changed) == marked
    assert [(each.line, each.what) for each in changed.conflicts] == [
        (3, "conflict markers are left; settle them first"),
        (None, "lines at 'NAME = os.sep'"),
    ]


def test_markers_of_no_concern() -> None:
    """Nobody is told of markers in a file for which there is nothing new."""
    marked = after(change(BASE, MINE, THEIRS))
    assert change(THEIRS, marked, THEIRS).conflicts == ()


@pytest.mark.parametrize("path", ["README.md", "docs/index.rst"])
def test_underlines_are_no_markers(path: str) -> None:
    """Seven equal signs underline a heading, and signs without a label may do so too."""
    base = "Heading\n=======\n\nMore\n>>>>>>>\n\ntext\n"
    mine, theirs = base.replace("text", "text\n\nmine"), base.replace("More", "Rest")
    assert after(change(base, mine, theirs, path=path)) == mine.replace("More", "Rest")


def test_markers_in_a_file_with_other_line_ends() -> None:
    """Markers have the line ends of the file; a byte order mark stays at its beginning."""
    mine = "\ufeff" + "a\nmine".replace("\n", "\r\n")
    changed = change("a\nb\n", mine, "a\nours\n", path="notes.txt")
    text = "a\n<<<<<<< mine\nmine\n=======\nours\n>>>>>>> theirs"
    assert after(changed) == "\ufeff" + text.replace("\n", "\r\n")


def test_markers_in_a_file_with_mixed_line_ends() -> None:
    """Every line of the user's keeps its end."""
    changed = change("a\nb\nc\n", "a\r\nmine\nc\r\n", "a\nours\nc\n", path="notes.txt")
    expected = "a\r\n<<<<<<< mine\r\nmine\n=======\r\nours\r\n>>>>>>> theirs\r\nc\r\n"
    assert after(changed) == expected


def test_what_is_said_of_each(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Markers are named by line, a patch and a snippet are shown, and what each is for."""
    theirs = THEIRS + "\n\nLIMIT = 2\n"
    plan = Plan(
        (
            change(BASE, MINE, THEIRS),
            change(BASE, MINE, THEIRS, OnConflict.KEEP_MINE, path="src/kept.py"),
            change(BASE, BASE + "\n\nLIMIT = 1\n", theirs, path="src/limits.py"),
        )
    )
    show(tmp_path, plan, Output(dry_run=False, diff=False, json=False, no_color=True))
    said = capsys.readouterr().out
    assert (
        "Conflict src/prices.py:3: attribute PRICE\n"
        "  Both versions stand there, between conflict markers. Keep one of them.\n"
        "Conflict src/kept.py:3: attribute PRICE\n"
        "  Your version stays there. To take ours, apply this patch:\n"
        "    --- a/src/kept.py\n"
    ) in said
    assert (
        "Conflict src/limits.py:11: attribute LIMIT\n"
        "  The file stays as it is. To take ours, put this there:\n"
        "    LIMIT = 2\n"
    ) in said


@pytest.mark.parametrize(
    ("mine", "goes"),
    [
        (BASE.replace("return PRICE", "return (\n        PRICE\n    )"), True),
        (BASE.replace("import os\n", "from __future__ import annotations\n\nimport os\n"), True),
        (BASE.replace("PRICE\n", "PRICE  # in cents\n"), False),
        (BASE.replace("import os\n", "import os\nimport sys\n"), False),
        (MINE, False),
        ("no Python\n", False),
    ],
)
def test_what_a_formatter_did_does_not_hold_up_a_file_that_goes(mine: str, *, goes: bool) -> None:
    """Only what somebody wrote does."""
    now = File.from_text(mine)
    change = reconcile("src/prices.py", File.from_text(BASE), now, None)
    assert change.after == (None if goes else now)
    assert bool(change.conflicts) is not goes
    kept = reconcile("prices.txt", File.from_text(BASE), now, None)
    assert kept.conflicts
