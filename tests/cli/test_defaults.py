"""The defaults of a project for the options of its resources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Run
from tests.memory import read_tree

OPTIONS = [
    *("--pagination", "cursor", "--read", "owner", "--write", "owner", "--soft-delete"),
    *("--no-timestamps", "--versioned", "--idempotent"),
    *("--operations", "list+create+update+delete"),
]
OPPOSITE = [
    *("--pagination", "page", "--read", "user", "--write", "user", "--no-soft-delete"),
    *("--timestamps", "--no-versioned", "--no-idempotent"),
    *("--operations", "list+get+create+update+delete"),
]
ANSWERS = ".copier-answers.yml"


def answers(root: Path) -> dict[str, Any]:
    """The record of the answers."""
    return dict(yaml.safe_load((root / ANSWERS).read_text()))


@pytest.fixture
def other(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project called demo that has defaults of its own."""
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    assert run("new", "demo", *OPTIONS, "--yes", "--no-git").code == 0
    monkeypatch.chdir("demo")
    return tmp_path / "other/demo"


def test_what_no_option_says(
    run: Run, demo: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is as the project has it, and recorded with the resource."""
    assert run("add-resource", "note", "text:text").code == 0
    monkeypatch.chdir(demo)
    assert run("add-resource", "note", "text:text", *OPTIONS).code == 0
    assert answers(other)["resources"] == answers(demo)["resources"]
    same = dict(read_tree(other)) | {ANSWERS: None}
    assert same == dict(read_tree(demo)) | {ANSWERS: None}


def test_an_option_wins(run: Run, demo: Path, other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each can be said to be otherwise."""
    assert run("add-resource", "note", "text:text", *OPPOSITE).code == 0
    monkeypatch.chdir(demo)
    assert run("add-resource", "note", "text:text").code == 0
    assert answers(other)["resources"] == answers(demo)["resources"]


@pytest.mark.slow
def test_other_defaults_change_no_resource(run: Run, other: Path) -> None:
    """They are for what comes; one line of the answers is all that they are."""
    assert run("add-resource", "note", "text:text").code == 0
    before = read_tree(other)
    outcome = run("update", "--data", "defaults={pagination: offset}", "--json")
    assert [each["path"] for each in outcome.json["changes"] if each["action"] == "update"] == [
        ANSWERS
    ]
    after = read_tree(other)
    assert answers(other)["defaults"] == {"pagination": "offset"}
    assert [path for path in before if before[path] != after[path]] == [ANSWERS]
    assert run("add-resource", "log", "text:text").code == 0
    assert [each.get("pagination") for each in answers(other)["resources"]] == ["cursor", "offset"]


def test_a_file_that_has_defaults(run: Run, demo: Path) -> None:
    """They are for its resources as well; the file that is exported says the same."""
    spec = demo / "demo.yaml"
    spec.write_text(
        "defaults: {pagination: keyset}\n"
        "resources:\n"
        "  - {name: note, fields: [text:text]}\n"
        "  - {name: log, pagination: page, fields: [text:text]}\n"
    )
    assert run("apply", "demo.yaml").code == 0
    assert [each.get("pagination") for each in answers(demo)["resources"]] == ["keyset", None]
    exported = run("export").out
    assert yaml.safe_load(exported)["resources"] == [
        {"name": "note", "fields": ["text:text"]},
        {"name": "log", "pagination": "page", "fields": ["text:text"]},
    ]
    spec.write_text(exported)
    assert "Nothing to do" in run("apply", "demo.yaml").out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--pagination", "pages"], "--pagination: 'pages' is none"),
        (["--read", "ownr"], "Did you mean owner?"),
        (["--operations", "list+look"], "'look' is none of them"),
        (["--soft-delete", "--operations", "list"], "defaults of resources: soft deletion without"),
        (["--read", "owner", "--write", "public"], "defaults of resources: rows that anybody"),
        (["--operations", "list+bulk"], "bulk needs an operation"),
    ],
)
def test_defaults_that_no_resource_could_have(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    """They are refused when the project is made, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    outcome = run("new", "demo", *words, "--yes", "--no-git")
    assert outcome.code == 2
    assert message in outcome.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("{paginaton: page}", "Did you mean pagination?"),
        ("[cursor]", "defaults is no mapping"),
        ("{pagination: pages}", "defaults of resources: pagination"),
        ("{name: x}", "'name' is no option of resources"),
    ],
)
def test_a_file_that_cannot_be_meant(
    run: Run, demo: Path, unchanged: Callable[[], bool], said: str, message: str
) -> None:
    """It is refused with the word that is wrong."""
    (demo.parent / "spec.yaml").write_text(f"defaults: {said}\nresources: []\n")
    outcome = run("apply", "../spec.yaml")
    assert outcome.code == 2
    assert message in outcome.err
    assert unchanged()
