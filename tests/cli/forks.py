"""A fork of the template in a repository of its own, and what its owner does to it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import copier
import jinja2
import pytest

ROOT = Path(__file__).parents[2]

_compiled: dict[tuple[Any, str], Any] = {}


def git(folder: Path, *words: str) -> str:
    """Run git in a folder."""
    return subprocess.check_output(["git", "-C", str(folder), *words], text=True).strip()


def commit(folder: Path, message: str) -> str:
    """Commit everything and describe the commit as Copier does."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    return git(folder, "describe", "--tags", "--always")


def make_fork(root: Path) -> None:
    """A repository with a copy of the template."""
    root.mkdir(parents=True)
    shutil.copy(ROOT / "copier.yml", root)
    shutil.copytree(ROOT / "templates", root / "templates")
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, "A fork of the template")


def service_of(fork: Path) -> Path:
    """The template of a resource's service."""
    [path] = fork.glob("templates/project/*package*/*yield*/service.py.jinja")
    return path


def improve(fork: Path) -> str:
    """Commit a change of the template that touches every resource; its version."""
    template = service_of(fork)
    text = template.read_text()
    start = text.index('"""')
    template.write_text(text[:start] + '"""Improved.\n\n' + text[start + 3 :])
    return commit(fork, "Improve the service")


def ask_for(fork: Path, **questions: str) -> None:
    """Let the fork ask more questions, each given as YAML, and record the answers."""
    with (fork / "copier.yml").open("a") as config:
        config.writelines(f"\n{name}: {question}\n" for name, question in questions.items())
    [answers] = (fork / "templates/project").glob("*answers_file*")
    names = "".join(f', "{name}"' for name in questions)
    answers.write_text(answers.read_text().replace('"python"', f'"python"{names}'))


def update_with_copier(project: Path) -> None:
    """Plain `copier update`, with nothing trusted.

    Copier renders the project three times, each time in a new environment: most of its time goes
    into compiling the same files again. Here each is compiled once.
    """
    compile_anew = jinja2.Environment.compile

    def compile_once(self: jinja2.Environment, source: Any, name: Any = None, *rest: Any) -> Any:
        if name is None:  # a path: Copier looks at it while it is compiled
            return compile_anew(self, source, name, *rest)
        if (source, name) not in _compiled:
            _compiled[source, name] = compile_anew(self, source, name, *rest)
        return _compiled[source, name]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", compile_once)
        copier.run_update(project, defaults=True, quiet=True, overwrite=True, vcs_ref="HEAD")
