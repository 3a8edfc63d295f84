"""What is said about documents."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from src.cursor_pagination import CursorParams
from src.documents.models import Document
from src.including import Included
from src.listing import listed_by
from src.schemas import Id, InputSchema, Omittable, Schema
from src.storage.schemas import StoredFileRead

DocumentTitle = Annotated[str, Field(max_length=200)]
DocumentIncludes = Included[Literal["folder"]]


class DocumentCreate(InputSchema):
    """A new document, or all of a replaced one."""

    title: DocumentTitle
    body: str
    due_date: dt.date | None = None
    folder_id: Id


class DocumentUpdate(InputSchema):
    """What changes; the rest stays."""

    title: Omittable[DocumentTitle] = None
    body: Omittable[str] = None
    due_date: dt.date | None = None
    folder_id: Omittable[Id] = None


class DocumentBulkUpdate(DocumentUpdate):
    """What changes of one of several."""

    id: Id


class DocumentRead(Schema):
    """A document as clients see it."""

    id: Id
    title: str
    body: str
    due_date: dt.date | None
    folder_id: Id
    scan: StoredFileRead | None
    owner_id: Id
    created_at: dt.datetime
    updated_at: dt.datetime
    version: int


class DeletedDocumentRead(DocumentRead):
    """One that is deleted."""

    deleted_at: dt.datetime


@listed_by(
    Document,
    filters=["title", "due_date"],
    search=["body"],
    sort=["title", "created_at"],
)
class DocumentParams(CursorParams):
    """What a list of them can be asked for."""

    include: DocumentIncludes = frozenset()
