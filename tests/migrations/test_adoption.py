"""New revisions of a newer template, on top of those of a project."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path

import pytest

from generator.errors import ProjectError
from generator.migrations import find_head, write_revisions
from generator.migrations.adoption import adopt
from generator.spec.project import make_project
from tests.migrations.start import NOW

FOLDER = "alembic/versions"
REVISION = '''\
"""{what}

Revision ID: {id}
Revises:{revises}
Create Date: 2026-01-01 00:00
"""

import sqlalchemy as sa

from alembic import op

revision: str = "{id}"
down_revision: str | None = {down}


def upgrade() -> None:
    {upgrade}


def downgrade() -> None:
    {downgrade}
'''


def revision(id_: str, down: str | None, upgrade: str = "pass", downgrade: str = "pass") -> str:
    """The text of a revision."""
    return REVISION.format(
        what=f"Bring {id_} ünd more.",
        id=id_,
        revises=f" {down}" if down else "",
        down=repr(down),
        upgrade=upgrade,
        downgrade=downgrade,
    )


def table(id_: str, down: str | None) -> str:
    """A revision that makes a table of its name."""
    column = 'sa.Column("id", sa.Integer(), primary_key=True)'
    return revision(id_, down, f'op.create_table("{id_}", {column})', f'op.drop_table("{id_}")')


USERS = {f"{FOLDER}/2026_01_01_0000_create_users.py": table("users", None)}
PRODUCT = {f"{FOLDER}/2026_12_24_1800_create_product.py": table("product", "users")}
AVATAR = {
    f"{FOLDER}/2026_03_01_0000_add_avatar.py": revision(
        "avatar",
        "users",
        'op.add_column("users", sa.Column("avatar", sa.String(255)))',
        'op.drop_column("users", "avatar")',
    )
}
API_KEY = {f"{FOLDER}/2026_02_01_0000_create_api_key.py": table("api_key", "avatar")}
NEWER = USERS | AVATAR | API_KEY
PROJECT = USERS | PRODUCT


def test_new_revisions_go_on_the_head() -> None:
    """In the template's order, whatever their dates; the paths stay, by which Copier knows them."""
    adopted = adopt(USERS, NEWER, PROJECT, NOW)
    avatar, api_key = adopted.revisions
    assert [avatar.path, api_key.path] == [*AVATAR, *API_KEY]
    [notice] = adopted.notices
    assert notice == (
        "New migrations of the template, to be run with alembic upgrade head: "
        f"{avatar.path}, {api_key.path}."
    )


def test_only_what_it_builds_on_changes() -> None:
    """Code and docstring name the new parent; every other line is the template's."""
    [path] = AVATAR
    text = adopt(USERS, NEWER, PROJECT, NOW).revisions[0].text
    expected = AVATAR[path].replace("Revises: users", "Revises: product")
    assert text == expected.replace("= 'users'", '= "product"')


@pytest.mark.parametrize(
    ("written", "rewritten"),
    [
        ("down_revision: str | None = 'users'", 'down_revision: str | None = "product"'),
        ("down_revision = 'users'", 'down_revision = "product"'),
        (
            "ü = 'ü'; down_revision = ('users',)  # one",
            "ü = 'ü'; down_revision = \"product\"  # one",
        ),
        ("down_revision = (\n    'users',\n)", 'down_revision = "product"'),
    ],
)
def test_every_way_to_write_the_parent(written: str, rewritten: str) -> None:
    """The value is replaced where Python sees it."""
    text = AVATAR[f"{FOLDER}/2026_03_01_0000_add_avatar.py"]
    text = text.replace("down_revision: str | None = 'users'", written)
    [adopted] = adopt(USERS, USERS | {f"{FOLDER}/avatar.py": text}, PROJECT, NOW).revisions
    assert f"\n{rewritten}\n" in adopted.text
    assert find_head(PROJECT | {adopted.path: adopted.text}) == "avatar"


def test_a_revision_that_is_there_already() -> None:
    """Taken by hand or by Copier, under whatever name: it is not written again."""
    by_hand = {f"{FOLDER}/mine.py": AVATAR[next(iter(AVATAR))].replace("'users'", "'product'")}
    [api_key] = adopt(USERS, NEWER, PROJECT | by_hand, NOW).revisions
    assert api_key.revision == "api_key"
    assert api_key.text == API_KEY[api_key.path]


def test_nothing_new() -> None:
    """L5: the same template again, or the update repeated, brings nothing."""
    adopted = adopt(USERS, NEWER, PROJECT, NOW).revisions
    after = PROJECT | {each.path: each.text for each in adopted}
    assert adopt(USERS, USERS, PROJECT, NOW) == adopt(NEWER, NEWER, after, NOW)
    assert adopt(NEWER, NEWER, after, NOW).revisions == ()
    assert adopt(USERS, NEWER, after, NOW).revisions == ()


