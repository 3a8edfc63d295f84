"""Conflict markers that somebody forgot."""

from __future__ import annotations

from generator.checking.leftovers import find_markers
from generator.tree import File


def test_markers() -> None:
    """Only at the start of a line, only with a name behind them; an underline is none."""
    texts = {
        "mine": "a\n<<<<<<< mine\nb\n",
        "theirs": "a\r\n>>>>>>> theirs\r\n",
        "heading": "Title\n=======\n",
        "inside": "x <<<<<<< mine\n",
        "longer": "<<<<<<<< mine\n",
    }
    files = [(path, None, File.from_text(text)) for path, text in texts.items()]
    drift = list(find_markers([*files, ("binary", None, File(b"\xff")), ("gone", None, None)]))
    assert [(each.path, each.message) for each in drift] == [
        ("mine", "a conflict is left in line 2"),
        ("theirs", "a conflict is left in line 2"),
    ]


def test_markers_of_the_template() -> None:
    """A document that explains conflicts has none."""
    file = File.from_text("Look for\n<<<<<<< mine\n")
    assert list(find_markers([("GUIDE.md", file, file)])) == []
