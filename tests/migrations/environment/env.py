"""A minimal Alembic environment; the test puts the URL and the models into the configuration."""

import asyncio
from typing import Any

from alembic import context
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


def migrate(**where: Any) -> None:
    """Run what the command asks for."""
    context.configure(
        target_metadata=context.config.attributes["metadata"],
        include_object=is_of_database,
        **where,
    )
    with context.begin_transaction():
        context.run_migrations()


def is_of_database(item: Any, _: Any, kind: str, *__: Any) -> bool:
    """Leave out indexes of trigrams on SQLite."""
    special = kind == "index" and item.dialect_kwargs.get("postgresql_using")
    return not special or context.get_context().dialect.name == "postgresql"


async def connect() -> None:
    """Open the one connection."""
    engine = create_async_engine(context.config.attributes["url"], poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(lambda sync: migrate(connection=sync))
        await connection.commit()


if context.is_offline_mode():
    migrate(url=context.config.attributes["url"], literal_binds=True)
else:
    asyncio.run(connect())
