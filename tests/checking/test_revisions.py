"""What revisions say of themselves, read as text."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.checking.revisions import compare_heads, compare_names
from generator.migrations.revisions import write_revisions
from generator.spec.project import Project

NOW = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
ADDED = "op.add_column('product', sa.Column('price', sa.Integer()))"


@pytest.fixture
def versions(project: Project) -> dict[str, str]:
    """The revisions of the shop."""
    empty = project.model_copy(update={"resources": ()})
    return {each.path: each.text for each in write_revisions(empty, project, {}, NOW)}


def revision(name: str, parent: str | None, *lines: str, imports: str = "") -> dict[str, str]:
    """One revision."""
    body = "\n    ".join(lines or ("pass",))
    ids = f"revision = {name!r}\ndown_revision = {parent!r}\n"
    return {f"alembic/versions/{name}.py": f"{imports}\n{ids}\ndef upgrade():\n    {body}\n"}


def without(versions: dict[str, str], word: str) -> dict[str, str]:
    """The revisions without the lines that name something."""
    return {
        path: "".join(line for line in text.splitlines(keepends=True) if f'"{word}"' not in line)
        for path, text in versions.items()
    }


def test_as_they_were_written(project: Project, versions: dict[str, str]) -> None:
    """They name all tables and columns, and are one line."""
    assert list(compare_names(project, versions)) == []
    assert list(compare_heads(versions)) == []


def test_a_column_that_no_revision_names(project: Project, versions: dict[str, str]) -> None:
    """None of them can make it."""
    (drift,) = compare_names(project, without(versions, "price"))
    assert drift.message == "column 'price' of table 'product' is in the answers and in no revision"


def test_a_table_that_no_revision_names(project: Project, versions: dict[str, str]) -> None:
    """One line, not one for each column."""
    rest = {
        path: text for path, text in versions.items() if "tag" not in path and "product" not in path
    }
    drift = [each.message.split(" is ")[0] for each in compare_names(project, rest)]
    assert drift == ["table 'tag'", "table 'product'", "table 'product_tags'"]


@pytest.mark.parametrize(
    ("lines", "imports"),
    [
        ((ADDED,), ""),
        (("op.execute('ALTER TABLE product ADD COLUMN price INTEGER')",), ""),
        (("for name in ('price',):", "    op.add_column('product', sa.Column(name))"), ""),
        (
            (
                "op.rename_table('thing', 'product')",
                "op.alter_column('x', 'y', new_column_name='price')",
            ),
            "",
        ),
        (("op.execute(f'ALTER TABLE product ADD COLUMN {NAME} INTEGER')",), ""),
        (("op.execute('ALTER TABLE ' + NAME)",), ""),
        (("op.execute('ALTER TABLE {}'.format(NAME))",), ""),
        (("Base.metadata.create_all(op.get_bind())",), "from src.models import Base"),
    ],
)
def test_other_ways_to_make_a_column(
    project: Project, versions: dict[str, str], lines: tuple[str, ...], imports: str
) -> None:
    """Where a name may come from elsewhere, nothing is claimed."""
    changed = without(versions, "price") | revision("mine", None, *lines, imports=imports)
    assert list(compare_names(project, changed)) == []


@pytest.mark.parametrize(
    "rename", ["op.rename_table('tag', 'label')", "op.execute('ALTER TABLE tag RENAME TO label')"]
)
def test_a_table_that_was_renamed(project: Project, versions: dict[str, str], rename: str) -> None:
    """Its columns were made when it was called otherwise."""
    tag = project.existing("tag").model_copy(update={"name": "label", "table": "label"})
    renamed = project.model_copy(update={"resources": (tag,)})
    assert list(compare_names(renamed, versions | revision("mine", None, rename))) == []


def test_a_broken_revision(project: Project, versions: dict[str, str]) -> None:
    """Nobody knows what it does."""
    changed = without(versions, "price") | revision("mine", None, "def (")
    assert list(compare_names(project, changed)) == []


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (revision("b", None), "2 heads: a (alembic/versions/a.py), b (alembic/versions/b.py)"),
        (revision("b", "gone"), "alembic/versions/b.py builds on revision 'gone'"),
    ],
)
def test_revisions_that_are_no_line(second: dict[str, str], message: str) -> None:
    """Several heads and missing parents are named."""
    (drift,) = compare_heads(revision("a", None) | second)
    assert message in drift.message
