"""The statements that a test makes."""

from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine


@contextmanager
def statements(engine: AsyncEngine, verb: str = "") -> Generator[list[str]]:
    """Collect every statement that is sent in the meantime, or those with a verb."""
    seen: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if statement.startswith(verb):
            seen.append(statement)

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine.sync_engine, "before_cursor_execute", note)


def queries(engine: AsyncEngine) -> AbstractContextManager[list[str]]:
    """Collect every SELECT that is sent in the meantime."""
    return statements(engine, "SELECT")
