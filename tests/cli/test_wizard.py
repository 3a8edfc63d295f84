"""The questions on a terminal, answered through a real one."""

from __future__ import annotations

import sys
from pathlib import Path

import pexpect
import pytest
import yaml


def spawn(*words: str) -> pexpect.spawn[str]:
    """Start the command on a terminal of its own."""
    command = [sys.executable, "-W", "error", "-m", "generator", *words]
    return pexpect.spawn(
        command[0], command[1:], encoding="utf-8", timeout=30, dimensions=(40, 120)
    )


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
    terminal.expect("repository")
    terminal.sendline("n")
    terminal.expect(
        "fastapi-gen new shop --description 'Sells things.' --package app --database postgresql "
        "--id int --python 3.11 --no-git --yes"
    )
    terminal.expect(pexpect.EOF)
    answers = yaml.safe_load((tmp_path / "shop/.copier-answers.yml").read_text())
    assert (answers["database"], answers["id"], answers["package"]) == ("postgresql", "int", "app")


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
    terminal.expect("fastapi-gen add-resource book title:str:120")
    terminal.expect(pexpect.EOF)
    answers = yaml.safe_load((tmp_path / "shop/.copier-answers.yml").read_text())
    assert answers["resources"][0]["fields"] == [
        {"name": "title", "type": "str", "max_length": 120}
    ]


def test_an_interruption(tmp_path: Path) -> None:
    """Ctrl-C ends with exit code 130 and nothing written."""
    terminal = spawn("new", "shop")
    terminal.expect("Description")
    terminal.sendintr()
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 130
    assert list(tmp_path.iterdir()) == []
