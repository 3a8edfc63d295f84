"""Load the tag that a path names, or answer 404."""

from typing import Annotated

from fastapi import Depends

from src.database import ReadSessionDep, SessionDep
from src.schemas import Id
from src.tags import service
from src.tags.models import Tag


async def get_valid_tag(tag_id: Id, session: SessionDep) -> Tag:
    """Load it in the transaction of the request, to change it."""
    return await service.get_tag(session, tag_id)


async def get_read_tag(tag_id: Id, session: ReadSessionDep) -> Tag:
    """Load it only to look at it."""
    return await service.get_tag(session, tag_id)


ValidTag = Annotated[Tag, Depends(get_valid_tag)]
ReadValidTag = Annotated[Tag, Depends(get_read_tag)]
