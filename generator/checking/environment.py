"""Models against revisions, compared by Alembic in an environment of the project."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.checking.drift import Drift, Findings, Kind
from generator.errors import ProjectError
from generator.migrations.revisions import VERSIONS
from generator.spec.project import Project

PATIENCE = 120
"""Seconds that the revisions may take on an empty database."""

SERVER = "TEST_DATABASE_URL"
"""The variable with which a project's own tests are told of a PostgreSQL server."""

_SCRIPT = Path(__file__).with_name("comparison.py")


def interpreters(root: Path) -> Iterator[Path]:
    """The Pythons that may have what a project needs, the likeliest first."""
    for environment in (root / ".venv", os.environ.get("VIRTUAL_ENV")):
        if environment:
            yield from (Path(environment, each) for each in ("bin/python", "Scripts/python.exe"))
    yield Path(sys.executable)
    if found := shutil.which("python3"):
        yield Path(found)


def compare_models(root: Path, project: Project, pythons: Iterable[Path]) -> Findings | None:
    """Carry out the revisions on an empty database and compare it with the models.

    Args:
        root: The project. Nothing is written there, and none of its databases is used.
        project: Its answers.
        pythons: Interpreters to try.

    Returns:
        What was found, or None if no interpreter has what the project needs.

    Raises:
        ProjectError: The server for tests is not to be reached.
    """
    for python in dict.fromkeys(pythons):
        answer = _ask(python, root, project.package) if python.is_file() else {"missing": "it"}
        if "missing" not in answer:
            return _findings(answer, project)
    return None


def compare_models_with(python: Path, root: Path, project: Project) -> Findings:
    """Compare with one interpreter.

    Raises:
        ProjectError: It does not have what the project needs, or the server for tests is not to
            be reached.
    """
    answer = _ask(python.absolute(), root, project.package)
    if "missing" in answer:
        raise ProjectError(
            f"{python} cannot import {answer['missing']}", "Install the project for it: uv sync"
        )
    return _findings(answer, project)


def _ask(python: Path, root: Path, package: str) -> Mapping[str, Any]:
    with tempfile.TemporaryDirectory(prefix="fastapi-gen-", ignore_cleanup_errors=True) as folder:
        try:
            subprocess.run(  # noqa: S603 - no shell, and the user says which Python
                [python, "-c", _SCRIPT.read_text(encoding="utf-8"), folder, package],
                cwd=root,
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
                timeout=PATIENCE,
            )
            return dict(json.loads(Path(folder, "answer.json").read_text(encoding="utf-8")))
        except subprocess.TimeoutExpired:
            return {"failed": f"no end within {PATIENCE} seconds", "at": "", "by_sqlite": False}
        except OSError:
            return {"missing": "what it takes to run"}  # no Python, or none that starts


def _findings(answer: Mapping[str, Any], project: Project) -> Findings:
    if "unreachable" in answer:
        raise ProjectError(
            f"{SERVER} names a server that gives no database: {_one_line(answer['unreachable'])}",
            f"Start it, mend its URL, or unset {SERVER}: SQLite is used then.",
        )
    if "elsewhere" in answer:
        return _uncompared(
            "the project does not follow DATABASE_URL, its own database is left alone"
        )
    if "failed" in answer:
        if answer["by_sqlite"] and project.database != "sqlite":
            said = f"they do not run on SQLite ({answer['failed']})"
            return _uncompared(f"{said}; name a PostgreSQL server with {SERVER}")
        return Findings.of([_broken(answer)])
    hint = 'Run: uv run alembic revision --autogenerate -m "what changed"; or mend the model'
    return Findings.of(
        Drift(Kind.MIGRATION, VERSIONS, _one_line(each), hint) for each in answer["differences"]
    )


def _uncompared(reason: str) -> Findings:
    said = f"The migrations were not compared with the models: {reason}."
    return Findings(notices=(_one_line(said),))


def _broken(answer: Mapping[str, Any]) -> Drift:
    message = _one_line(f"the migrations do not run on an empty database: {answer['failed']}")
    hint = "See: uv run alembic upgrade head, uv run alembic check"
    return Drift(Kind.MIGRATION, answer["at"] or VERSIONS, message, hint)


def _one_line(text: str) -> str:
    return " ".join(text.split())
