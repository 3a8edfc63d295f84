"""What a shell offers where a word is to be completed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import typer.main

from generator.cli.app import app
from tests.cli.conftest import Run

Offer = Callable[[str], list[str]]

WORDS = {
    "rename-f": ["rename-field"],
    "add-field pr": ["product"],
    "add-field purchase-": ["purchase-order"],
    "change-field ": ["product", "purchase-order"],
    "change-resource pr": ["product"],
    "rename-resource pu": ["purchase-order"],
    "remove-resource ": ["product", "purchase-order"],
    "remove-field product n": ["name", "note", "number"],
    "remove-field product name no": ["note"],
    "remove-field purchase_order ": ["day"],
    "rename-field purchase-order ": ["day"],
    "rename-field user ": [],
    "rename-field product name ": [],
    "enable d": ["docker"],
    "disable ": ["docker", "github-actions", "pre-commit", "agents", "redis"],
    "new x --without p": ["pre-commit"],
    "new x --database ": ["sqlite", "postgresql"],
    "add-resource x --pagination ": ["page", "offset", "cursor", "keyset"],
    "add-resource x --read m": ["manager"],
    "add-resource x --write o": ["owner"],
    "add-resource x --conflict k": ["keep-mine"],
}


@pytest.fixture
def shop(run: Run, demo: Path) -> Path:
    """A project of two resources."""
    run("add-resource", "product", "name:str", "note:text:opt", "number:int")
    run("add-resource", "purchase-order", "day:date")
    return demo


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Offer:
    """Ask as bash does what the last word of a line, which may be empty, can become."""

    def ask(line: str) -> list[str]:
        capsys.readouterr()
        with monkeypatch.context() as patch:
            patch.setenv("_FASTAPI_GEN_COMPLETE", "complete_bash")
            patch.setenv("COMP_WORDS", f"fastapi-gen {line}")
            patch.setenv("COMP_CWORD", str(len(line.split(" "))))
            with pytest.raises(SystemExit):
                typer.main.get_command(app).main([], "fastapi-gen")
        return capsys.readouterr().out.split()

    return ask


def test_words(shop: Path, offer: Offer) -> None:
    """Commands, resources, fields, features, and the words that options take."""
    assert {line: offer(line) for line in WORDS} == WORDS


def test_project_elsewhere(shop: Path, offer: Offer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project that is named is the one that is asked; outside of any there is nothing."""
    monkeypatch.chdir(shop.parent)
    assert offer(f"add-field -C {shop} pr") == ["product"]
    assert offer("add-field pr") == []


def test_broken_answers(shop: Path, offer: Offer) -> None:
    """A line that is being typed is not the place to complain; the command will."""
    shop.joinpath(".copier-answers.yml").write_text("resources: [")
    assert offer("add-field pr") == []
