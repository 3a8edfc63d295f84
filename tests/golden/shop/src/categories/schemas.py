"""What is said about categories."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from src.schemas import Id, InputSchema, Omittable, Schema

CategoryName = Annotated[str, Field(max_length=80)]


class CategoryCreate(InputSchema):
    """A new category, or all of a replaced one."""

    name: CategoryName


class CategoryUpdate(InputSchema):
    """What changes; the rest stays."""

    name: Omittable[CategoryName] = None


class CategoryRead(Schema):
    """A category as clients see it."""

    id: Id
    name: str
    created_at: dt.datetime
    updated_at: dt.datetime
