"""Use cases and queries of categories."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from src.categories.exceptions import CategoryNotFound
from src.categories.models import Category
from src.categories.schemas import CategoryCreate, CategoryUpdate
from src.database import WriteSession
from src.deleting import delete_row
from src.pagination import PageParams, paginate
from src.schemas import Id, Page


async def list_categories(session: AsyncSession, params: PageParams) -> Page[Any]:
    """Fetch a page of categories, the oldest first."""
    return await paginate(session, sa.select(Category), params)


async def get_category(session: AsyncSession, category_id: Id) -> Category:
    """Fetch a category.

    Raises:
        CategoryNotFound: There is none.
    """
    category = await session.get(Category, category_id)
    if category is None:
        raise CategoryNotFound
    return category


async def create_category(session: WriteSession, data: CategoryCreate) -> Category:
    """Store a new category."""
    return await _write(session, Category(), data.model_dump())


async def update_category(
    session: WriteSession, category: Category, changes: CategoryUpdate
) -> Category:
    """Change what is given."""
    return await _write(session, category, changes.model_dump(exclude_unset=True))


async def replace_category(
    session: WriteSession, category: Category, data: CategoryCreate
) -> Category:
    """Give each field what is given or its default."""
    return await _write(session, category, data.model_dump())


async def delete_category(session: WriteSession, category: Category) -> None:
    """Delete a category.

    Raises:
        StillReferenced: Others refer to it.
    """
    await delete_row(session, category)


async def _write(
    session: WriteSession, category: Category, values: dict[str, Any]
) -> Category:
    for name, value in values.items():
        setattr(category, name, value)
    session.add(category)
    await session.flush()
    return category
