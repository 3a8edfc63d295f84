"""`fastapi-gen enable` and `disable`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run, answers
from tests.cli.forks import ask_for, commit, git, improve, update_with_copier
from tests.memory import read_tree

DOCKER = {"Dockerfile", ".dockerignore", "compose.yaml"}


def test_there_and_back(run: Run, demo: Path) -> None:
    """What a feature is goes, and what others say of it; by enable every byte comes back."""
    before = read_tree(demo)
    assert run("disable", "docker").code == 0
    after = read_tree(demo)
    assert before.keys() - after.keys() == DOCKER
    for path in ("README.md", ".github/workflows/ci.yml"):
        assert "docker" not in (demo / path).read_text().lower()
    assert answers(demo)["docker"] is False
    assert run("check").code == 0
    assert run("enable", "docker").code == 0
    assert dict(read_tree(demo)) == dict(before)


def test_new_without(run: Run, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project made without features is one from which they were taken."""
    assert run("disable", "docker", "pre-commit", "agents", "redis").code == 0
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    words = ["--without", "docker,redis", "--without", "Agents", "--without", "pre_commit"]
    assert run("new", "demo", *words, "--yes", "--no-git").code == 0
    assert dict(read_tree(tmp_path / "other/demo")) == dict(read_tree(demo))


def test_which_there_are(run: Run, demo: Path) -> None:
    """Without names each is listed with what it is, on or off."""
    assert run("disable", "agents").code == 0
    outcome = run("enable")
    assert outcome.code == 0
    lines = {line.split()[0]: line.split()[1] for line in outcome.out.splitlines()}
    assert lines == {
        "docker": "on",
        "github-actions": "on",
        "pre-commit": "on",
        "agents": "off",
        "redis": "on",
    }
    assert "AGENTS.md" in outcome.out
    features = run("disable", "--json").json["features"]
    assert [each["name"] for each in features if not each["on"]] == ["agents"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["enable", "dockr"], "there is no feature 'dockr'. Did you mean docker? The features are"),
        (["disable", "agents", "tests"], "there is no feature 'tests'. The features are: docker"),
        (["new", "x", "--without", "dockr"], "Did you mean docker?"),
    ],
)
def test_a_wrong_name(
    run: Run, unchanged: Callable[[], bool], words: list[str], message: str
) -> None:
    """One line, and nothing is written, of the right names either."""
    outcome = run(*words)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert unchanged()


def test_what_is_on_already(run: Run, unchanged: Callable[[], bool]) -> None:
    """There is nothing to do."""
    outcome = run("enable", "docker", "redis")
    assert outcome.code == 0
    assert "Nothing to do." in outcome.out
    assert unchanged()


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_a_preview(run: Run, unchanged: Callable[[], bool], option: str) -> None:
    """It shows what would go, and writes nothing."""
    outcome = run("disable", "agents", option)
    assert outcome.code == 0
    assert "AGENTS.md" in outcome.out
    assert unchanged()


def test_edited_files_stay(run: Run, demo: Path) -> None:
    """They are named, with exit code 3; the rest goes, and undo brings it back."""
    mine = demo / "Dockerfile"
    mine.write_text(mine.read_text() + "# mine\n")
    before = read_tree(demo)
    outcome = run("disable", "docker", "--json")
    assert outcome.code == 3
    assert [each["path"] for each in outcome.json["conflicts"]] == ["Dockerfile"]
    assert mine.read_text().endswith("# mine\n")
    assert not (demo / "compose.yaml").exists()
    assert "disable docker --json" in run("history").out
    assert run("undo").code == 0
    assert dict(read_tree(demo)) == dict(before)


def test_the_next_steps(run: Run, demo: Path) -> None:
    """What changes no dependency needs no other environment."""
    assert run("disable", "docker", "--json").json["next_steps"] == ["uv run pytest"]
    assert run("disable", "redis", "--json").json["next_steps"] == ["uv sync", "uv run pytest"]


def test_a_file_says_it(run: Run, demo: Path) -> None:
    """`apply` switches features, `export` tells them."""
    spec = demo.parent / "spec.yaml"
    spec.write_text("docker: false\npre_commit: false\n")
    outcome = run("apply", str(spec))
    assert outcome.code == 0
    assert "~ docker: True -> False" in outcome.out
    assert not (demo / "Dockerfile").exists()
    assert "docker: false\ngithub_actions: true\npre_commit: false\n" in run("export").out
    spec.write_text('docker: "no"\n')
    assert "docker is 'no', not true or false" in run("apply", str(spec)).err


@pytest.mark.slow
def test_updates_keep_it(run: Run, fork: Path, grown: Path) -> None:
    """Neither engine brings back what was taken; both can be told to."""
    assert run("disable", "docker").code == 0
    commit(grown, "No containers")
    improve(fork)
    assert run("update").code == 0
    assert not DOCKER & {path.name for path in grown.iterdir()}
    assert run("update", "--data", "docker=true", "--allow-dirty").code == 0
    assert {path.name for path in grown.iterdir()} >= DOCKER


@pytest.mark.slow
def test_copier_keeps_it(run: Run, fork: Path, grown: Path) -> None:
    """Plain `copier update` reads the same answer."""
    assert run("disable", "docker", "redis").code == 0
    commit(grown, "No containers")
    improve(fork)
    update_with_copier(grown)
    assert not DOCKER & {path.name for path in grown.iterdir()}
    assert (answers(grown)["docker"], answers(grown)["redis"]) == (False, False)
    assert '"""Improved.' in (grown / "src/products/service.py").read_text()
    assert git(grown, "diff", "--name-only", "--diff-filter=U") == ""


@pytest.mark.slow
def test_features_of_a_fork(run: Run, fork: Path, grown: Path) -> None:
    """Whatever a fork asks to be answered by yes or no is one too."""
    ask_for(fork, tracing="{type: bool, default: false, help: Traces of requests}")
    files = fork / "templates/project"
    (files / "{% if tracing %}tracing.yaml{% endif %}.jinja").write_text(
        "for: {{ project_name }}\n"
    )
    commit(fork, "Ask for tracing")
    assert run("update").code == 0
    commit(grown, "Newer template")
    assert "tracing         off  Traces of requests" in run("enable").out
    assert run("enable", "tracing").code == 0
    assert (grown / "tracing.yaml").read_text() == "for: demo\n"
    assert answers(grown)["tracing"] is True
    assert run("disable", "tracing").code == 0
    assert not (grown / "tracing.yaml").exists()


@pytest.mark.slow
def test_a_template_that_knows_no_such_feature(run: Run, fork: Path, grown: Path) -> None:
    """An older one is not said to have done what it cannot do."""
    questions = fork / "copier.yml"
    questions.write_text(questions.read_text().replace("\ndocker:\n", "\nother:\n"))
    commit(fork, "Do not ask for docker")
    assert run("update").code == 0
    before = read_tree(grown)
    outcome = run("disable", "docker")
    assert outcome.code == 1
    assert "does not ask for 'docker'" in outcome.err
    assert dict(read_tree(grown)) == dict(before)
