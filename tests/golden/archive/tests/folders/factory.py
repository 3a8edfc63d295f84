"""Folders for tests."""

from itertools import count
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from src.folders.models import Folder

_numbers = count(1)


async def create_folder(session: AsyncSession, **overrides: Any) -> Folder:
    """Store a folder."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "name": f"Name {number}",
    }
    stored = Folder(**values | overrides)
    session.add(stored)
    await session.flush()
    return stored


def make_folder_body(**overrides: Any) -> dict[str, Any]:
    """Make the body of a request."""
    number = next(_numbers)
    body: dict[str, Any] = {
        "name": f"Name {number}",
    }
    return body | overrides
