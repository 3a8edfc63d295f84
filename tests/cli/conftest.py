"""The command, run in this process as a user runs it, and a project to run it in."""

from __future__ import annotations

import functools
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from generator import template_source
from generator.checking import examination
from generator.cli.boundary import main
from generator.templating.template import Template
from tests.cli.forks import commit, make_fork
from tests.memory import read_tree
from tests.template import COMPILED


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

# A process runs one command, but that of the tests hundreds: what they share is made once.
_command = functools.cache(typer.main.get_command)
_cached = functools.cache(Template)
_packaged_version = functools.cache(template_source._packaged_version)


def _template(
    root: Path,
    source: str | None,
    version: str | None,
    cache: Path | None,
    *,
    trusted: bool = False,
) -> Template:
    """A template, the same in all tests; but one without versions is written to."""
    kind = _cached if trusted or version else Template
    return kind(root, source, version, cache, trusted)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command with some words; there is no terminal."""
    monkeypatch.setattr(typer.main, "get_command", _command)
    monkeypatch.setattr(template_source, "Template", _template)
    monkeypatch.setattr(template_source, "_packaged_version", _packaged_version)

    def run_command(*words: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["fastapi-gen", *words])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main()
        captured = capsys.readouterr()
        return Outcome(int(stop.value.code or 0), captured.out, captured.err)

    return run_command


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of the tests' own, with the templates that are compiled already."""
    folder = tmp_path_factory.mktemp("cache")
    folder.joinpath("bytecode").symlink_to(COMPILED)
    return folder


@pytest.fixture(autouse=True)
def identity(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    """A git identity, a fixed clock and a cache that are the tests' own."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "test@example.com")
        # The same change is the same commit in every test, of which all caches know already.
        monkeypatch.setenv(f"GIT_{role}_DATE", "2026-01-01T00:00:00Z")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795253400")
    monkeypatch.setenv("FASTAPI_GEN_CACHE", str(cache))
    monkeypatch.delenv("FASTAPI_GEN_TEMPLATE", raising=False)


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here has what a project needs: the slow ring compares models and migrations."""
    monkeypatch.setattr(examination, "interpreters", lambda _: iter(()))


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


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a fork lies in every test: what was made from it knows it by its path."""
    return tmp_path_factory.mktemp("workshop")


@pytest.fixture
def fork(workshop: Path) -> Path:
    """A repository with a copy of the template, made once and restored for each test."""
    if not (workshop / "pristine").exists():
        make_fork(workshop / "pristine")
    shutil.rmtree(workshop / "fork", ignore_errors=True)
    shutil.copytree(workshop / "pristine", workshop / "fork", symlinks=True)
    return workshop / "fork"


@pytest.fixture
def grown(
    run: Run, fork: Path, workshop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A project from the fork with two resources, committed, made once; it is where we are."""
    made = workshop / "projects" / "demo"
    if not made.exists():
        made.parent.mkdir(exist_ok=True)
        monkeypatch.chdir(made.parent)
        assert run("new", "demo", "-y", "--template", str(fork)).code == 0
        monkeypatch.chdir(made)
        assert run("add-resource", "category", "name:str:80:unique").code == 0
        assert run("add-resource", "product", "name:str", "category:ref:category").code == 0
        commit(made, "Two resources")
    shutil.copytree(made, tmp_path / "demo", symlinks=True)
    monkeypatch.chdir(tmp_path / "demo")
    return tmp_path / "demo"


def answers(root: Path) -> dict[str, object]:
    """The answers of a project."""
    return dict(yaml.safe_load((root / ".copier-answers.yml").read_text()))
