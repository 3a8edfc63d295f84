"""A made project, and what is run in it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.generated.cases import Case

MINUTES = 60
PRIVATE = {".fastapi-gen", "uploads"}
# What a command of ours, and a setting of this run, must not pass on to the project.
OURS = (
    "DATABASE_URL",
    "TEST_",
    "PYTEST_",
    "PYTHON",
    "VIRTUAL_ENV",
    "UV_",
    "COVERAGE",
    "FORCE_COLOR",
)


def run(folder: Path, *words: str | Path, **environment: str) -> str:
    """Run a command, which has to succeed; what it printed."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(OURS)}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env=inherited | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=10 * MINUTES,
        check=False,
    )
    command = " ".join(str(word) for word in words)
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}"
    return done.stdout


@dataclass(frozen=True)
class Made:
    """A project and the environment to run it in.

    Attributes:
        case: What was asked for.
        root: Its folder.
        environment: The virtual environment with what it depends on.
        cache: A folder for caches of tools, shared by projects of one Python.
    """

    case: Case
    root: Path
    environment: Path
    cache: Path

    def run(self, tool: str, *words: str | Path, **environment: str) -> str:
        """Run a tool of the environment in the project."""
        path = os.pathsep.join([str(self.environment / "bin"), os.environ["PATH"]])
        return run(
            self.root, self.environment / "bin" / tool, *words, **{"PATH": path} | environment
        )

    @property
    def answers(self) -> Mapping[str, Any]:
        """The record of the answers."""
        answers = yaml.safe_load((self.root / ".copier-answers.yml").read_text(encoding="utf-8"))
        assert isinstance(answers, dict)
        return answers

    def files(self) -> dict[str, bytes]:
        """Everything in the folder but caches, the journal and what was uploaded."""
        files = (path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
        return {
            path.as_posix(): (self.root / path).read_bytes()
            for path in files
            if not any("cache" in part or part in PRIVATE for part in path.parts)
        }
