"""`fastapi-gen undo` and `history`, and what a killed command leaves behind."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import filelock
import pytest

from generator.applying import files, transaction
from generator.applying.journal import Journal
from generator.cli import run as running
from generator.migrations.history import read_scripts
from generator.plan import FileChange
from generator.project import ProjectOnDisk, find_project
from generator.renaming import Renaming
from generator.template_source import for_project
from generator.templating.template import Template
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
    outcome = run("undo")
    assert outcome.code == 0
    assert "merged around your edits: src/api.py." in outcome.out
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


def test_undo_takes_no_revision_away_on_which_one_of_the_user_builds(run: Run, demo: Path) -> None:
    """Alembic would find no way any more; once there is one, undo goes on."""
    run("add-resource", "category")
    before = read_tree(demo)
    made = next(iter(demo.glob("alembic/versions/*_create_category.py")))
    head = read_scripts({made.name: made.read_text()})[0].revision
    mine = demo / "alembic/versions/mine.py"
    mine.write_text(f"revision = 'mine'\ndown_revision = '{head}'\n")
    broken = demo / "alembic/versions/broken.py"
    broken.write_text("revision = (")
    outcome = run("undo")
    assert outcome.code == 1
    assert f"alembic/versions/mine.py builds on alembic/versions/{made.name}" in outcome.err
    mine.unlink()
    assert run("undo", "--dry-run").code == 0
    broken.unlink()
    assert dict(read_tree(demo)) == dict(before)


def test_undo_of_a_rename_takes_edits_back_along(run: Run, demo: Path) -> None:
    """What was written since goes back with its file, in the old names."""
    run("add-resource", "product", "name:str", "price:int")
    before = read_tree(demo)
    run("rename-resource", "product", "article")
    mine = "\n\ndef cheap(article: Article) -> bool:  # mine\n    return article.price < 5\n"
    service = demo / "src/articles/service.py"
    service.write_text(service.read_text() + mine)
    (demo / "src/articles/own.py").write_text("from src.articles.models import Article\n")
    outcome = run("undo")
    assert outcome.code == 0, outcome.out
    after = dict(read_tree(demo))
    assert after.pop("src/products/own.py").text == "from src.products.models import Product\n"
    text = after["src/products/service.py"].text or ""
    assert text == f"{before['src/products/service.py'].text}{mine}".replace(
        "article: Article", "product: Product"
    ).replace("article.price", "product.price")
    assert after.keys() == before.keys()


def test_undo_of_a_renamed_field_is_a_rename(run: Run, demo: Path) -> None:
    """A line that was edited since gets the old name again."""
    run("add-resource", "product", "name:str:80", "price:int")
    run("rename-field", "product", "name", "title")
    model = demo / "src/products/models.py"
    model.write_text(model.read_text().replace("sa.String(80)", 'sa.String(80), comment="shown"'))
    assert run("undo").code == 0
    assert 'name: Mapped[str] = mapped_column(sa.String(80), comment="shown")' in model.read_text()


def test_undo_of_an_update_takes_edits_back_along(run: Run, demo: Path) -> None:
    """The journal knows where files went."""
    journal = Journal(demo)
    was, now = File.from_text("a = 1\nb = 2\n"), File.from_text("a = 1\nb = 3\n")
    changes = (FileChange("src/was.py", was, None), FileChange("src/now.py", None, now))
    moves = Renaming(moves={"src/was.py": "src/now.py"})
    journal.finish(journal.begin("update", "2026-11-21T09:30:00+00:00", changes, moves))
    (demo / "src/now.py").write_text("a = 1\nb = 3\nmine = 4\n")
    assert run("undo").code == 0
    assert (demo / "src/was.py").read_text() == "a = 1\nb = 2\nmine = 4\n"
    assert not (demo / "src/now.py").exists()


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
    assert re.fullmatch(
        r"   1  \d{4}-\d\d-\d\d \d\d:\d\d  add-resource category name:str  \(\d+ files\)",
        run("history").out.splitlines()[0],
    )


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
    leave_half_a_command(demo)
    outcome = run("add-resource", "category", "--dry-run")
    assert outcome.code == 0
    assert "interrupted: add-resource x" in outcome.err
    assert dict(read_tree(demo)) == dict(before)


def test_undo_of_a_killed_command_takes_back_that_one_alone(run: Run, demo: Path) -> None:
    """The one before it was good."""
    run("add-resource", "category")
    before = read_tree(demo)
    leave_half_a_command(demo)
    outcome = run("undo")
    assert (outcome.code, outcome.out) == (0, "")
    assert "interrupted: add-resource x" in outcome.err
    assert dict(read_tree(demo)) == dict(before)


def leave_half_a_command(demo: Path) -> None:
    """What a command leaves that is killed amid its writes."""
    manifest = File((demo / "src/api.py").read_bytes())
    changes = (
        FileChange("src/new.py", None, File.from_text("half = 1\n")),
        FileChange("src/api.py", manifest, File.from_text("changed = 1\n")),
        FileChange("src/never.py", None, File.from_text("never = 1\n")),
    )
    Journal(demo).begin("add-resource x", "2026-11-21T09:30:00+00:00", changes)
    (demo / "src/new.py").write_text("half = 1\n")
    (demo / "src/api.py").write_text("changed = 1\n")


@pytest.fixture(params=[signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def number(request: pytest.FixtureRequest) -> Iterator[signal.Signals]:
    """A signal that tells to end, also where these tests were started to ignore it (nohup)."""
    usual = signal.default_int_handler if request.param is signal.SIGINT else signal.SIG_DFL
    before = signal.signal(request.param, usual)
    yield request.param
    signal.signal(request.param, before)


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
def test_a_command_that_is_told_to_end(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    """Nothing is left to the next command: what was written is taken back at once."""
    run("add-resource", "category")
    before = read_tree(demo)

    def put(place: Path, file: File | None) -> None:
        files.put(place, file)
        if place.name == "api.py" and b"tags" in place.read_bytes():
            os.kill(os.getpid(), number)

    monkeypatch.setattr(transaction, "put", put)
    outcome = run("add-resource", "tag")
    assert outcome.code == 130
    assert dict(read_tree(demo)) == dict(before)
    assert not Journal(demo).unfinished()


def test_a_killed_command_whose_folder_became_a_file(run: Run, demo: Path) -> None:
    """There is nothing of it then: no command is held up by that."""
    changes = (FileChange("src/new/own.py", None, File.from_text("own = 1\n")),)
    Journal(demo).begin("add-resource x", "2026-11-21T09:30:00+00:00", changes)
    (demo / "src/new").write_text("mine")
    assert run("add-resource", "category", "--dry-run").code == 0
    assert (demo / "src/new").read_text() == "mine"


def test_a_killed_command_that_cannot_be_taken_back(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is named, not the journal, and all is done once that is mended."""
    before = read_tree(demo)
    leave_half_a_command(demo)

    def put(place: Path, file: File | None) -> None:
        if place.name == "api.py":
            raise PermissionError(errno.EACCES, "Permission denied", str(place))
        files.put(place, file)

    with monkeypatch.context() as patch:
        patch.setattr(transaction, "put", put)
        outcome = run("add-resource", "category")
    assert outcome.code == 1
    assert f"interrupted, and {demo / 'src/api.py'} cannot be put back" in outcome.err
    assert run("add-resource", "category", "--dry-run").code == 0
    assert dict(read_tree(demo)) == dict(before)


