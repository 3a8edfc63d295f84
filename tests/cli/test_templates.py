"""Where templates come from, and plain `copier update` on a project with resources."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import copier
import pytest
import yaml

from tests.cli.conftest import Run
from tests.memory import read_tree

ROOT = Path(__file__).parents[2]


def git(folder: Path, *words: str) -> str:
    """Run git in a folder."""
    return subprocess.check_output(["git", "-C", str(folder), *words], text=True).strip()


def commit(folder: Path, message: str) -> str:
    """Commit everything and describe the commit as Copier does."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    return git(folder, "describe", "--tags", "--always")


@pytest.fixture
def fork(tmp_path: Path) -> Path:
    """A repository with a copy of the template."""
    root = tmp_path / "fork"
    root.mkdir()
    shutil.copy(ROOT / "copier.yml", root)
    shutil.copytree(ROOT / "templates", root / "templates")
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root, "A fork of the template")
    return root


@pytest.fixture
def grown(run: Run, fork: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project from the fork with two resources, committed."""
    monkeypatch.chdir(tmp_path)
    assert run("new", "demo", "-y", "--template", str(fork)).code == 0
    monkeypatch.chdir(tmp_path / "demo")
    assert run("add-resource", "category", "name:str:80:unique").code == 0
    assert run("add-resource", "product", "name:str", "category:ref:category").code == 0
    commit(tmp_path / "demo", "Two resources")
    return tmp_path / "demo"


def update(project: Path) -> None:
    """Plain `copier update`, with nothing trusted."""
    copier.run_update(project, defaults=True, quiet=True, overwrite=True, vcs_ref="HEAD")


def service_of(fork: Path) -> Path:
    """The template of a resource's service."""
    [path] = fork.glob("templates/project/*package*/*yield*/service.py.jinja")
    return path


def test_the_source_is_recorded(fork: Path, grown: Path) -> None:
    """`_src_path` is absolute, `_commit` is the commit as Copier writes it."""
    answers = yaml.safe_load((grown / ".copier-answers.yml").read_text())
    assert answers["_src_path"] == str(fork)
    assert answers["_commit"] == git(fork, "describe", "--tags", "--always")


def test_nothing_new_changes_nothing(grown: Path) -> None:
    """L5: `copier update` right after our commands leaves every byte alone."""
    update(grown)
    assert git(grown, "status", "--porcelain") == ""


def test_an_update_reaches_every_resource_and_keeps_edits(fork: Path, grown: Path) -> None:
    """The template's change arrives in both resources, beside the user's own lines."""
    mine = grown / "src/products/service.py"
    mine.write_text(mine.read_text() + "\n\nMINE = 1\n")
    commit(grown, "Mine")
    described = improve(fork)
    update(grown)
    for plural in ("categories", "products"):
        assert '"""Improved.' in (grown / f"src/{plural}/service.py").read_text()
    assert "\n\nMINE = 1\n" in mine.read_text()
    answers = yaml.safe_load((grown / ".copier-answers.yml").read_text())
    assert answers["_commit"] == described
    assert [each["name"] for each in answers["resources"]] == ["category", "product"]


def test_a_command_uses_the_version_of_the_project(run: Run, fork: Path, grown: Path) -> None:
    """A newer template reaches a project by an update only, not by adding a resource."""
    template = service_of(fork)
    template.write_text('"""Newer."""\n')
    commit(fork, "Newer")
    assert run("add-resource", "item").code == 0
    assert "Newer" not in (grown / "src/items/service.py").read_text()


def test_a_template_that_is_gone(
    run: Run, fork: Path, grown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ways out are named, and nothing is written."""
    shutil.rmtree(fork)
    monkeypatch.setenv("FASTAPI_GEN_CACHE", str(grown.parent / "empty"))
    before = read_tree(grown)
    outcome = run("add-resource", "item")
    assert outcome.code == 1
    assert str(fork) in outcome.err
    assert "update" in outcome.err
    assert "version" in outcome.err
    assert dict(read_tree(grown)) == dict(before)


def test_the_newest_release_of_a_template(
    run: Run, fork: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --ref the newest release tag is taken, with it whatever it names."""
    monkeypatch.chdir(tmp_path)
    git(fork, "tag", "v1.9.0")
    (fork / "templates/project/NEW.md").write_text("new\n")
    commit(fork, "More")
    git(fork, "tag", "v1.10.0")
    (fork / "templates/project/NEWER.md").write_text("newer\n")
    commit(fork, "Even more")
    for name, ref, files in (
        ("a", [], {"NEW.md"}),
        ("b", ["--ref", "v1.9.0"], set()),
        ("c", ["--ref", "main"], {"NEW.md", "NEWER.md"}),
    ):
        assert run("new", name, "-y", "--no-git", "--template", str(fork), *ref).code == 0
        assert {path.name for path in (tmp_path / name).glob("NEW*.md")} == files


def test_a_question_of_a_fork(
    run: Run, fork: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that only a fork asks for is taken, recorded and kept by later commands."""
    monkeypatch.chdir(tmp_path)
    questions = fork / "copier.yml"
    questions.write_text(questions.read_text() + "\nteam:\n  type: str\n  default: nobody\n")
    (fork / "templates/project/TEAM.md.jinja").write_text("{{ team }}\n")
    [answers] = (fork / "templates/project").glob("*answers_file*")
    answers.write_text(answers.read_text().replace('"python"]', '"python", "team"]'))
    commit(fork, "Ask for the team")
    assert (
        run("new", "demo", "-y", "--no-git", "--template", str(fork), "--data", "team=red").code
        == 0
    )
    monkeypatch.chdir(tmp_path / "demo")
    assert run("add-resource", "item").code == 0
    assert Path("TEAM.md").read_text() == "red\n"
    assert yaml.safe_load(Path(".copier-answers.yml").read_text())["team"] == "red"


def improve(fork: Path) -> str:
    """Commit a change of the template that touches every resource; its version."""
    template = service_of(fork)
    text = template.read_text()
    start = text.index('"""')
    template.write_text(text[:start] + '"""Improved.\n\n' + text[start + 3 :])
    return commit(fork, "Improve the service")


def test_update(run: Run, fork: Path, grown: Path) -> None:
    """A newer template arrives in every resource, beside the user's own lines."""
    mine = grown / "src/products/service.py"
    mine.write_text(mine.read_text() + "\n\nMINE = 1\n")
    commit(grown, "Mine")
    version = improve(fork)
    outcome = run("update")
    assert outcome.code == 0
    for plural in ("categories", "products"):
        assert '"""Improved.' in (grown / f"src/{plural}/service.py").read_text()
    assert "\n\nMINE = 1\n" in mine.read_text()
    assert yaml.safe_load((grown / ".copier-answers.yml").read_text())["_commit"] == version


def test_an_update_writes_what_copier_writes(
    run: Run, fork: Path, grown: Path, tmp_path: Path
) -> None:
    """On a project without edits both ways lead to the same files."""
    improve(fork)
    shutil.copytree(grown, tmp_path / "other")
    update(tmp_path / "other")
    assert run("update").code == 0
    assert dict(read_tree(grown)) == dict(read_tree(tmp_path / "other"))


def test_an_update_with_nothing_new(run: Run, grown: Path) -> None:
    """L5: nothing is written."""
    outcome = run("update")
    assert outcome.code == 0
    assert "Nothing to do" in outcome.out
    assert git(grown, "status", "--porcelain") == ""


def test_an_update_over_uncommitted_changes(run: Run, fork: Path, grown: Path) -> None:
    """It is refused for the files that it would touch, unless the user insists."""
    mine = grown / "src/products/service.py"
    mine.write_text(mine.read_text() + "\n\nMINE = 1\n")
    improve(fork)
    outcome = run("update")
    assert outcome.code == 1
    assert "src/products/service.py" in outcome.err
    assert run("update", "--allow-dirty").code == 0
    assert '"""Improved.' in mine.read_text()
    assert "MINE = 1" in mine.read_text()


def test_an_update_of_what_both_changed(run: Run, fork: Path, grown: Path) -> None:
    """The user's file stays, the template's side is printed, the exit code is 3."""
    mine = grown / "src/products/service.py"
    text = mine.read_text()
    start = text.index('"""')
    mine.write_text(text[:start] + '"""Mine.\n\n' + text[start + 3 :])
    kept = mine.read_text()
    commit(grown, "Mine")
    improve(fork)
    outcome = run("update", "--json")
    assert outcome.code == 3
    [conflict] = outcome.json["conflicts"]
    assert conflict["path"] == "src/products/service.py"
    assert "Improved." in conflict["snippet"]
    assert mine.read_text() == kept


def test_an_update_to_a_version(run: Run, fork: Path, grown: Path) -> None:
    """`--to` names where to go; an older version is a way too."""
    older = git(fork, "describe", "--always")
    improve(fork)
    assert run("update").code == 0
    commit(grown, "Updated")
    assert run("update", "--to", older).code == 0
    assert "Improved." not in (grown / "src/products/service.py").read_text()
