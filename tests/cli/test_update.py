"""A newer template arrives in a project that its user went on with."""

from __future__ import annotations

import builtins
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli import wizard
from tests.cli.conftest import Run
from tests.cli.forks import ask_for, commit, git, improve, make_fork, service_of, update_with_copier
from tests.memory import read_tree

# Each makes a template with a history, and a project of it.
pytestmark = pytest.mark.slow

REVISION = """\
\"\"\"Add an avatar.

Revision ID: aaaabbbbcccc
Revises: 5d1f0c7a3b92
Create Date: 2026-03-01 00:00
\"\"\"

revision: str = "aaaabbbbcccc"
down_revision: str | None = "5d1f0c7a3b92"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
"""
AVATAR = "alembic/versions/2026_03_01_0000_add_avatar.py"
SERVICE = "src/products/service.py"


def answers(project: Path) -> dict[str, Any]:
    """What is recorded in a project."""
    return dict(yaml.safe_load((project / ".copier-answers.yml").read_text()))


def edit(path: Path) -> None:
    """Go on with a file as a user does."""
    path.write_text(f"{path.read_text()}\n\nMINE = 1\n")


def template_of(fork: Path) -> Path:
    """The files of the template."""
    return fork / "templates/project"


def add_avatar(fork: Path) -> None:
    """Bring a migration of the template's own table."""
    (template_of(fork) / AVATAR).write_text(REVISION)


def rename_service(fork: Path) -> None:
    """Keep a file of each resource under another name."""
    service = service_of(fork)
    service.rename(service.with_name("use_cases.py.jinja"))


def test_every_resource_and_every_edit(run: Run, fork: Path, grown: Path) -> None:
    """A newer template arrives in every resource, beside the user's own lines."""
    edit(grown / SERVICE)
    commit(grown, "Mine")
    version = improve(fork)
    outcome = run("update")
    assert outcome.code == 0
    assert version in outcome.out
    for plural in ("categories", "products"):
        assert '"""Improved.' in (grown / f"src/{plural}/service.py").read_text()
    assert "\n\nMINE = 1\n" in (grown / SERVICE).read_text()
    assert answers(grown)["_commit"] == version
    assert [each["name"] for each in answers(grown)["resources"]] == ["category", "product"]


def test_plain_copier(run: Run, fork: Path, grown: Path, tmp_path: Path) -> None:
    """Copier writes what the command writes, and finds nothing left to do after it (L5)."""
    edit(grown / SERVICE)
    commit(grown, "Mine")
    add_avatar(fork)
    ask_for(fork, team="{type: str, default: nobody}", loud="{type: bool, default: false}")
    script = template_of(fork) / "run.sh"
    script.write_text("echo hi\n")
    script.chmod(0o755)
    script.with_name("LINK.sh").symlink_to("run.sh")
    improve(fork)
    shutil.copytree(grown, tmp_path / "other")
    update_with_copier(tmp_path / "other")
    assert run("update").code == 0
    assert (grown / "run.sh").stat().st_mode & 0o111
    ours, theirs = dict(read_tree(grown)), dict(read_tree(tmp_path / "other"))
    assert ours.pop(AVATAR) != theirs.pop(AVATAR)  # which makes a second head
    assert ours == theirs
    assert run("add-resource", "item").code == 0
    commit(grown, "Updated")
    update_with_copier(grown)
    assert git(grown, "status", "--porcelain") == ""


@pytest.mark.parametrize("to", [(), ("--to", "main")])
def test_nothing_new(run: Run, grown: Path, to: tuple[str, ...]) -> None:
    """L5: the command says so, and writes nothing."""
    outcome = run("update", *to)
    assert outcome.code == 0
    assert "Nothing to do" in outcome.out
    assert f"The project is at {answers(grown)['_commit']}" in outcome.out
    assert "Next steps" not in outcome.out
    assert git(grown, "status", "--porcelain") == ""


def test_a_release_that_changes_nothing_here(run: Run, fork: Path, grown: Path) -> None:
    """The version in the answers is all that is written, and nothing is to be run."""
    (fork / "NOTES.md").write_text("new\n")
    version = commit(fork, "Notes")
    outcome = run("update", "--json")
    assert outcome.code == 0
    assert outcome.json["next_steps"] == []
    assert git(grown, "diff", "--name-only") == ".copier-answers.yml"
    assert answers(grown)["_commit"] == version


