"""A minimal Alembic environment; the test puts the URL and the models into the configuration."""

import asyncio

import sqlalchemy as sa
from alembic import context
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


def migrate(connection: sa.Connection) -> None:
    """Run what the command asks for."""
    context.configure(connection=connection, target_metadata=context.config.attributes["metadata"])
    with context.begin_transaction():
        context.run_migrations()


async def connect() -> None:
    """Open the one connection."""
    engine = create_async_engine(context.config.attributes["url"], poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
        await connection.commit()


asyncio.run(connect())
