"""Load the category that a path names, or answer 404."""

from typing import Annotated

from fastapi import Depends

from src.categories import service
from src.categories.models import Category
from src.database import ReadSessionDep, SessionDep
from src.schemas import Id


async def get_valid_category(category_id: Id, session: SessionDep) -> Category:
    """Load it in the transaction of the request, to change it."""
    return await service.get_category(session, category_id)


async def get_read_category(category_id: Id, session: ReadSessionDep) -> Category:
    """Load it only to look at it."""
    return await service.get_category(session, category_id)


ValidCategory = Annotated[Category, Depends(get_valid_category)]
ReadValidCategory = Annotated[Category, Depends(get_read_category)]
