"""`--api-version-by header`, from the start or later: it is one more answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.tree import Tree
from tests.cli.conftest import Run
from tests.memory import read_tree

pytestmark = pytest.mark.slow

STACK = "src/middleware/stack.py"


@pytest.fixture
def by_header(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """The same project, made with it from the start."""
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    assert run("new", "demo", "--api-version-by", "header", "--yes", "--no-git").code == 0
    return read_tree(tmp_path / "other/demo")


def test_there_and_back(run: Run, by_header: Tree, demo: Path) -> None:
    """What a project becomes by `apply` is what `new` makes, and nothing is left on the way back."""
    by_url = read_tree(demo)
    assert by_header.keys() - by_url.keys() == {
        "src/middleware/api_version.py",
        "tests/middleware/test_api_version.py",
        "tests/test_version_header.py",
    }
    spec = demo.parent / "spec.yaml"
    spec.write_text("api_version_by: header")
    assert run("apply", str(spec)).code == 0
    assert read_tree(demo) == by_header
    spec.write_text("api_version_by: url")
    assert run("apply", str(spec)).code == 0
    assert read_tree(demo) == by_url


def test_what_the_user_wrote_stays(run: Run, demo: Path) -> None:
    """Middleware of mine keeps its place beside the new one."""
    stack = demo / STACK
    mine = "    yield Middleware(ErrorsMiddleware)\n    yield Middleware(Mine)\n"
    stack.write_text(stack.read_text().replace("    yield Middleware(ErrorsMiddleware)\n", mine))
    spec = demo.parent / "spec.yaml"
    spec.write_text("api_version_by: header")
    assert run("apply", str(spec)).code == 0
    assert mine in stack.read_text()
    assert "    yield Middleware(ApiVersionMiddleware)\n" in stack.read_text()


def test_another_word(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is made of it."""
    monkeypatch.chdir(tmp_path)
    outcome = run("new", "x", "--api-version-by", "mail", "--yes")
    assert outcome.code == 2
    assert "api-version-by" in outcome.err
    assert not (tmp_path / "x").exists()
