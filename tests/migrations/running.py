"""Databases for a moment, and revisions that are run without Alembic's files around them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from generator.migrations import Revision

Work = Callable[[sa.Connection], None]


def on_sqlite(work: Work) -> None:
    """Let a function work in a new database in memory."""
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)

    @sa.event.listens_for(engine, "connect")
    def leave_begin_to_us(connection: Any, _: Any) -> None:
        connection.isolation_level = None

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    try:
        with engine.begin() as connection:
            work(connection)
    finally:
        engine.dispose()


def on_postgresql(work: Work) -> None:
    """Let a function work in a new schema, and undo all of it."""
    asyncio.run(_in_schema(os.environ["TEST_POSTGRES_URL"].replace("+asyncpg", ""), work))


async def _in_schema(url: str, work: Work) -> None:
    engine = create_async_engine(url.replace("://", "+asyncpg://"), poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.execute(sa.text("CREATE SCHEMA test_migrations"))
        await connection.execute(sa.text("SET search_path TO test_migrations"))
        try:
            await connection.run_sync(work)
        finally:
            await connection.rollback()
    await engine.dispose()


def upgrade(connection: sa.Connection, revisions: Sequence[Revision]) -> None:
    """Run what the revisions do."""
    for each in revisions:
        _run(connection, each, "upgrade")


def downgrade(connection: sa.Connection, revisions: Sequence[Revision]) -> None:
    """Take it back."""
    for each in reversed(revisions):
        _run(connection, each, "downgrade")


def _run(connection: sa.Connection, revision: Revision, function: str) -> None:
    code: dict[str, Any] = {}
    exec(compile(revision.text, revision.path, "exec"), code)  # noqa: S102 - we wrote it
    with Operations.context(MigrationContext.configure(connection)):
        code[function]()
