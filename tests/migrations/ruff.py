"""What ruff says of revisions."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.migrations import Revision

# The length of strings, the folder, the form of docstrings, and how much a revision does.
_TASTE = "E501,INP001,D103,D203,D213,CPY001,PLR0915"


def refuse_untidy(revisions: Iterable[Revision]) -> None:
    """Hold revisions against the formatter, and against all rules but a few of taste."""
    with TemporaryDirectory() as folder:
        for each in revisions:
            path = Path(folder, each.path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(each.text)
        _ruff(folder, "format", "--diff")
        _ruff(folder, "check", "--select=ALL", f"--ignore={_TASTE}")


def _ruff(folder: str, *arguments: str) -> None:
    command = [sys.executable, "-m", "ruff", *arguments, "--isolated", "--no-cache", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
