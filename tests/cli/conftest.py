"""The command, run in this process as a user runs it, and a project to run it in."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.cli.boundary import main
from tests.memory import read_tree


@dataclass(frozen=True)
class Outcome:
    """What a run of the command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Standard output, which must be JSON and nothing else."""
        return dict(json.loads(self.out))


Run = Callable[..., Outcome]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command with some words; there is no terminal."""

    def run_command(*words: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["fastapi-gen", *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main()
        captured = capsys.readouterr()
        return Outcome(int(stop.value.code or 0), captured.out, captured.err)

    return run_command


@pytest.fixture(autouse=True)
def identity(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A git identity, a fixed clock and a cache that are the tests' own."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "test@example.com")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795253400")
    monkeypatch.setenv("FASTAPI_GEN_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.delenv("FASTAPI_GEN_TEMPLATE", raising=False)


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project as `new` makes it, made once and copied for each test."""
    return tmp_path_factory.mktemp("pristine") / "demo"


@pytest.fixture
def demo(pristine: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project called demo, which is also the working directory."""
    if not pristine.exists():
        monkeypatch.chdir(pristine.parent)
        assert run("new", "demo", "--yes", "--no-git").code == 0
    shutil.copytree(pristine, tmp_path / "demo")
    monkeypatch.chdir(tmp_path / "demo")
    return tmp_path / "demo"


@pytest.fixture
def unchanged(demo: Path) -> Callable[[], bool]:
    """Whether the project still is what it was at the start of the test."""
    before = read_tree(demo)
    return lambda: dict(read_tree(demo)) == dict(before)
