"""Commands that are killed, as by `kill -9`, a power cut or an impatient user."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.applying.transaction import recover
from generator.project import Folder
from generator.tree import Tree
from tests.laws.snapshots import differing, snapshot
from tests.template import ROOT

MOMENTS = int(os.environ.get("MOMENTS", "10"))
COMMANDS = [
    "add-resource tag label:str",
    "add-field product stock:int:default=0 note:text:opt",
    "change-field product name:str:80",
    "rename-field product name title",
    "remove-field product price --yes",
    "rename-resource product article",
    "remove-resource product --yes",
]


def start(words: str, folder: Path) -> subprocess.Popen[bytes]:
    """Start the command in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1795253400"}
    return subprocess.Popen(
        [sys.executable, "-m", "generator", *words.split()],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one resource."""
    folder = tmp_path_factory.mktemp("killed")
    assert start("new demo --yes --no-git", folder).wait() == 0
    made = start("add-resource product name:str price:decimal:opt", folder / "demo")
    assert made.wait() == 0
    return folder / "demo"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("command", COMMANDS)
def test_killed_at_many_moments(command: str, project: Path) -> None:
    """L7: the project is as before or as after it, never between, once the next one looks at it."""
    before = snapshot(project)
    began = time.monotonic()
    assert start(command, project).wait() == 0
    whole = time.monotonic() - began
    after = snapshot(project)
    undo(project, before)
    for moment in range(MOMENTS):
        # The files are written near the end.
        process = start(command, project)
        time.sleep(whole * (0.7 + 0.4 * moment / MOMENTS))
        process.kill()
        process.wait()
        recover(Folder(project))
        if differing(before, snapshot(project)):
            assert differing(after, snapshot(project)) == []
            undo(project, before)


def undo(project: Path, before: Tree) -> None:
    """Take the last command back."""
    assert start("undo", project).wait() == 0
    assert differing(before, snapshot(project)) == []
