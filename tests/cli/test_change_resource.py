"""`change-resource`: other options for a resource that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Run
from tests.memory import read_tree


@pytest.fixture
def notes(run: Run, demo: Path) -> Path:
    """A project with notes, one line of which is the user's."""
    assert run("add-resource", "note", "title:str:80").code == 0
    service = demo / "src/notes/service.py"
    service.write_text(service.read_text().replace('"""Store a new note."""', "# mine"))
    return demo


def test_options_arrive_everywhere(run: Run, notes: Path) -> None:
    """In the code beside what the user wrote, in one revision, and in words."""
    outcome = run("change-resource", "note", "--soft-delete", "--pagination", "cursor")
    assert outcome.code == 0, outcome.err
    assert "~ resource note: soft_delete: False -> True\n" in outcome.out
    assert "SoftDeleteMixin" in (notes / "src/notes/models.py").read_text()
    service = (notes / "src/notes/service.py").read_text()
    assert "CursorPage" in service
    assert "# mine" in service
    assert (notes / "tests/notes/test_deleted_notes.py").is_file()
    revision = max((notes / "alembic/versions").glob("*.py"))
    assert "deleted_at" in revision.read_text()
    [note] = yaml.safe_load((notes / ".copier-answers.yml").read_text())["resources"]
    assert (note["soft_delete"], note["pagination"]) == (True, "cursor")


def test_the_same_again_is_nothing(run: Run, notes: Path) -> None:
    """Nor are the options that it has."""
    assert run("change-resource", "note", "--versioned").code == 0
    outcome = run("change-resource", "note", "--versioned", "--timestamps")
    assert outcome.code == 0
    assert "Nothing to do" in outcome.out


def test_undo_takes_it_back(run: Run, notes: Path) -> None:
    """To the byte."""
    before = (notes / "src/notes/service.py").read_bytes()
    assert run("change-resource", "note", "--soft-delete").code == 0
    assert run("undo").code == 0
    assert (notes / "src/notes/service.py").read_bytes() == before


def test_columns_go_only_with_a_yes(run: Run, notes: Path) -> None:
    """Looking is free."""
    words = ["change-resource", "note", "--no-timestamps"]
    outcome = run(*words)
    assert outcome.code == 1
    assert "columns note.created_at and updated_at, with the data in it?" in outcome.err
    assert run(*words, "--dry-run").code == 0
    assert "created_at" in (notes / "src/notes/schemas.py").read_text()
    assert run(*words, "--yes").code == 0
    assert "created_at" not in (notes / "src/notes/schemas.py").read_text()


def test_an_owner_for_the_rows(run: Run, notes: Path) -> None:
    """Who is theirs has to be said; the column goes again with its access."""
    owned = ["change-resource", "note", "--read", "owner", "--write", "owner"]
    assert "--backfill ID" in run(*owned).err
    assert run(*owned, "--backfill", "01a214e7-aba6-70b2-a6de-dd4eff2215ba").code == 0
    assert "owner_id" in (notes / "src/notes/models.py").read_text()
    shared = ["change-resource", "note", "--read", "user", "--write", "user"]
    assert "Remove field note.owner" in run(*shared).err
    assert run(*shared, "--yes").code == 0
    assert "owner_id" not in (notes / "src/notes/models.py").read_text()


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["note"], 2, "no option says what shall change of 'note'"),
        (["nope", "--versioned"], 1, "there is no resource 'nope'"),
        (["note", "--read", "everybody"], 2, "--read: 'everybody' is no access"),
        (["note", "--operations", "list+paint"], 2, "--operations: 'paint' is none of them"),
        (["note", "--operations", "bulk"], 2, "bulk needs an operation"),
        (["note", "--versioned", "--backfill", "1"], 2, "need no owner"),
        (
            ["note", "--write", "owner", "--backfill", "me"],
            1,
            "field 'owner' of 'note' cannot hold",
        ),
    ],
)
def test_what_is_refused(run: Run, notes: Path, words: list[str], code: int, message: str) -> None:
    """In one line, and nothing is written."""
    before = read_tree(notes)
    outcome = run("change-resource", *words)
    assert message in outcome.err
    assert (outcome.code, outcome.err.count("\n")) == (code, 1)
    assert read_tree(notes) == before
