"""The walk through a project's life in the documentation, taken step by step as it stands there."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs/evolving.md"


def steps(document: Path) -> Iterator[tuple[str, str, str]]:
    """Each block with its kind and the paragraph above it."""
    for prose, kind, block in re.findall(
        r"([^`]*(?:`[^`]+`[^`]*)*)```(\w+)\n(.*?)```", document.read_text(), re.DOTALL
    ):
        yield kind, block, prose.strip().rpartition("\n\n")[2]


def release(template: Path) -> None:
    """Release the newer template that the guide speaks of."""
    [service] = template.glob("templates/project/*package*/*yield*/service.py.jinja")
    text = service.read_text()
    assert '", the oldest first"' in text
    service.write_text(text.replace('", the oldest first"', '" for the router"'))
    git("-C", str(template), "commit", "--quiet", "--all", "--message", "Say for whom")
    git("-C", str(template), "tag", "1.1.0")


def git(*words: str, text: str | None = None) -> str:
    """Run git here."""
    done = subprocess.run(["git", *words], input=text, text=True, check=True, capture_output=True)
    return done.stdout


class Walker:
    """Takes the steps of the guide, and holds what happens against what it shows."""

    def __init__(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        self.run, self.monkeypatch = run, monkeypatch
        self.code, self.out = 0, ""
        self.template = Path.cwd().parent / "template"

    def take(self, kind: str, block: str, prose: str) -> None:
        """Take one step."""
        if kind == "diff":
            git("apply", "--unidiff-zero", "-", text=block)
        elif kind == "python":
            [path] = re.findall(r"`([\w/]+\.py)`", prose)
            assert block in Path(path).read_text()
        else:
            for line in block.splitlines():
                self.console(line)

    def console(self, line: str) -> None:
        """Type a command, or find a line in what the last one printed."""
        if line == "$ echo $?":
            self.out, self.code = str(self.code), 0
        elif line.startswith("$ "):
            assert self.code == 0, self.out
            self.type(*shlex.split(line.removeprefix("$ ")))
        else:
            assert line in self.out.splitlines()

    def type(self, program: str, *words: str) -> None:
        """Run a command."""
        if program == "cd":
            self.monkeypatch.chdir(*words)
        elif program == "git":
            self.out = git(*words)
        else:
            if words[0] == "update":
                release(self.template)
            outcome = self.run(*words)
            self.code, self.out = outcome.code, outcome.out + outcome.err


@pytest.mark.slow
def test_every_step(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands end as shown and print what is shown; files say what is shown."""
    template, here = tmp_path / "template", tmp_path / "work"
    here.mkdir()
    monkeypatch.chdir(here)
    shutil.copytree(ROOT / "templates", template / "templates")
    shutil.copy(ROOT / "copier.yml", template)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Fork"], ["tag", "1.0.0"]):
        git("-C", str(template), *words)
    walker = Walker(run, monkeypatch)
    for step in steps(GUIDE):
        walker.take(*step)
