"""Help, version, types, and what happens to a bug."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    "words", [["--help"], ["new", "--help"], ["add-resource", "--help"], ["types", "-h"]]
)
def test_help(run: Run, words: list[str]) -> None:
    """Every command explains itself."""
    outcome = run(*words)
    assert outcome.code == 0
    assert "Usage" in outcome.out


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


def test_an_unknown_command(run: Run) -> None:
    """A usage error, with exit code 2."""
    outcome = run("add-resourse", "x")
    assert outcome.code == 2
    assert "add-resourse" in outcome.err


def test_closed_streams(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where there is nobody to tell, the work is done all the same."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert run("add-resource", "item").code == 0
    assert (demo / "src/items/models.py").exists()
    assert capsys.readouterr() == ("", "")


def test_a_bug(run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of ours has exit code 70 and its traceback in a file that is named."""

    def broken(*_: object) -> None:
        raise RuntimeError("oh no")

    monkeypatch.setattr("generator.cli.run.evolve", broken)
    outcome = run("add-resource", "item")
    assert outcome.code == 70
    log = Path(outcome.err.split("with ")[1].strip().rstrip("."))
    assert "RuntimeError: oh no" in log.read_text()
    log.unlink()
