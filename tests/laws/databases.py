"""The revisions of a project, run on a database in memory and held against its answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

from generator.spec.project import Project
from tests.migrations.declared import declare
from tests.migrations.reflection import Schema, plain, schema

_NOT_OURS = {"users", "refresh_token"}
"""Tables that no resource has."""


def check_schema(root: Path, project: Project) -> None:
    """Hold the schema at the head against the answers, and take everything back again.

    Raises:
        AssertionError: They differ, or something is left at the end.
        Exception: A revision cannot be run.
    """
    script = _scripts(root)
    with _database() as connection:
        _migrate(script, connection, "head")
        migrated = _schema(connection)
        _migrate(script, connection, None)
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]
    with _database() as connection:
        declare(project).create_all(connection)
        declared = _schema(connection)
    assert migrated.keys() == declared.keys()
    for table, description in declared.items():
        assert migrated[table] == description, table


def _database() -> sa.Connection:
    """A new database in memory, which goes when its connection is closed."""
    return sa.create_engine("sqlite://", poolclass=sa.NullPool).connect()


def heads(root: Path) -> list[str]:
    """The ids of the revisions on which nothing builds."""
    return _scripts(root).get_heads()


def _scripts(root: Path) -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(root / "alembic").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def _migrate(script: ScriptDirectory, connection: sa.Connection, to: str | None) -> None:
    """Go up to a revision, or down to the base."""

    def steps(current: Any, context: Any) -> Any:
        if to is None:
            return script._downgrade_revs("base", current)
        return script._upgrade_revs(to, current)

    environment = EnvironmentContext(Config(), script, fn=steps)
    with environment:
        environment.configure(connection=connection)
        with environment.begin_transaction():
            environment.run_migrations()


def _schema(connection: sa.Connection) -> Schema:
    """All that a database can tell of the tables of resources; quotes do not matter."""
    described = plain(schema(connection))
    return {table: parts for table, parts in described.items() if table not in _NOT_OURS}