def test_a_file_that_moved(run: Run, fork: Path, grown: Path) -> None:
    """What the user made of it moves along, in every resource."""
    edit(grown / SERVICE)
    commit(grown, "Mine")
    rename_service(fork)
    improved = (template_of(fork)).glob("*package*/*yield*/use_cases.py.jinja")
    [template] = improved
    template.write_text(f"{template.read_text()}\n\nTHEIRS = 1\n")
    commit(fork, "Rename the service")
    assert run("update").code == 0
    assert not (grown / SERVICE).exists()
    for plural in ("categories", "products"):
        assert "THEIRS = 1" in (grown / f"src/{plural}/use_cases.py").read_text()
    assert "MINE = 1" in (grown / "src/products/use_cases.py").read_text()


def test_a_migration_of_the_template(run: Run, fork: Path, grown: Path) -> None:
    """It goes on top of the project's own, is announced, and later ones go on top of it."""
    add_avatar(fork)
    commit(fork, "Add an avatar")
    head = "create_product.py"
    [product] = (grown / "alembic/versions").glob(f"*{head}")
    identity = next(line for line in product.read_text().splitlines() if "Revision ID" in line)
    outcome = run("update")
    assert outcome.code == 0
    assert f"alembic upgrade head: {AVATAR}." in outcome.out
    assert f"Revises: {identity.rpartition(' ')[2]}\n" in (grown / AVATAR).read_text()
    assert run("add-resource", "item").code == 0
    [item] = (grown / "alembic/versions").glob("*create_item.py")
    assert "Revises: aaaabbbbcccc\n" in item.read_text()


def test_files_that_the_template_gave_up(run: Run, fork: Path, grown: Path) -> None:
    """An untouched one goes; an edited one stays, and the exit code is 3."""
    for name in (
        "{% if docker %}Dockerfile{% endif %}.jinja",
        "{% if agents %}AGENTS.md{% endif %}.jinja",
    ):
        (template_of(fork) / name).unlink()
    commit(fork, "Give up two files")
    edit(grown / "AGENTS.md")
    commit(grown, "Mine")
    outcome = run("update", "--json")
    assert outcome.code == 3
    assert [conflict["path"] for conflict in outcome.json["conflicts"]] == ["AGENTS.md"]
    assert (grown / "AGENTS.md").exists()
    assert not (grown / "Dockerfile").exists()


def test_a_mode(run: Run, fork: Path, grown: Path) -> None:
    """A file that becomes executable in the template does so in the project, and back."""
    template = template_of(fork) / "alembic.ini"
    for mode in (0o755, 0o644):
        template.chmod(mode)
        commit(fork, "Change the mode")
        assert run("update").code == 0
        assert (grown / "alembic.ini").stat().st_mode & 0o777 == mode
        commit(grown, "Updated")


def both_change(fork: Path, grown: Path) -> str:
    """Let the user and the template write another docstring; the user's file."""
    mine = grown / SERVICE
    mine.write_text(mine.read_text().replace('"""', '"""Mine.\n\n', 1))
    commit(grown, "Mine")
    improve(fork)
    return mine.read_text()


def test_what_both_changed(run: Run, fork: Path, grown: Path) -> None:
    """Both sides stand between markers in the user's file, and the exit code is 3."""
    both_change(fork, grown)
    outcome = run("update", "--json")
    assert outcome.code == 3
    [conflict] = outcome.json["conflicts"]
    assert conflict["path"] == SERVICE
    assert "Improved." in conflict["snippet"]
    marked = (grown / SERVICE).read_text()
    assert '<<<<<<< mine\n"""Mine.\n' in marked
    assert '=======\n"""Improved.' in marked


def test_what_both_changed_and_the_user_keeps(run: Run, fork: Path, grown: Path) -> None:
    """With `--conflict keep-mine` the user's side stays, and the exit code is 3 all the same."""
    kept = both_change(fork, grown)
    outcome = run("update", "--conflict", "keep-mine")
    assert outcome.code == 3
    assert "Improved." in outcome.out
    assert (grown / SERVICE).read_text() == kept


# --- uncommitted changes --------------------------------------------------------------------


