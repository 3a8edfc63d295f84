"""What is said about folders."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from src.folders.models import Folder
from src.keyset_pagination import KeysetParams
from src.listing import listed_by
from src.schemas import Id, InputSchema, Omittable, Schema

FolderName = Annotated[str, Field(max_length=80)]


class FolderCreate(InputSchema):
    """A new folder, or all of a replaced one."""

    name: FolderName
    parent_id: Id | None = None


class FolderUpdate(InputSchema):
    """What changes; the rest stays."""

    name: Omittable[FolderName] = None
    parent_id: Id | None = None


class FolderRead(Schema):
    """A folder as clients see it."""

    id: Id
    name: str
    parent_id: Id | None
    created_at: dt.datetime
    updated_at: dt.datetime


@listed_by(Folder, sort=["name", "created_at"])
class FolderParams(KeysetParams):
    """What a list of them can be asked for."""
