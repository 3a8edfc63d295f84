"""`fastapi-gen undo` and `history`, and what a killed command leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import filelock
import pytest

from generator.applying import transaction
from generator.applying.journal import Journal
from generator.plan import FileChange
from generator.tree import File
from tests.cli.conftest import Run
from tests.memory import read_tree


def test_undo_restores_every_byte(run: Run, demo: Path) -> None:
    """Command after command is taken back."""
    states = [read_tree(demo)]
    for words in (["category"], ["product", "category:ref:category"]):
        assert run("add-resource", *words).code == 0
        states.append(read_tree(demo))
    assert run("remove-resource", "product", "--yes").code == 0
    for state in reversed(states):
        assert run("undo").code == 0
        assert dict(read_tree(demo)) == dict(state)
    assert run("undo").code == 1


def test_undo_merges_into_later_edits(run: Run, demo: Path) -> None:
    """What the user wrote since stays; only what the command wrote goes."""
    run("add-resource", "category")
    manifest = demo / "src/api.py"
    manifest.write_text(manifest.read_text() + "\n\nMINE = 1\n")
    assert run("undo").code == 0
    assert "MINE = 1" in manifest.read_text()
    assert "categories" not in manifest.read_text()


def test_undo_keeps_a_file_that_was_edited(run: Run, demo: Path) -> None:
    """It is named, with exit code 3."""
    run("add-resource", "category")
    mine = demo / "src/categories/service.py"
    mine.write_text(mine.read_text() + "\n\nMINE = 1\n")
    outcome = run("undo", "--json")
    assert outcome.code == 3
    assert [each["path"] for each in outcome.json["conflicts"]] == ["src/categories/service.py"]
    assert mine.is_file()
    assert not (demo / "src/categories/models.py").exists()


def test_a_preview_of_undo(run: Run, demo: Path) -> None:
    """It changes nothing, and the command can still be undone."""
    run("add-resource", "category")
    before = read_tree(demo)
    assert run("undo", "--dry-run").code == 0
    assert dict(read_tree(demo)) == dict(before)
    assert run("undo").code == 0


def test_history(run: Run, demo: Path) -> None:
    """The commands in their order, as they were typed."""
    run("add-resource", "category", "name:str")
    run("add-resource", "tag", "--dry-run")
    run("add-resource", "tag")
    commands = [row["command"] for row in run("history", "--json").json["history"]]
    assert commands == ["add-resource category name:str", "add-resource tag"]
    assert "add-resource category name:str" in run("history").out


def test_the_journal_is_private(run: Run, demo: Path) -> None:
    """It is ignored by git, without a line in the project's own list."""
    run("add-resource", "category")
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "-A"], check=True)
    staged = subprocess.check_output(["git", "diff", "--cached", "--name-only"], text=True)
    assert "src/api.py" in staged
    assert ".fastapi-gen" not in staged


def test_a_killed_command_is_taken_back(run: Run, demo: Path) -> None:
    """L7: what it wrote before it was killed is gone before the next command reads anything."""
    before = read_tree(demo)
    changes = (
        FileChange("src/new.py", None, File.from_text("half = 1\n")),
        FileChange("src/api.py", before["src/api.py"], File.from_text("changed = 1\n")),
        FileChange("src/never.py", None, File.from_text("never = 1\n")),
    )
    Journal(demo).begin("add-resource x", "2026-11-21T09:30:00+00:00", changes)
    (demo / "src/new.py").write_text("half = 1\n")
    (demo / "src/api.py").write_text("changed = 1\n")
    assert run("add-resource", "category", "--dry-run").code == 0
    assert dict(read_tree(demo)) == dict(before)


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_killed_at_any_moment(run: Run, demo: Path) -> None:
    """L7: after SIGKILL and one more command the project is as before or as after, never between."""
    command = [sys.executable, "-m", "generator", "add-resource", "category"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    before = read_tree(demo)
    start = time.monotonic()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    whole = time.monotonic() - start
    after = read_tree(demo)
    assert run("undo").code == 0
    for part in (0.6, 0.8, 0.9, 0.95, 1.0):
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(whole * part)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert run("types").code == 0
        run("add-resource", "tag", "--dry-run")
        state = {path: file for path, file in read_tree(demo).items() if "pycache" not in path}
        assert state in (dict(before), dict(after))
        if state == dict(after):
            assert run("undo").code == 0


def test_two_commands_at_once(run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits, and is refused when it has waited long enough."""
    run("add-resource", "category")
    before = read_tree(demo)
    monkeypatch.setattr(transaction, "PATIENCE", 0.1)
    with filelock.FileLock(demo / ".fastapi-gen/lock"):
        outcome = run("add-resource", "tag")
    assert outcome.code == 1
    assert "another command is at work" in outcome.err
    assert dict(read_tree(demo)) == dict(before)