def test_uncommitted_changes(run: Run, fork: Path, grown: Path) -> None:
    """It is refused for the files that it would touch, unless the user insists."""
    edit(grown / SERVICE)
    edit(grown / "README.md")
    improve(fork)
    before = dict(read_tree(grown))
    outcome = run("update")
    assert outcome.code == 1
    assert SERVICE in outcome.err
    assert "README.md" not in outcome.err
    assert dict(read_tree(grown)) == before
    assert run("update", "--dry-run").code == 0
    assert run("update", "--allow-dirty").code == 0
    assert '"""Improved.' in (grown / SERVICE).read_text()
    assert "MINE = 1" in (grown / SERVICE).read_text()


def test_before_the_first_commit(run: Run, fork: Path, grown: Path) -> None:
    """Everything is uncommitted then."""
    shutil.rmtree(grown / ".git")
    git(grown, "init", "--quiet")
    git(grown, "add", "--all")
    improve(fork)
    outcome = run("update")
    assert outcome.code == 1
    assert SERVICE in outcome.err


def test_a_project_in_a_folder_of_a_repository(
    run: Run, fork: Path, grown: Path, tmp_path: Path
) -> None:
    """Only what lies in the project counts."""
    shutil.rmtree(grown / ".git")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "Everything")
    (tmp_path / "src/products").mkdir(parents=True)
    (tmp_path / SERVICE).write_text("not ours\n")
    improve(fork)
    edit(grown / SERVICE)
    assert run("update").code == 1
    commit(tmp_path, "Mine")
    edit(tmp_path / SERVICE)
    assert run("update").code == 0
    assert '"""Improved.' in (grown / SERVICE).read_text()


def test_a_project_without_git(run: Run, fork: Path, grown: Path) -> None:
    """It is updated too, and `undo` takes it back."""
    shutil.rmtree(grown / ".git")
    before = dict(read_tree(grown))
    improve(fork)
    assert run("update").code == 0
    assert '"""Improved.' in (grown / SERVICE).read_text()
    assert run("undo").code == 0
    assert dict(read_tree(grown)) == before


# --- versions -------------------------------------------------------------------------------


def test_to_a_version(run: Run, fork: Path, grown: Path) -> None:
    """`--to` names where to go; an older version is a way too."""
    older = git(fork, "describe", "--always")
    improve(fork)
    assert run("update").code == 0
    commit(grown, "Updated")
    assert run("update", "--to", older).code == 0
    assert "Improved." not in (grown / SERVICE).read_text()
    outcome = run("update", "--to", "v9", "--allow-dirty")
    assert outcome.code == 1
    assert "v9" in outcome.err


def test_the_newest_release(run: Run, fork: Path, grown: Path) -> None:
    """Not what comes after it; and a project that is ahead of it does not go back."""
    improve(fork)
    git(fork, "tag", "v1.0")
    (template_of(fork) / "LATER.md").write_text("later\n")
    later = commit(fork, "Later")
    assert run("update").code == 0
    assert answers(grown)["_commit"] == "v1.0"
    commit(grown, "Updated")
    assert run("update", "--to", "main").code == 0
    commit(grown, "Updated")
    outcome = run("update")
    assert "Nothing to do" in outcome.out
    assert answers(grown)["_commit"] == later


def test_a_tag_that_moved(run: Run, fork: Path, grown: Path) -> None:
    """What it names now is fetched, whatever it named before."""
    git(fork, "tag", "v2.0")
    assert run("new", "other", "-y", "--no-git", "--template", str(fork)).code == 0
    (template_of(fork) / "LATER.md").write_text("later\n")
    commit(fork, "Later")
    git(fork, "tag", "--force", "v2.0")
    assert run("update").code == 0
    assert (grown / "LATER.md").exists()


