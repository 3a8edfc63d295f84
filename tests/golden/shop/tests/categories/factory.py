"""Categories for tests."""

from itertools import count
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from src.categories.models import Category

_numbers = count(1)


async def create_category(session: AsyncSession, **overrides: Any) -> Category:
    """Store a category."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "name": f"Name {number}",
    }
    stored = Category(**values | overrides)
    session.add(stored)
    await session.flush()
    return stored


def make_category_body(**overrides: Any) -> dict[str, Any]:
    """Make the body of a request."""
    number = next(_numbers)
    body: dict[str, Any] = {
        "name": f"Name {number}",
    }
    return body | overrides
