"""Fields that are called like words of SQL."""

from __future__ import annotations

import os
import re
from pathlib import Path
from uuid import UUID

import pytest

from generator.errors import UsageError
from generator.naming import SQL_RESERVED, field_name
from generator.spec.project import Project, make_project

pytest.importorskip("alembic", reason="runs real migrations")
pytest.importorskip("sqlalchemy", reason="runs real migrations")

import sqlalchemy as sa

from generator.migrations import write_revisions
from tests.migrations.declared import declare
from tests.migrations.running import on_postgresql, on_sqlite, upgrade
from tests.migrations.start import INITIAL, NOW

MACRO = Path(__file__).parents[2] / "templates/_macros/columns.jinja"

# All keywords of SQLite 3.50, and those of PostgreSQL 18 that mean anything in an expression.
KEYWORDS = """
    abort action add after all alter always analyse analyze and any array as asc asymmetric
    attach authorization autoincrement before begin between bigint binary bit boolean both by
    cascade case cast char character check coalesce collate collation column commit concurrently
    conflict constraint create cross current current_catalog current_date current_role
    current_schema current_time current_timestamp current_user database dec decimal default
    deferrable deferred delete desc detach distinct do drop each else end escape except exclude
    exclusive exists explain extract fail false fetch filter first float following for foreign
    freeze from full generated glob grant greatest group grouping groups having hidden if ignore
    ilike immediate in index indexed initially inner inout insert instead int integer intersect
    interval into is isnull join key last lateral leading least left like limit localtime
    localtimestamp match materialized national natural nchar no none normalize not nothing
    notnull null nullif nulls numeric of offset oid on only or order others out outer over
    overlaps overlay partition placing plan position pragma preceding precision primary query
    raise range real recursive references regexp reindex release rename replace restrict
    returning right rollback row rowid rows savepoint select session_user set setof similar
    smallint some stored substring symmetric table tablesample temp temporary then ties time
    timestamp to trailing transaction treat trigger trim true unbounded union unique update user
    using vacuum values varchar variadic verbose view virtual when where window with within
    without xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi
    xmlroot xmlserialize xmltable
""".split()


def is_possible(word: str) -> bool:
    """Whether a field can be called so."""
    try:
        return field_name(word).snake == word
    except UsageError:
        return False


def with_all_of_them() -> Project:
    """Each keyword names a number that has a lower bound."""
    fields = [f"{word}:int:min=5" for word in KEYWORDS if is_possible(word)]
    amounts = [{"name": "amount", "fields": fields, "timestamps": False}]
    return make_project({"project_name": "words", "resources": amounts})


def hold_the_bounds(connection: sa.Connection) -> None:
    """Make the table, and try a row."""
    project = with_all_of_them()
    nothing = project.model_copy(update={"resources": ()})
    upgrade(connection, write_revisions(nothing, project, INITIAL, NOW))
    table = declare(project).tables["amount"]
    fine = {each.name: 5 for each in table.columns if each.name != "id"}
    connection.execute(table.insert(), {"id": UUID(int=1), **fine})
    with pytest.raises(sa.exc.IntegrityError, match="autoincrement"):
        connection.execute(table.insert(), {"id": UUID(int=2), **fine, "autoincrement": 4})


def test_a_word_of_sql_is_a_column_with_a_bound_on_sqlite() -> None:
    """Quoted where the database would read it as something else."""
    on_sqlite(hold_the_bounds)


@pytest.mark.skipif("TEST_POSTGRES_URL" not in os.environ, reason="it names no PostgreSQL")
def test_a_word_of_sql_is_a_column_with_a_bound_on_postgresql() -> None:
    """The same."""
    on_postgresql(hold_the_bounds)


def test_names_that_no_quotes_help_are_refused() -> None:
    """Each table of PostgreSQL has them, or SQLAlchemy leaves them bare."""
    for word in ("ctid", "xmin", "returning", "collation"):
        with pytest.raises(UsageError, match="used by the databases"):
            field_name(word)


def test_the_template_quotes_the_same_words() -> None:
    """It has a list of its own, for it renders with Copier too."""
    [words] = re.findall(r'SQL_RESERVED = "([^"]*)"', MACRO.read_text())
    assert words.split() == sorted(SQL_RESERVED)
