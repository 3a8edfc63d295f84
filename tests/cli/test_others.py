"""Help, version, types, and what happens to a bug."""

from __future__ import annotations

import errno
import itertools
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from generator import __main__
from generator.cli.app import app
from tests.cli.conftest import Run
from tests.template import ROOT


@pytest.mark.parametrize(
    "words", [["--help"], ["new", "--help"], ["add-resource", "--help"], ["types", "-h"]]
)
def test_help(run: Run, words: list[str]) -> None:
    """Every command explains itself."""
    outcome = run(*words)
    assert outcome.code == 0
    assert "Usage" in outcome.out


NAMES = [name for name, _ in sorted(get_command(app).commands.items())]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", NAMES)
def test_help_is_as_wide_as_the_terminal(run: Run, name: str) -> None:
    """No line of a paragraph ends before the next word needs it."""
    shown = run(name, "--help").out.partition("╭")[0]
    for paragraph in re.split(r"\n\s*\n", shown.strip()):
        lines = [line.strip() for line in paragraph.splitlines()]
        for line, after in itertools.pairwise(lines):
            assert len(f"{line} {after.split()[0]}") > 78, shown


@pytest.mark.parametrize("name", NAMES)
def test_usage_is_as_it_is_typed(run: Run, name: str) -> None:
    """What is to be filled in is in capital letters, and what may come again says so once."""
    shown = run(name, "--help").out
    [usage] = re.findall(r"Usage: .*fastapi-gen (.*)", shown)
    words = usage.split()
    assert [word for word in words if word != word.upper()] == [name]
    assert not re.search(r"\.\.\.\W+\.\.\.", usage)


def test_version(run: Run) -> None:
    """The command and its version, in one line."""
    outcome = run("--version")
    assert outcome.code == 0
    assert outcome.out.startswith("fastapi-gen ")


def test_types(run: Run) -> None:
    """The table names every type; as JSON it is for machines."""
    assert "decimal" in run("types", "--no-color").out
    table = json.loads(run("types", "--json").out)
    assert {"str", "ref", "m2m"} <= {row["name"] for row in table["types"]}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["add-resourse", "x"], "No such command 'add-resourse'. Did you mean 'add-resource'"),
        (["add-resource"], "Missing argument 'NAME'. See: "),
        (["new", "x", "--databse", "sqlite"], "No such option: --databse"),
        (["new", "x", "--database", "mysql"], "'mysql' is not one of 'sqlite', 'postgresql'. See"),
    ],
)
def test_words_that_are_no_command(run: Run, words: list[str], message: str) -> None:
    """One line that says where to read more, and the exit code of a usage error."""
    outcome = run(*words)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("Error: ")
    assert message in outcome.err
    assert outcome.err.count("\n") == 1


def test_no_words_at_all(run: Run) -> None:
    """The help is shown, and no error beside it."""
    outcome = run()
    assert outcome.code == 2
    assert "Usage" in outcome.out
    assert outcome.err == ""


def test_a_folder_that_is_gone(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said to be the one where the command is run."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    outcome = run("new", "demo", "--no-git", "--yes")
    assert outcome.code == 1
    assert outcome.err == "Error: the current folder: No such file or directory.\n"


def test_closed_streams(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there is nobody to tell, the work is done all the same."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert run("add-resource", "item").code == 0
    assert (demo / "src/items/models.py").exists()
    assert capsys.readouterr() == ("", "")


def test_nobody_to_ask(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where standard input is closed, nothing is asked, and nothing is read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", None)
    assert run("new", "demo", "--no-git").code == 0
    outcome = run("apply", "-", "--project", "demo")
    assert outcome.code == 2
    assert "standard input: it is closed" in outcome.err


@pytest.mark.slow
def test_a_terminal_that_knows_no_unicode(tmp_path: Path) -> None:
    """What it cannot show is written as an escape; a file for other programs is UTF-8 always."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "generator"]

    def output(*words: str) -> bytes:
        return subprocess.check_output([*command, *words], cwd=tmp_path, env=environment)

    new = ["new", "demo", "-y", "--no-git", "--description", "Schön"]
    assert b"description: Sch\\xf6n" in output(*new, "--diff")
    output(*new)
    assert "description: Schön" in output("export", "--project", "demo").decode()


@pytest.mark.parametrize("moment", ["9" * 30, "²", "now"])
def test_a_moment_that_is_none(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """It is named, and nothing is written."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    outcome = run("add-resource", "item")
    assert outcome.code == 2
    assert f"SOURCE_DATE_EPOCH {moment!r} is no moment" in outcome.err
    assert not (demo / "src/items").exists()


@pytest.mark.parametrize("value", ["", "0", "1", "always"])
def test_whatever_no_color_says(run: Run, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """It counts if it is there and not empty, see no-color.org; no value of it is a mistake."""
    monkeypatch.setenv("NO_COLOR", value)
    assert run("types").code == 0


def test_an_end_before_the_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the command line is still loaded has its exit code, and no traceback."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.__import__", interrupted)
    with pytest.raises(SystemExit) as stop:
        __main__.main()
    assert stop.value.code == 130


def test_a_bug(run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of ours has exit code 70 and its traceback in a file that is named, if it can be."""

    def broken(*_: object) -> None:
        raise RuntimeError("oh no")

    monkeypatch.setattr("generator.cli.run.evolve", broken)
    outcome = run("add-resource", "item")
    assert outcome.code == 70
    log = Path(outcome.err.split("with ")[1].strip().rstrip("."))
    assert "RuntimeError: oh no" in log.read_text()
    log.unlink()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    outcome = run("add-resource", "item")
    assert outcome.code == 70
    assert "RuntimeError: oh no\nThis is a bug of fastapi-gen" in outcome.err
