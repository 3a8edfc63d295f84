"""The little of git that the tool needs, as functions over the command."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from generator.errors import TemplateError


def run(folder: Path, *words: str, seconds: float | None = None) -> str | None:
    """Run git in a folder; its output, or None if it fails, is missing, or takes too long.

    With a time limit it has no terminal either, on which ssh could ask for a password.
    """
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words],
            capture_output=True,
            check=False,
            env=environment,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            start_new_session=seconds is not None,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.rstrip("\n") if done.returncode == 0 else None


def describe(folder: Path) -> str | None:
    """The commit of a work tree, as Copier records it, with `-dirty` behind it if files differ."""
    if run(folder, "rev-parse", "--show-prefix") != "":
        return None  # not the top of a work tree: a folder inside somebody else's repository
    return run(folder, "describe", "--tags", "--always", "--dirty")


def tags(folder: Path, *which: str) -> Iterable[str]:
    """The tags of a repository, or those of them that options of `git tag` name."""
    return (run(folder, "tag", "--list", *which) or "").splitlines()


def remote_tags(source: str, seconds: float) -> dict[str, str] | None:
    """The commits of `HEAD` and of the tags of a repository elsewhere; None if it is silent."""
    found = run(Path.cwd(), "ls-remote", "--", source, "HEAD", "refs/tags/*", seconds=seconds)
    if found is None:
        return None
    lines = (line.partition("\t") for line in found.splitlines())
    # The tag itself comes first, then `tag^{}`: the commit that an annotated one points to.
    return {
        name.removeprefix("refs/tags/").removesuffix("^{}"): commit for commit, _, name in lines
    }


def commit(folder: Path) -> str | None:
    """The id of the commit of a work tree."""
    return run(folder, "rev-parse", "HEAD")


def is_ancestor(folder: Path, older: str, newer: str) -> bool:
    """Whether a commit contains another one, or is the same."""
    return run(folder, "merge-base", "--is-ancestor", older, newer) is not None


def clone(source: str, folder: Path) -> None:
    """Clone a repository with all of its history.

    Raises:
        TemplateError: git is missing or the repository cannot be read.
    """
    if run(Path.cwd(), "clone", "--quiet", "--", source, str(folder)) is None:
        raise TemplateError(
            f"the template {source} cannot be cloned",
            "Check the address, your access, and that git is there.",
        )


def is_repository(folder: Path) -> bool:
    """Whether a folder is the top of a work tree or a bare repository."""
    return (folder / ".git").exists() or (folder / "HEAD").is_file()


def uncommitted(folder: Path) -> set[str]:
    """The files below a folder that differ from the last commit, relative to the folder."""
    changed = run(folder, "diff", "--name-only", "--relative", "-z", "HEAD")
    if changed is None:  # before the first commit everything is uncommitted
        changed = run(folder, "ls-files", "-z") or ""
    fresh = run(folder, "ls-files", "--others", "--exclude-standard", "-z") or ""
    return {path for path in (changed + fresh).split("\0") if path}


def inside_work_tree(folder: Path) -> bool:
    """Whether a folder is part of some work tree, also of one that git trusts no more.

    To say so, git runs nothing of what is in it.
    """
    words = ["-c", "safe.directory=*", "rev-parse", "--is-inside-work-tree"]
    return run(folder, *words) == "true"


def start_repository(folder: Path) -> str | None:
    """Make a repository with everything in a first commit.

    Returns:
        None, or why there is no commit.
    """
    if shutil.which("git") is None:
        return "git is not installed"
    steps = {
        "init": ["--initial-branch=main"],
        "add": ["--all"],
        "commit": ["--quiet", "--no-gpg-sign", "--no-verify", "-m", "Start from the template"],
    }
    failures = (word for word, options in steps.items() if run(folder, word, *options) is None)
    failed = next(failures, None)
    if failed == "commit" and run(folder, "var", "GIT_COMMITTER_IDENT") is None:
        return "git does not know your name and e-mail address"
    return failed and f"'git {failed}' failed; run it in {folder.name} to see why"
