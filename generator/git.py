"""The little of git that the tool needs, as functions over the command."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from generator.errors import TemplateError


def run(folder: Path, *words: str) -> str | None:
    """Run git in a folder; its output, or None if it fails or is missing."""
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words],
            capture_output=True,
            check=False,
            env=environment,
            encoding="utf-8",
            errors="replace",
        )
    except OSError:
        return None
    return done.stdout.rstrip("\n") if done.returncode == 0 else None


def describe(folder: Path) -> str | None:
    """The commit of a work tree, as Copier records it, with `-dirty` behind it if files differ."""
    if run(folder, "rev-parse", "--show-prefix") != "":
        return None  # not the top of a work tree: a folder inside somebody else's repository
    return run(folder, "describe", "--tags", "--always", "--dirty")


def tags(folder: Path) -> Iterable[str]:
    """The tags of a repository."""
    return (run(folder, "tag", "--list") or "").splitlines()


def clone(source: str, folder: Path) -> None:
    """Clone a repository with all of its history.

    Raises:
        TemplateError: git is missing or the repository cannot be read.
    """
    if run(Path.cwd(), "clone", "--quiet", source, str(folder)) is None:
        raise TemplateError(
            f"the template {source} cannot be cloned",
            "Check the address, your access, and that git is there.",
        )


def is_repository(folder: Path) -> bool:
    """Whether a folder is the top of a work tree or a bare repository."""
    return (folder / ".git").exists() or (folder / "HEAD").is_file()


def uncommitted(folder: Path) -> set[str]:
    """The files below a folder that differ from the last commit, relative to the folder."""
    changed = run(folder, "diff", "--name-only", "--relative", "-z", "HEAD") or ""
    fresh = run(folder, "ls-files", "--others", "--exclude-standard", "-z") or ""
    return {path for path in (changed + fresh).split("\0") if path}


def inside_work_tree(folder: Path) -> bool:
    """Whether a folder is part of some work tree."""
    return run(folder, "rev-parse", "--is-inside-work-tree") == "true"


def start_repository(folder: Path) -> str | None:
    """Make a repository with everything in a first commit.

    Returns:
        None, or why there is no commit.
    """
    if run(folder, "init", "--quiet", "--initial-branch=main") is None:
        return "git is not installed"
    run(folder, "add", "--all")
    message = "Start from the template"
    if (
        run(folder, "-c", "commit.gpgsign=false", "commit", "--quiet", "--no-verify", "-m", message)
        is None
    ):
        return "git does not know your name and e-mail address"
    return None
