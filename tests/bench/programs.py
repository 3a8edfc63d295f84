"""The programs that are run: the tool, Copier and git, always in the same surroundings."""

import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

TOOL = Path(sys.executable).parent / "fastapi-gen"
COPIER = Path(sys.executable).parent / "copier"

COPIER_UPDATE = (COPIER, "update", "--defaults", "--quiet")
OUR_UPDATE = (TOOL, "update", "--yes", "--json")

DONE = (0, 3)
"""The exit codes of the tool for what is done, without and with conflicts."""


def settle(cache: Path) -> None:
    """Give all programs the same clock, the same author, and a cache of their own."""
    os.environ |= {
        "FASTAPI_GEN_CACHE": str(cache),
        "GIT_AUTHOR_EMAIL": "bench@example.com",
        "GIT_AUTHOR_NAME": "Bench",
        "GIT_COMMITTER_EMAIL": "bench@example.com",
        "GIT_COMMITTER_NAME": "Bench",
        "SOURCE_DATE_EPOCH": "1800000000",
    }


def run(folder: Path, *words: str | Path, codes: Collection[int] = (0,)) -> str:
    """Run a program in a folder.

    Returns:
        Its standard output.

    Raises:
        RuntimeError: Its exit code is none of `codes`.
    """
    done = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in codes:
        raise RuntimeError(f"{words} in {folder}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def git(folder: Path, *words: str | Path) -> str:
    """Run git in a folder, whatever the user's configuration says about signing."""
    return run(folder, "git", "-c", "commit.gpgsign=false", *words)


def commit_all(folder: Path, message: str) -> None:
    """Commit everything in a folder, which becomes a repository if it is none yet."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "--message", message)
