"""The packages of others that a project needs: neither it nor its package may be called so."""

from __future__ import annotations

FOREIGN_PACKAGES = frozenset(
    """
    aiosqlite alembic annotated_types anyio argon2 asyncpg dotenv email_validator fastapi
    fastapi_cli greenlet httpx2 idna jwt mako mypy obstore orjson pluggy pwdlib py pydantic
    pydantic_core pydantic_settings pytest python_multipart redis ruff sqlalchemy starlette
    structlog test tests typer typing_extensions typing_inspection uuid_utils uvicorn uvloop
    watchfiles websockets
    """.split()
)

# A distribution cannot depend on one of its own name.
DEPENDENCIES = frozenset(
    """
    aiosqlite alembic anyio asyncpg fastapi fastapi-cli httpx2 mypy obstore orjson pre-commit
    pwdlib pydantic pydantic-settings pyjwt pytest pytest-xdist python-multipart redis ruff
    sqlalchemy starlette structlog ty uuid-utils uvicorn
    """.split()
)
