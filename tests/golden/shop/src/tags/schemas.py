"""What is said about tags."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from src.schemas import Id, InputSchema, Omittable, Schema
from src.validation import Slug

TagName = Annotated[Slug, Field(max_length=255)]


class TagCreate(InputSchema):
    """A new tag, or all of a replaced one."""

    name: TagName


class TagUpdate(InputSchema):
    """What changes; the rest stays."""

    name: Omittable[TagName] = None


class TagRead(Schema):
    """A tag as clients see it."""

    id: Id
    name: str
    created_at: dt.datetime
    updated_at: dt.datetime
