"""What commands did is read back, or it is said why it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.applying.journal import FOLDER, Journal
from generator.errors import WriteError


def test_a_project_without_a_journal_has_no_entries(tmp_path: Path) -> None:
    """Nothing was done yet in this checkout."""
    assert Journal(tmp_path).entries() == []
    assert not Journal(tmp_path).unfinished()


def test_a_journal_that_cannot_be_read_is_not_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another user may have made the folder: `glob` finds nothing there, and says nothing."""
    tmp_path.joinpath(FOLDER).mkdir()

    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(WriteError, match="cannot be read: Permission denied"):
        Journal(tmp_path).entries()


def test_a_journal_that_is_no_folder_is_told(tmp_path: Path) -> None:
    """The reason is what the system says."""
    tmp_path.joinpath(FOLDER).write_text("")
    with pytest.raises(WriteError, match="cannot be read: Not a directory"):
        Journal(tmp_path).unfinished()
