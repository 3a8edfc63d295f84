"""What is rendered is canonical: no tool finds anything to change or to say."""

from __future__ import annotations

import pytest

from tests.generated.made import Made

pytestmark = pytest.mark.slow


def test_format(project: Made) -> None:
    """The formatter would change nothing."""
    project.run("ruff", "format", "--check", "--diff", "--no-cache", ".")


def test_own_rules(project: Made) -> None:
    """The project keeps the rules that it comes with."""
    project.run("ruff", "check", "--no-cache", ".")


def test_default_rules(project: Made) -> None:
    """It also keeps the rules that ruff has by itself."""
    version = f"py{project.case.python.replace('.', '')}"
    project.run("ruff", "check", "--no-cache", "--isolated", "--target-version", version, ".")


def test_mypy(project: Made) -> None:
    """Strict mypy has nothing to say."""
    project.run("mypy", "--cache-dir", project.cache / "mypy")


def test_ty(project: Made) -> None:
    """Neither has ty."""
    project.run("ty", "check", "--python", project.environment)


def test_nothing_else_was_written(project: Made) -> None:
    """A new project holds no empty file, and none without a line break at its end."""
    odd = {
        path
        for path, data in project.files().items()
        if not data.endswith(b"\n") or data.endswith(b"\n\n") or data.startswith(b"\n")
    }
    assert odd == set()