DAMAGED = [b"", b"null", b"\xff\xfe", b'{"changes": [{"path": "a"}]}']


@pytest.mark.parametrize("damaged", DAMAGED)
def test_a_damaged_journal(run: Run, demo: Path, damaged: bytes) -> None:
    """It is named, with what to do; commands that need no older entry go on."""
    run("add-resource", "category")
    entry = demo / ".fastapi-gen/000001.json"
    entry.write_bytes(damaged)
    for command in ("history", "undo"):
        outcome = run(command)
        assert outcome.code == 1
        assert f"{entry} is damaged. Remove it" in outcome.err
    assert run("add-resource", "tag").code == 0


@pytest.mark.parametrize("damaged", DAMAGED)
def test_a_damaged_record_of_a_killed_command(run: Run, demo: Path, damaged: bytes) -> None:
    """Nobody knows what was written: nothing is done before the user has looked."""
    run("add-resource", "category")
    entry = demo / ".fastapi-gen/000001.json"
    entry.unlink()
    entry.with_suffix(".pending").write_bytes(damaged)
    before = read_tree(demo)
    for words in (["undo"], ["add-resource", "tag"]):
        outcome = run(*words)
        assert outcome.code == 1
        assert "000001.pending is damaged. A command was interrupted" in outcome.err
    assert dict(read_tree(demo)) == dict(before)


def test_a_stranger_in_the_journal(run: Run, demo: Path) -> None:
    """A copy that somebody made is no entry."""
    run("add-resource", "category")
    (demo / ".fastapi-gen/copy.json").write_text("{}")
    assert run("add-resource", "tag").code == 0
    assert run("undo").code == 0


def test_a_command_that_is_done_while_another_one_starts(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was pending a moment ago is no damage."""
    leave_half_a_command(demo)
    monkeypatch.setattr(Journal, "unfinished", done_meanwhile)
    assert run("undo", "--dry-run").code == 0


def done_meanwhile(journal: Journal) -> bool:
    """Another command is at work at first, and done before anybody can look what it does."""
    for each in (journal.root / ".fastapi-gen").glob("*.pending"):
        each.rename(each.with_suffix(".json"))
    return True


@pytest.mark.slow
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


def test_overtaken_by_another_command(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read before the other one wrote is no ground to build a migration on."""
    between: list[Path] = []

    def overtaken(project: ProjectOnDisk) -> Template:
        if not between:
            between.append(demo)
            assert run("add-resource", "tag").code == 0
        return for_project(project)

    monkeypatch.setattr(running, "for_project", overtaken)
    outcome = run("add-resource", "category")
    assert outcome.code == 1
    assert ".copier-answers.yml changed while the command ran. Run it again." in outcome.err
    assert not (demo / "src/categories").exists()
    assert run("add-resource", "category").code == 0


def test_opened_while_another_command_writes(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is read in the middle of it is read once more: here it was killed, and is taken back."""
    run("add-resource", "tag")
    done = demo / ".fastapi-gen/000001.json"
    monkeypatch.setattr(running, "find_project", lambda _: _read_before_the_end(demo, done))
    outcome = run("add-resource", "category", "tag:ref:tag")
    assert outcome.code == 1
    assert "Taken back first" in outcome.err
    assert "points to 'tag', which is no resource" in outcome.err


def _read_before_the_end(demo: Path, done: Path) -> ProjectOnDisk:
    opened = find_project(demo)
    if done.exists():
        done.rename(done.with_suffix(".pending"))
    return opened
