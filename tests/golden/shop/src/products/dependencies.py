"""Load the product that a path names, or answer 404."""

from typing import Annotated

from fastapi import Depends

from src.database import ReadSessionDep, SessionDep
from src.products import service
from src.products.models import Product
from src.schemas import Id


async def get_valid_product(product_id: Id, session: SessionDep) -> Product:
    """Load it in the transaction of the request, to change it."""
    return await service.get_product(session, product_id)


async def get_bare_product(product_id: Id, session: SessionDep) -> Product:
    """Load it to change its links, but not these."""
    return await service.get_product(session, product_id, links=False)


async def get_read_product(product_id: Id, session: ReadSessionDep) -> Product:
    """Load it only to look at it."""
    return await service.get_product(session, product_id)


ValidProduct = Annotated[Product, Depends(get_valid_product)]
BareProduct = Annotated[Product, Depends(get_bare_product)]
ReadValidProduct = Annotated[Product, Depends(get_read_product)]
