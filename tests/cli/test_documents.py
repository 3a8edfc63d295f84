"""What the documents say can be typed, works as it stands there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.spec.field import MODIFIERS
from generator.spec.types import TYPES
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
# Has a test of its own, see test_walk.
TYPED = [each for each in DOCUMENTS if each.name != "evolving.md"]

# Run against whole projects by the slow ring and by the build, not here.
ELSEWHERE = {"uv", "curl", "python", "git", "copier"}


def commands(document: Path) -> Iterator[list[str]]:
    """The commands of the console blocks of a document, in their order."""
    for block in re.findall(r"```console\n(.*?)```", document.read_text(), re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                yield shlex.split(line.removeprefix("$ "))


@pytest.mark.slow
@pytest.mark.parametrize("document", TYPED, ids=lambda path: path.name)
def test_every_command_works(
    document: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed one after the other in an empty folder, each ends with exit code 0."""
    monkeypatch.chdir(tmp_path)
    for program, *words in commands(document):
        if program.startswith(("TOKEN=", "ME=")):
            continue
        if program == "cd":
            monkeypatch.chdir(*words)
        elif program == "fastapi-gen" and words[0] != "update":  # nothing is committed to go to
            assert run(*words).code == 0, words
        else:
            assert program in ELSEWHERE | {"fastapi-gen"}, program


def test_the_guide_has_every_type_and_modifier() -> None:
    """A type that is added to the grammar is added to the guide."""
    found = re.findall(r"`(([a-z0-9]+)=?)", (ROOT / "docs/fields.md").read_text())
    words = {word for forms in found for word in forms}
    assert words >= TYPES.keys() | MODIFIERS.keys()


def test_links_lead_somewhere() -> None:
    """Every relative link names a file."""
    for document in [*DOCUMENTS, *(ROOT / "docs/decisions").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_no_document_installs_somebody_elses_package() -> None:
    """The name of the command is taken on the package index."""
    texts = [path.read_text() for path in DOCUMENTS]
    texts += [path.read_text() for path in (ROOT / "templates").rglob("*.md*")]
    assert not [text for text in texts if re.search(r"install\s+(-\S+\s+)*fastapi-gen\b", text)]
