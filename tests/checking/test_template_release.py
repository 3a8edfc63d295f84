"""Whether a newer template is out."""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path

import pytest

from generator import git
from generator.checking.drift import Findings
from generator.checking.template_release import compare_release
from generator.project import Folder, ProjectOnDisk
from generator.spec.project import Project


def commit(folder: Path, *tags: str) -> str:
    """Commit nothing, and tag it."""
    settings = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
    words = [*settings, "commit", "--quiet", "--allow-empty", "--message", "Something"]
    subprocess.run(["git", "-C", folder, *words], check=True)
    for tag in tags:
        subprocess.run(["git", "-C", folder, *settings, "tag", "-a", "-m", tag, tag], check=True)
    return str(git.run(folder, "rev-parse", "--short", "HEAD"))


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A repository of a template."""
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    return tmp_path


def compared(source: Path | str | None, version: str | None) -> Findings:
    """What is said of a project with that template."""
    project = Project(project_name="shop")
    return compare_release(
        ProjectOnDisk(Folder(Path()), project, str(source) if source else None, version)
    )


def test_versions(template: Path) -> None:
    """A project has drifted if a release comes after its own version."""
    old = commit(template, "v1.2.0")
    new = commit(template, "v1.10.0", "nightly")
    found = {
        version: [each.message for each in compared(template, version).drift]
        for version in (
            "v1.2.0",
            "v1.2.0-3-gabcdef0",
            old,
            "v1.10",
            "v1.10.0-1-gabcdef0",
            "v2.0.0",
            new,
        )
    }
    assert {version for version, drift in found.items() if drift} == {
        "v1.2.0",
        "v1.2.0-3-gabcdef0",
        old,
    }
    assert found["v1.2.0"] == ["template v1.10.0 is out, this project has v1.2.0"]


@pytest.mark.parametrize(
    ("version", "tags", "drifts"),
    [
        ("8854993", {"v1.2.0": "1234567a"}, True),
        ("1234567", {"v1.2.0": "1234567a"}, False),
        ("20261125", {"20261125": "fedcba98"}, False),
        ("20261125", {"20261125": "fedcba98", "20270101": "abcdef01"}, True),
    ],
)
def test_numbers_without_dots(
    version: str, tags: dict[str, str], drifts: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit may be all digits: a number is a release only where a tag has that name."""
    monkeypatch.setattr(git, "remote_tags", lambda *_: tags)
    assert bool(compared("anywhere", version).drift) is drifts


def test_a_template_without_releases(template: Path) -> None:
    """Commits come and go: a note, and none at the newest."""
    old = commit(template)
    new = commit(template)
    assert compared(template, new) == Findings()
    assert not compared(template, old).drift
    assert old in compared(template, old).notices[0]


@pytest.mark.parametrize(
    ("source", "version"),
    [(None, None), ("/nowhere", "v1.0.0"), ("--upload-pack=touch x", "v1.0.0")],
)
def test_a_source_that_does_not_answer(source: str | None, version: str | None) -> None:
    """That is no drift."""
    found = compared(source, version)
    assert not found.drift
    assert "not known" in found.notices[0]


def test_a_silent_server() -> None:
    """Nobody waits for it longer than was said."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert git.remote_tags(f"git://127.0.0.1:{port}/template", 0.2) is None
