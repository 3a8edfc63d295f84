"""Tags for tests."""

from itertools import count
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from src.tags.models import Tag

_numbers = count(1)


async def create_tag(session: AsyncSession, **overrides: Any) -> Tag:
    """Store a tag."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "name": f"name-{number}",
    }
    stored = Tag(**values | overrides)
    session.add(stored)
    await session.flush()
    return stored


def make_tag_body(**overrides: Any) -> dict[str, Any]:
    """Make the body of a request."""
    number = next(_numbers)
    body: dict[str, Any] = {
        "name": f"name-{number}",
    }
    return body | overrides
