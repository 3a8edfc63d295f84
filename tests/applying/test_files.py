"""How a file gets to its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.applying.files import put
from generator.tree import File

OLD, NEW = File.from_text("mine\n"), File.from_text("newer\n")


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What the place held each time that something was waited for to be on the disk."""
    seen: list[str] = []

    def fsync(_: int) -> None:
        place = tmp_path / "a.py"
        seen.append(place.read_text() if place.exists() else "")

    monkeypatch.setattr(os, "fsync", fsync)
    return seen


def test_what_replaces_a_file_is_on_the_disk_before(tmp_path: Path, kept: list[str]) -> None:
    """Else a machine that stops may leave an empty file, and the user's lines would be gone."""
    put(tmp_path / "a.py", OLD)
    assert kept == []
    put(tmp_path / "a.py", NEW)
    assert kept == ["mine\n"]
    assert (tmp_path / "a.py").read_text() == "newer\n"


def test_a_new_file_can_be_waited_for(tmp_path: Path, kept: list[str]) -> None:
    """The journal has to be there before anything is done."""
    put(tmp_path / "a.py", OLD, durable=True)
    assert kept == [""]
