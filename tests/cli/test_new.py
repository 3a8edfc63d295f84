"""`fastapi-gen new`."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run, answers


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_defaults(run: Run, tmp_path: Path) -> None:
    """Without a terminal nothing is asked; every answer is recorded."""
    outcome = run("new", "my-app", "--no-git")
    assert outcome.code == 0
    assert outcome.err == ""
    recorded = answers(tmp_path / "my-app")
    recorded.pop("_commit", None)
    recorded.pop("_src_path", None)
    assert recorded == {
        "project_name": "my-app",
        "description": "my-app, an API built with FastAPI.",
        "package": "src",
        "database": "sqlite",
        "id": "uuid",
        "python": "3.11",
        "envelope": "plain",
        "api_version_by": "url",
        "resources": [],
    }


def test_every_question_has_an_option(run: Run, tmp_path: Path) -> None:
    """What the options say is what is recorded."""
    said = {
        "description": "Hello",
        "package": "shop",
        "database": "postgresql",
        "id": "int",
        "python": "3.13",
        "envelope": "wrapped",
        "api_version_by": "header",
    }
    options = [
        word for key, value in said.items() for word in (f"--{key.replace('_', '-')}", value)
    ]
    assert run("new", "x", *options, "--no-git", "-y").code == 0
    assert said.items() <= answers(tmp_path / "x").items()
    assert (tmp_path / "x/shop/main.py").is_file()


def test_a_repository_with_one_commit(run: Run, tmp_path: Path) -> None:
    """The project starts under version control, with nothing left to commit."""
    assert run("new", "x", "-y").code == 0
    git = ["git", "-C", str(tmp_path / "x")]
    assert subprocess.check_output([*git, "status", "--porcelain"]) == b""
    assert subprocess.check_output([*git, "rev-list", "--count", "HEAD"]).strip() == b"1"


def test_no_repository_inside_another(run: Run, tmp_path: Path) -> None:
    """In a monorepo the project becomes a part of it."""
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert run("new", "x", "-y").code == 0
    assert not (tmp_path / "x/.git").exists()


def test_no_repository_inside_one_of_somebody_else(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That git does not trust its owner makes it no less a repository."""
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    outcome = run("new", "x", "-y", "--json")
    assert outcome.code == 0
    assert "No repository was made: the folder is part of one already." in outcome.json["notices"]
    assert not (tmp_path / "x/.git").exists()


@pytest.mark.parametrize(
    ("git", "why"),
    [
        (None, "git is not installed"),
        ("#!/bin/sh\nexit 1", "'git init' failed; run it in x to see why"),
        ('#!/bin/sh\n[ "$3" = init ]', "'git add' failed; run it in x to see why"),
        ('#!/bin/sh\n[ "$3" != commit ]', "'git commit' failed; run it in x to see why"),
        ('#!/bin/sh\n[ "$3" = init -o "$3" = add ]', "git does not know your name"),
    ],
)
def test_no_first_commit(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git: str | None, why: str
) -> None:
    """The project is made all the same, and what git did not do is told."""
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}")
    (tmp_path / "bin").mkdir()
    if git:
        (tmp_path / "bin/git").write_text(git)
        (tmp_path / "bin/git").chmod(0o755)
    outcome = run("new", "x", "-y")
    assert outcome.code == 0
    assert f"No first commit was made: {why}" in outcome.out
    assert (tmp_path / "x/src/main.py").exists()


def test_a_narrow_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """No path is cut, nor what happens to it."""
    monkeypatch.setenv("COLUMNS", "20")
    lines = run("new", "x", "--dry-run").out.splitlines()
    assert "│       └── 2026_01_01_0000_create_users.py  create" in lines


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_a_preview_writes_nothing(run: Run, tmp_path: Path, option: str) -> None:
    """`--dry-run` and `--diff` only look."""
    outcome = run("new", "x", option)
    assert outcome.code == 0
    assert "main.py" in outcome.out
    assert list(tmp_path.iterdir()) == []


def test_the_plan_as_json(run: Run, tmp_path: Path) -> None:
    """Standard output is the versioned plan and nothing else."""
    plan = run("new", "x", "--json", "--no-git").json
    assert list(plan) == [
        "schema",
        "command",
        "project",
        "changes",
        "conflicts",
        "notices",
        "next_steps",
    ]
    assert (plan["schema"], plan["command"], plan["project"]) == (1, "new", str(tmp_path / "x"))
    assert {change["action"] for change in plan["changes"]} == {"create"}
    assert all(
        change["diff"].startswith("--- /dev/null\n+++ b/")
        for change in plan["changes"]
        if change["diff"]
    )


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["new", "1x"], 2, "'1x' is not a valid name"),
        (["new", "../x"], 2, "'../x' is not a valid name"),
        (["new", "a/b"], 2, "'a/b' is not a valid name"),
        (["new", "class"], 2, "keyword"),
        (["new", "x", "--package", "json"], 2, "hide another module"),
        (["new", "x", "--database", "mysql"], 2, "'mysql'"),
        (["new", "x", "--data", "nothing"], 2, "NAME=VALUE"),
        (["new", "x", "--template", "/nowhere/at/all"], 1, "/nowhere/at/all"),
        (["new"], 2, "NAME"),
        (["new", "x", "--nonsense"], 2, "nonsense"),
    ],
)
def test_a_refusal(run: Run, tmp_path: Path, words: list[str], code: int, message: str) -> None:
    """One line that names the object, the right exit code, and nothing written."""
    outcome = run(*words)
    assert outcome.code == code
    assert message.lower() in outcome.err.lower()
    assert outcome.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_taken(run: Run, tmp_path: Path) -> None:
    """Nothing that is there already is touched."""
    (tmp_path / "x").mkdir()
    (tmp_path / "x/mine.txt").write_text("mine")
    outcome = run("new", "x", "-y")
    assert (outcome.code, outcome.out) == (1, "")
    assert "not empty" in outcome.err
    assert [path.name for path in (tmp_path / "x").iterdir()] == ["mine.txt"]


def test_a_folder_that_is_empty(run: Run, tmp_path: Path) -> None:
    """An empty folder is as good as none."""
    (tmp_path / "x").mkdir()
    assert run("new", "x", "-y", "--no-git").code == 0
    assert (tmp_path / "x/src/main.py").is_file()
