"""Use cases and queries of products."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from src.database import WriteSession
from src.listing import refine
from src.pagination import paginate
from src.products.exceptions import ProductNotFound
from src.products.models import Product
from src.products.schemas import ProductCreate, ProductParams, ProductUpdate
from src.referencing import check_references, load_linked
from src.schemas import Id, Page


async def list_products(session: AsyncSession, params: ProductParams) -> Page[Any]:
    """Fetch a page of products, the oldest first unless asked otherwise."""
    return await paginate(session, refine(_select(), params), params)


async def list_products_of_category(
    session: AsyncSession, category_id: Id, params: ProductParams
) -> Page[Any]:
    """Fetch a page of the products of a category."""
    statement = _select().where(Product.category_id == category_id)
    return await paginate(session, refine(statement, params), params)


async def list_products_of_tag(
    session: AsyncSession, tag_id: Id, params: ProductParams
) -> Page[Any]:
    """Fetch a page of the products of a tag."""
    statement = _select().where(Product.tags.any(id=tag_id))
    return await paginate(session, refine(statement, params), params)


async def get_product(
    session: AsyncSession, product_id: Id, *, links: bool = True
) -> Product:
    """Fetch a product.

    Raises:
        ProductNotFound: There is none.
    """
    rows = _select() if links else sa.select(Product)
    statement = rows.where(Product.id == product_id)
    product = await session.scalar(statement)
    if product is None:
        raise ProductNotFound
    return product


async def create_product(session: WriteSession, data: ProductCreate) -> Product:
    """Store a new product."""
    return await _write(session, Product(tags=[]), data.model_dump())


async def update_product(
    session: WriteSession, product: Product, changes: ProductUpdate
) -> Product:
    """Change what is given."""
    return await _write(session, product, changes.model_dump(exclude_unset=True))


async def replace_product(
    session: WriteSession, product: Product, data: ProductCreate
) -> Product:
    """Give each field what is given or its default."""
    return await _write(session, product, data.model_dump())


async def delete_product(session: WriteSession, product: Product) -> None:
    """Delete a product."""
    await session.delete(product)
    await session.flush()


async def _write(
    session: WriteSession, product: Product, values: dict[str, Any]
) -> Product:
    await check_references(session, product, values)
    if "tag_ids" in values:
        ids = values.pop("tag_ids")
        product.tags = await load_linked(session, Product.tags, ids, "tag_ids")
    for name, value in values.items():
        setattr(product, name, value)
    session.add(product)
    await session.flush()
    return product


def _select() -> sa.Select[Product]:
    """Select them with the ids of what they are linked to."""
    return sa.select(Product).options(selectinload(Product.tags))
