"""The questions on a terminal, answered through a real one."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pexpect
import pytest
import yaml

pytestmark = pytest.mark.slow


def spawn(*words: str) -> pexpect.spawn[str]:
    """Start the command on a terminal of its own."""
    command = [sys.executable, "-W", "error", "-m", "generator", *words]
    terminal = pexpect.spawn(
        command[0],
        command[1:],
        encoding="utf-8",
        timeout=30,
        dimensions=(40, 120),
        preexec_fn=_hear_interruptions,
    )
    terminal.delaybeforesend = None  # there is no password, whose echo would have to be off
    return terminal


def interrupt(terminal: pexpect.spawn[str]) -> None:
    """Press Ctrl-C until it is heard: Python may miss one just before it reads a line."""
    for _ in range(10):
        terminal.sendintr()
        if terminal.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=3) == 0:
            return
    pytest.fail(f"it goes on: {terminal.before}")


def _hear_interruptions() -> None:
    """Processes that a shell starts in the background ignore Ctrl-C, and so do their children."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")


def test_the_questions_of_new(tmp_path: Path) -> None:
    """What no option says is asked; the equivalent command line is printed at the end."""
    terminal = spawn("new", "shop", "--package", "app")
    terminal.expect("Description")
    terminal.sendline("Sells things.")
    terminal.expect("Database")
    terminal.sendline("postgresql")
    terminal.expect("Primary keys")
    terminal.sendline("int")
    terminal.expect("Python")
    terminal.sendline("")
    terminal.expect("Envelope")
    terminal.sendline("wrapped")
    terminal.expect("Versions of the API")
    terminal.sendline("header")
    terminal.expect("without any of docker, github-actions")
    terminal.sendline("dockr")
    terminal.expect("Did you mean docker")
    terminal.sendline("docker, agents")
    terminal.expect("Other options of resources")
    terminal.sendline("y")
    for question, answer in (
        ("Lists come by", "cursor"),
        ("Who may read", "owner"),
        ("Who may write", "public"),
        ("Mark rows as deleted", "y"),
        ("Count versions", ""),
        ("Create once", ""),
        ("created_at", ""),
        ("Operations", "list+look"),
        ("'look' is none of them", "list+get+delete"),
        ("rows that anybody may make have no owner.*Lists come by", "cursor"),
        ("Who may read", "owner"),
        ("Who may write", "owner"),
        ("Mark rows as deleted", "y"),
        ("Count versions", ""),
        ("Create once", ""),
        ("created_at", ""),
        ("Operations", "list+get+delete"),
    ):
        terminal.expect(question)
        terminal.sendline(answer)
    terminal.expect("repository")
    terminal.sendline("n")
    terminal.expect(
        "fastapi-gen new shop --description 'Sells things.' --package app --database postgresql "
        "--id int --python 3.11 --envelope wrapped --api-version-by header "
        "--without docker,agents --pagination cursor --read owner --write owner --soft-delete --operations list\\+get\\+delete --no-git --yes"
    )
    terminal.expect(pexpect.EOF)
    answers = yaml.safe_load((tmp_path / "shop/.copier-answers.yml").read_text())
    assert (answers["database"], answers["id"], answers["package"]) == ("postgresql", "int", "app")
    assert (answers["docker"], answers["agents"]) == (False, False)
    assert answers["defaults"] == {
        "pagination": "cursor",
        "read": "owner",
        "write": "owner",
        "soft_delete": True,
        "operations": ["list", "get", "delete"],
    }


def test_the_fields_of_a_resource(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fields are asked one by one; a wrong one is explained and asked again."""
    spawn("new", "shop", "--yes", "--no-git").expect(pexpect.EOF)
    monkeypatch.chdir(tmp_path / "shop")
    terminal = spawn("add-resource", "book")
    terminal.expect("Field")
    terminal.sendline("title:sttr")
    terminal.expect("Did you mean str")
    terminal.sendline("title:str:120")
    terminal.expect("Field")
    terminal.sendline("")
    terminal.expect("Other options than usual")
    terminal.sendline("")
    terminal.expect("fastapi-gen add-resource book title:str:120\r\n")
    terminal.expect(pexpect.EOF)
    answers = yaml.safe_load((tmp_path / "shop/.copier-answers.yml").read_text())
    assert answers["resources"][0]["fields"] == [
        {"name": "title", "type": "str", "max_length": 120}
    ]


def test_the_options_of_a_resource(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no option says is asked; the defaults of the project are offered."""
    new = ("new", "shop", "--yes", "--no-git", "--pagination", "cursor", "--soft-delete")
    spawn(*new).expect(pexpect.EOF)
    monkeypatch.chdir(tmp_path / "shop")
    terminal = spawn("add-resource", "book", "--read", "public")
    terminal.expect("Field")
    terminal.sendline("")
    terminal.expect("Other options than usual")
    terminal.sendline("y")
    for question, answer in (
        (r"Lists come by .*\(cursor\)", ""),
        (r"Who may write .*\(user\)", "admin"),
        ("Mark rows as deleted.*\\(y\\)", "n"),
        ("Count versions.*\\(n\\)", "y"),
        ("Create once.*\\(n\\)", "y"),
        ("created_at.*\\(y\\)", "n"),
        ("Operations", "list+get+create+update+delete+bulk"),
    ):
        terminal.expect(question)
        terminal.sendline(answer)
    terminal.expect(
        "fastapi-gen add-resource book name:str description:text:opt --read public --write admin "
        r"--no-soft-delete --versioned --idempotent --no-timestamps --operations list\+get\+create\+update\+delete\+bulk"
    )
    terminal.expect(pexpect.EOF)
    answers = yaml.safe_load((tmp_path / "shop/.copier-answers.yml").read_text())
    resource = answers["resources"][0]
    assert (resource["pagination"], resource["read"], resource["write"]) == (
        "cursor",
        "public",
        "admin",
    )
    assert (resource.get("soft_delete"), resource["timestamps"]) == (None, False)


def test_an_interruption(tmp_path: Path) -> None:
    """Ctrl-C ends with exit code 130 and nothing written."""
    terminal = spawn("new", "shop")
    terminal.expect("Description")
    interrupt(terminal)
    terminal.close()
    assert terminal.exitstatus == 130
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is no answer to what is asked before data goes: exit code 130, nothing written."""
    spawn("new", "shop", "--yes", "--no-git").expect(pexpect.EOF)
    monkeypatch.chdir(tmp_path / "shop")
    spawn("add-resource", "book", "title:str").expect(pexpect.EOF)
    answers = (tmp_path / "shop/.copier-answers.yml").read_text()
    terminal = spawn("remove-resource", "book")
    terminal.expect("Remove book")
    interrupt(terminal)
    terminal.close()
    assert terminal.exitstatus == 130
    assert (tmp_path / "shop/.copier-answers.yml").read_text() == answers


@pytest.mark.parametrize("words", [("history",), ("history", "--no-color")])
def test_an_error_without_colours(monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    """`NO_COLOR` and `--no-color` hold for errors too."""
    if "--no-color" in words:
        monkeypatch.delenv("NO_COLOR")
    terminal = spawn(*words)
    terminal.expect(pexpect.EOF)
    assert "Error: no project" in str(terminal.before)
    assert "\x1b" not in str(terminal.before)
