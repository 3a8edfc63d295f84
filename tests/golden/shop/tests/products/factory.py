"""Products for tests."""

from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from src.products.models import Product
from tests.categories.factory import create_category

_numbers = count(1)


async def create_product(session: AsyncSession, **overrides: Any) -> Product:
    """Store a product and the rows that it needs."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "name": f"Name {number}",
        "price": Decimal(number % 1000).scaleb(-2),
    }
    if "category_id" not in overrides:
        category_row = await create_category(session)
        values["category_id"] = category_row.id
    stored = Product(**values | overrides)
    session.add(stored)
    await session.flush()
    return stored


async def make_product_body(session: AsyncSession, **overrides: Any) -> dict[str, Any]:
    """Make the body of a request and store the rows that it needs."""
    number = next(_numbers)
    body: dict[str, Any] = {
        "name": f"Name {number}",
        "description": f"Description {number}",
        "price": str(Decimal(number % 1000).scaleb(-2)),
        "status": "draft",
    }
    if "category_id" not in overrides:
        category_row = await create_category(session)
        body["category_id"] = str(category_row.id)
    return body | overrides
