"""Where the template of a project comes from, and which version of it a command uses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Run
from tests.cli.forks import ask_for, commit, git, service_of
from tests.memory import read_tree

pytestmark = pytest.mark.slow


def test_the_source_is_recorded(fork: Path, grown: Path) -> None:
    """`_src_path` is absolute, `_commit` is the commit as Copier writes it."""
    answers = yaml.safe_load((grown / ".copier-answers.yml").read_text())
    assert answers["_src_path"] == str(fork)
    assert answers["_commit"] == git(fork, "describe", "--tags", "--always")


def test_a_command_uses_the_version_of_the_project(run: Run, fork: Path, grown: Path) -> None:
    """A newer template reaches a project by an update only, not by adding a resource."""
    service_of(fork).write_text('"""Newer."""\n')
    commit(fork, "Newer")
    assert run("add-resource", "item").code == 0
    assert "Newer" not in (grown / "src/items/service.py").read_text()


def test_a_template_that_is_gone(
    run: Run, fork: Path, grown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ways out are named, and nothing is written."""
    shutil.rmtree(fork)
    monkeypatch.setenv("FASTAPI_GEN_CACHE", str(grown.parent / "empty"))
    before = read_tree(grown)
    outcome = run("add-resource", "item")
    assert outcome.code == 1
    assert str(fork) in outcome.err
    assert "update" in outcome.err
    assert "version" in outcome.err
    assert dict(read_tree(grown)) == dict(before)


def test_the_newest_release_of_a_template(
    run: Run, fork: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --ref the newest release tag is taken, with it whatever it names."""
    monkeypatch.chdir(tmp_path)
    git(fork, "tag", "v1.9.0")
    (fork / "templates/project/NEW.md").write_text("new\n")
    commit(fork, "More")
    git(fork, "tag", "v1.10.0")
    (fork / "templates/project/NEWER.md").write_text("newer\n")
    commit(fork, "Even more")
    for name, ref, files in (
        ("a", [], {"NEW.md"}),
        ("b", ["--ref", "v1.9.0"], set()),
        ("c", ["--ref", "main"], {"NEW.md", "NEWER.md"}),
    ):
        assert run("new", name, "-y", "--no-git", "--template", str(fork), *ref).code == 0
        assert {path.name for path in (tmp_path / name).glob("NEW*.md")} == files


def test_a_version_of_no_template(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tool has its own template in one version: --ref alone would be ignored."""
    monkeypatch.chdir(tmp_path)
    outcome = run("new", "x", "-y", "--ref", "v1.0.0")
    assert outcome.code == 2
    assert "--ref 'v1.0.0' is the version of no template. Name it with --template" in outcome.err
    assert not (tmp_path / "x").exists()


def test_a_question_of_a_fork(
    run: Run, fork: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that only a fork asks for is taken, recorded and kept by later commands."""
    monkeypatch.chdir(tmp_path)
    ask_for(fork, team="{type: str, default: nobody}")
    (fork / "templates/project/TEAM.md.jinja").write_text("{{ team }}\n")
    commit(fork, "Ask for the team")
    assert (
        run("new", "demo", "-y", "--no-git", "--template", str(fork), "--data", "team=red").code
        == 0
    )
    monkeypatch.chdir(tmp_path / "demo")
    assert run("add-resource", "item").code == 0
    assert Path("TEAM.md").read_text() == "red\n"
    assert yaml.safe_load(Path(".copier-answers.yml").read_text())["team"] == "red"
