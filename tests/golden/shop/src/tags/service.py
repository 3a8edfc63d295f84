"""Use cases and queries of tags."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from src.database import WriteSession
from src.pagination import PageParams, paginate
from src.schemas import Id, Page
from src.tags.exceptions import TagNotFound
from src.tags.models import Tag
from src.tags.schemas import TagCreate, TagUpdate


async def list_tags(session: AsyncSession, params: PageParams) -> Page[Any]:
    """Fetch a page of tags, the oldest first."""
    return await paginate(session, sa.select(Tag), params)


async def list_tags_of_product(
    session: AsyncSession, product_id: Id, params: PageParams
) -> Page[Any]:
    """Fetch a page of the tags of a product."""
    statement = sa.select(Tag).where(Tag.products.any(id=product_id))
    return await paginate(session, statement, params)


async def get_tag(session: AsyncSession, tag_id: Id) -> Tag:
    """Fetch a tag.

    Raises:
        TagNotFound: There is none.
    """
    tag = await session.get(Tag, tag_id)
    if tag is None:
        raise TagNotFound
    return tag


async def create_tag(session: WriteSession, data: TagCreate) -> Tag:
    """Store a new tag."""
    return await _write(session, Tag(), data.model_dump())


async def update_tag(session: WriteSession, tag: Tag, changes: TagUpdate) -> Tag:
    """Change what is given."""
    return await _write(session, tag, changes.model_dump(exclude_unset=True))


async def replace_tag(session: WriteSession, tag: Tag, data: TagCreate) -> Tag:
    """Give each field what is given or its default."""
    return await _write(session, tag, data.model_dump())


async def delete_tag(session: WriteSession, tag: Tag) -> None:
    """Delete a tag."""
    await session.delete(tag)
    await session.flush()


async def _write(session: WriteSession, tag: Tag, values: dict[str, Any]) -> Tag:
    for name, value in values.items():
        setattr(tag, name, value)
    session.add(tag)
    await session.flush()
    return tag