def test_a_path_that_the_user_took() -> None:
    """Another revision at that path is never written over: the new one gets another date."""
    [path] = AVATAR
    taken = {path: table("mine", "product")}
    avatar, _ = adopt(USERS, NEWER, PROJECT | taken, NOW).revisions
    assert avatar.path == f"{FOLDER}/2026_11_21_0930_add_avatar.py"


def test_branches_of_the_template_become_one_chain() -> None:
    """Two revisions on the same one, and one that joins them."""
    joined = revision("joined", "x").replace("'x'", "('api_key', 'other')")
    theirs = NEWER | {
        f"{FOLDER}/1_other.py": table("other", "users"),
        f"{FOLDER}/0_joined.py": joined,
    }
    adopted = adopt(USERS, theirs, PROJECT, NOW).revisions
    assert {each.revision for each in adopted} == {"avatar", "api_key", "other", "joined"}
    assert adopted[-1].revision == "joined"
    assert find_head(PROJECT | {each.path: each.text for each in adopted}) == "joined"


def test_a_template_that_starts_its_history_anew() -> None:
    """What replaces the revisions of then is not run on top of them; what follows it is."""
    whole = {f"{FOLDER}/2027_01_01_0000_start.py": table("start", None)}
    later = {f"{FOLDER}/2027_02_01_0000_later.py": table("later", "start")}
    adopted = adopt(USERS, whole | later, PROJECT, NOW)
    assert [each.revision for each in adopted.revisions] == ["later"]
    assert any(next(iter(whole)) in notice for notice in adopted.notices)


def test_a_released_revision_that_changed_or_went() -> None:
    """The user's file stays; a notice names it, under the name that it has here."""
    changed = {path: f"{text}\n# changed\n" for path, text in USERS.items()}
    [path] = USERS
    assert adopt(USERS, changed, PROJECT, NOW).notices == (
        f"{path} is changed after its release in the template; yours stays as it is.",
    )
    renamed = {f"{FOLDER}/mine.py": AVATAR[next(iter(AVATAR))]}
    assert adopt(NEWER, USERS | API_KEY, USERS | renamed, NOW).notices == (
        f"{FOLDER}/mine.py is no longer part of the template; yours stays as it is.",
    )
    assert adopt(USERS, changed, changed, NOW).notices == ()


def test_a_project_without_revisions() -> None:
    """Who does without Alembic is told, and not stopped; who never had it gets it."""
    adopted = adopt(USERS, NEWER, {}, NOW)
    assert adopted.revisions == ()
    assert "add_avatar" in adopted.notices[0]
    brought = adopt({}, USERS, {}, NOW).revisions
    assert [find_head({each.path: each.text}) for each in brought] == ["users"]


def test_several_heads_are_refused() -> None:
    """Where to put them is the user's to say; without new ones nobody asks."""
    heads = PROJECT | {f"{FOLDER}/mine.py": table("mine", "users")}
    with pytest.raises(ProjectError, match="2 heads"):
        adopt(USERS, NEWER, heads, NOW)
    assert adopt(NEWER, USERS, heads, NOW).revisions == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (table("a", "b"), "in a circle: "),
        (table("a", "users").replace("down_revision", "builds_on"), "does not say"),
    ],
)
def test_a_broken_template_is_named(text: str, message: str) -> None:
    """Revisions that build on each other in a circle, or on nothing that is said."""
    theirs = {f"{FOLDER}/a.py": text, f"{FOLDER}/b.py": table("b", "a")}
    with pytest.raises(ProjectError, match=message):
        adopt({}, theirs, PROJECT, NOW)


def test_alembic_runs_them(tmp_path: Path) -> None:
    """From the project's old head up through the template's and then its own, and all down again."""
    pytest.importorskip("alembic", reason="runs real migrations")
    pytest.importorskip("aiosqlite", reason="the driver for SQLite")
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    environment = Path(__file__).parent / "environment" / "env.py"
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / "alembic/env.py").write_bytes(environment.read_bytes())
    database = tmp_path / "test.db"
    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", str(tmp_path / "alembic"))
    config.set_main_option("path_separator", "os")
    config.attributes.update(metadata=None, url=f"sqlite+aiosqlite:///{database}")

    _write(tmp_path, PROJECT)
    command.upgrade(config, "head")
    adopted = {each.path: each.text for each in adopt(USERS, NEWER, PROJECT, NOW).revisions}
    empty, tagged = (
        make_project({"project_name": "demo", "resources": resources})
        for resources in ([], [{"name": "tag", "fields": ["label:str"]}])
    )
    own = write_revisions(empty, tagged, PROJECT | adopted, NOW)
    _write(tmp_path, adopted | {each.path: each.text for each in own})
    command.upgrade(config, "head")

    assert ScriptDirectory.from_config(config).get_heads() == [own[0].revision]
    assert _tables(database) == {"alembic_version", "users", "product", "api_key", "tag"}
    command.downgrade(config, "base")
    assert _tables(database) == {"alembic_version"}


def _write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).write_text(text)


def _tables(database: Path) -> set[str]:
    connection = sqlite3.connect(database)
    try:
        return {
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
    finally:
        connection.close()
