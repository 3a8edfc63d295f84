"""`--envelope wrapped`, from the start or later: it is one more answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.tree import Tree
from tests.cli.conftest import Run
from tests.cli.forks import commit, git
from tests.memory import read_tree

pytestmark = pytest.mark.slow

RECORD = ".copier-answers.yml"
ROUTER = "src/users/router.py"


def edit(root: Path) -> None:
    """Give a route the message of its envelope, and another answer of mine its own."""
    path = root / ROUTER
    text = path.read_text()
    words = 'summary="Read your account"'
    path.write_text(text.replace(words, f'{words}, response_description="You"') + "\n\nMINE = 1\n")


@pytest.fixture
def wrapped(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """The same project, made with envelopes from the start."""
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    assert run("new", "demo", "--envelope", "wrapped", "--yes", "--no-git").code == 0
    return read_tree(tmp_path / "other/demo")


def test_there_and_back(run: Run, wrapped: Tree, demo: Path) -> None:
    """What a project becomes by `apply` is what `new` makes, and nothing is left on the way back."""
    plain = read_tree(demo)
    assert wrapped.keys() - plain.keys() == {
        "src/envelopes.py",
        "tests/test_envelopes.py",
        "tests/unwrapping.py",
    }
    spec = demo.parent / "spec.yaml"
    spec.write_text("envelope: wrapped")
    assert run("apply", str(spec)).code == 0
    assert read_tree(demo) == wrapped
    spec.write_text("envelope: plain")
    assert run("apply", str(spec)).code == 0
    assert read_tree(demo) == plain


def test_what_the_user_wrote_stays(run: Run, demo: Path) -> None:
    """Envelopes come around edited code; a resource made afterwards finds its place."""
    edit(demo)
    mine = (demo / ROUTER).read_text()
    spec = demo.parent / "spec.yaml"
    spec.write_text("envelope: wrapped")
    assert run("apply", str(spec)).code == 0
    assert (demo / ROUTER).read_text() == mine
    assert run("add-resource", "book", "title:str").code == 0
    assert run("check").code == 0


def test_a_template_that_knows_none(
    run: Run, fork: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older one, or a fork of it, is not said to have done what it cannot do."""
    monkeypatch.chdir(tmp_path)
    questions = fork / "copier.yml"
    questions.write_text(questions.read_text().replace("\nenvelope:", "\nother:"))
    commit(fork, "Ask for no envelope")
    words = ["new", "x", "-y", "--template", str(fork)]
    outcome = run(*words, "--envelope", "wrapped")
    assert outcome.code == 1
    assert "does not ask for 'envelope'" in outcome.err
    assert not (tmp_path / "x").exists()
    assert run(*words, "--envelope", "plain").code == 0


def test_update_changes_the_answer(run: Run, grown: Path) -> None:
    """By `update --data`, like an answer that only a fork asks for."""
    assert run("update", "--data", "envelope=wrapped").code == 0
    assert "envelope: wrapped" in (grown / RECORD).read_text()
    assert (grown / "src/envelopes.py").is_file()
    commit(grown, "Envelopes")
    assert run("update", "--data", "envelope=round").code == 2
    assert git(grown, "status", "--porcelain") == ""
    assert run("update").code == 0
    assert git(grown, "status", "--porcelain") == ""