def test_a_template_that_is_gone(
    run: Run, fork: Path, grown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says what is missing and where to correct it; nothing is written."""
    shutil.rmtree(fork)
    outcome = run("update")
    assert outcome.code == 1
    assert str(fork) in outcome.err
    monkeypatch.setenv("FASTAPI_GEN_CACHE", str(grown.parent / "empty"))
    outcome = run("update")
    assert outcome.code == 1
    assert "_src_path" in outcome.err
    assert git(grown, "status", "--porcelain") == ""
    make_fork(fork.with_name("elsewhere"))
    recorded = grown / ".copier-answers.yml"
    recorded.write_text(recorded.read_text().replace(str(fork), str(fork.with_name("elsewhere"))))
    assert run("update").code == 0


def test_the_address_stays(run: Run, fork: Path, grown: Path) -> None:
    """A template is recorded as the user wrote it, short or not resolved."""
    link = fork.with_name("link")
    link.unlink(missing_ok=True)
    link.symlink_to(fork)
    recorded = grown / ".copier-answers.yml"
    recorded.write_text(recorded.read_text().replace(str(fork), str(link)))
    commit(grown, "By another name")
    improve(fork)
    assert run("update").code == 0
    assert answers(grown)["_src_path"] == str(link)


# --- questions ------------------------------------------------------------------------------


def test_a_new_question(run: Run, fork: Path, grown: Path) -> None:
    """Its default is taken and told; `--data` answers it by its type."""
    ask_for(
        fork,
        team="{type: str, default: nobody, choices: [nobody, red]}",
        size="{type: int, default: 3}",
    )
    (template_of(fork) / "TEAM.md.jinja").write_text("{{ team }} {{ size + 1 }}\n")
    commit(fork, "Ask for the team")
    outcome = run("update", "--data", "size=4", "--json")
    assert outcome.code == 0
    assert any("'team' now: it is 'nobody'" in notice for notice in outcome.json["notices"])
    assert not any("'size'" in notice for notice in outcome.json["notices"])
    assert (grown / "TEAM.md").read_text() == "nobody 5\n"
    assert answers(grown)["size"] == 4


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        ("colour=red", "team"),
        ("id=int", "team"),
        ("team=blue", "red"),
        ("size=big", "int"),
        ("size=true", "int"),
        ("team", "NAME=VALUE"),
    ],
)
def test_no_answer(run: Run, fork: Path, grown: Path, data: str, hint: str) -> None:
    """What the template does not ask, or does not take, is a usage error that says what it does."""
    ask_for(fork, team="{type: str, default: red, choices: [red]}", size="{type: int, default: 3}")
    commit(fork, "Ask")
    outcome = run("update", "--data", data)
    assert outcome.code == 2
    assert hint in outcome.err
    assert git(grown, "status", "--porcelain") == ""


def test_a_question_without_a_default(
    run: Run, fork: Path, grown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It must be answered: by an option, or on a terminal, where it is asked until it is."""
    ask_for(fork, size="{type: int, help: How big?}", more="{type: str, when: '{{ size > 5 }}'}")
    commit(fork, "Ask for the size")
    outcome = run("update")
    assert outcome.code == 1
    assert "--data size=VALUE" in outcome.err
    monkeypatch.setattr(wizard, "can_ask", lambda: True)
    typed = iter(["big", "7", "much"])
    monkeypatch.setattr(builtins, "input", lambda *_: next(typed))
    outcome = run("update")
    assert outcome.code == 0
    assert "How big?" in outcome.err
    assert (answers(grown)["size"], answers(grown)["more"]) == (7, "much")


def test_a_renamed_answer(run: Run, fork: Path, grown: Path) -> None:
    """The default of the new question may be the old answer, which is then forgotten."""
    ask_for(fork, team="{type: str, default: nobody}")
    commit(fork, "Ask for the team")
    assert run("update", "--data", "team=red").code == 0
    commit(grown, "Updated")
    questions = fork / "copier.yml"
    text = questions.read_text().replace("\nteam:", "\nsquad:")
    questions.write_text(text.replace("default: nobody", "default: '{{ team }}'"))
    [recorded] = template_of(fork).glob("*answers_file*")
    recorded.write_text(recorded.read_text().replace('"team"', '"team", "squad"'))
    commit(fork, "Call the team a squad")
    assert run("update").code == 0
    assert answers(grown)["squad"] == "red"
    assert "team" not in answers(grown)


def test_a_broken_question(run: Run, fork: Path, grown: Path) -> None:
    """What does not render is named, as a fault of the template."""
    ask_for(fork, size="{type: int, default: '{{ other + 1 }}'}")
    commit(fork, "Ask for the size")
    outcome = run("update")
    assert outcome.code == 1
    assert "{{ other + 1 }}" in outcome.err
    assert git(grown, "status", "--porcelain") == ""
