"""Use cases and queries of documents."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from src.auth.ownership import owned_by, owns
from src.auth.tokens import Claims
from src.bulk import BulkResult, bulk_create, bulk_delete_softly, bulk_update
from src.cursor_pagination import CursorPage, CursorParams, paginate
from src.database import WriteSession
from src.deleting import delete_row
from src.documents.exceptions import DocumentNotFound
from src.documents.includes import RELATIONS
from src.documents.models import Document
from src.documents.schemas import (
    DocumentBulkUpdate,
    DocumentCreate,
    DocumentParams,
    DocumentUpdate,
)
from src.documents.v2.schemas import (
    DocumentBulkUpdateV2,
    DocumentCreateV2,
    DocumentParamsV2,
    DocumentUpdateV2,
)
from src.idempotency import Idempotency, create_once
from src.including import load_included
from src.listing import refine
from src.marking import delete_softly, restore
from src.referencing import check_references
from src.schemas import Id
from src.soft_deletion import only_deleted

# What the versions of the API take.
AnyBulkUpdate = DocumentBulkUpdate | DocumentBulkUpdateV2
AnyCreate = DocumentCreate | DocumentCreateV2
AnyParams = DocumentParams | DocumentParamsV2
AnyUpdate = DocumentUpdate | DocumentUpdateV2


async def list_documents(
    session: AsyncSession, claims: Claims, params: AnyParams
) -> CursorPage[Any]:
    statement = _select(params.include).where(owned_by(claims, Document))
    return await paginate(session, refine(statement, params), params)


async def list_documents_of_folder(
    session: AsyncSession, claims: Claims, folder_id: Id, params: AnyParams
) -> CursorPage[Any]:
    """Fetch a page of the documents of a folder."""
    statement = _select(params.include).where(
        Document.folder_id == folder_id, owned_by(claims, Document)
    )
    return await paginate(session, refine(statement, params), params)


async def list_documents_of_user(
    session: AsyncSession, claims: Claims, user_id: Id, params: AnyParams
) -> CursorPage[Any]:
    """Fetch a page of the documents of a user."""
    statement = _select(params.include).where(
        Document.owner_id == user_id, owned_by(claims, Document)
    )
    return await paginate(session, refine(statement, params), params)


async def get_document(session: AsyncSession, document_id: Id) -> Document:
    """Fetch a document.

    Raises:
        DocumentNotFound: There is none.
    """
    document = await session.get(Document, document_id)
    if document is None:
        raise DocumentNotFound
    return document


async def get_own_document(
    session: AsyncSession, claims: Claims, document_id: Id
) -> Document:
    """Fetch a document of who asks.

    Raises:
        DocumentNotFound: There is none of who asks.
    """
    document = await get_document(session, document_id)
    if not owns(claims, document.owner_id):
        raise DocumentNotFound
    return document


async def load_includes_of_document(
    session: AsyncSession, document: Document, include: Collection[str]
) -> None:
    """Load what is asked for with a document."""
    if include:
        statement = _select(include).where(Document.id == document.id)
        await session.scalar(statement)


async def list_deleted_documents(
    session: AsyncSession, params: CursorParams
) -> CursorPage[Any]:
    """Fetch a page of the deleted documents."""
    statement = only_deleted(sa.select(Document))
    return await paginate(session, statement, params)


async def get_deleted_document(
    session: AsyncSession, claims: Claims, document_id: Id
) -> Document:
    """Fetch a document that is deleted.

    Raises:
        DocumentNotFound: No deleted one has this id.
    """
    statement = only_deleted(sa.select(Document))
    document = await session.scalar(
        statement.where(Document.id == document_id, owned_by(claims, Document))
    )
    if document is None:
        raise DocumentNotFound
    return document


async def create_document(
    session: WriteSession, claims: Claims, data: AnyCreate, idempotency: Idempotency
) -> Document:
    """Store a new document, unless the same request has done so."""
    document = Document(owner_id=claims.user_id)
    write = partial(_write, session, document, data.model_dump())
    return await create_once(
        session, sa.select(Document), document, write, idempotency.of(data)
    )


async def update_document(
    session: WriteSession, document: Document, changes: AnyUpdate
) -> Document:
    """Change what is given."""
    return await _write(session, document, changes.model_dump(exclude_unset=True))


async def replace_document(
    session: WriteSession, document: Document, data: AnyCreate
) -> Document:
    """Give each field what is given or its default."""
    return await _write(session, document, data.model_dump())


async def delete_document(session: WriteSession, document: Document) -> None:
    """Delete a document, so that it can be restored."""
    await delete_softly(session, document)


async def restore_document(session: WriteSession, document: Document) -> Document:
    """Take its deletion back, and that of what was deleted with it."""
    await restore(session, document)
    return document


async def purge_document(session: WriteSession, document: Document) -> None:
    """Delete it for good."""
    await delete_row(session, document)


async def bulk_create_documents(
    session: WriteSession, claims: Claims, items: Sequence[AnyCreate]
) -> BulkResult[Any]:
    """Store several new documents, or none."""
    owner = {"owner_id": claims.user_id}
    values = [item.model_dump() | owner for item in items]
    return await bulk_create(session, Document, values)


async def bulk_update_documents(
    session: WriteSession, claims: Claims, items: Sequence[AnyBulkUpdate]
) -> BulkResult[Any]:
    """Change what is given of several, or of none."""
    values = [item.model_dump(exclude_unset=True) for item in items]
    own = sa.select(Document).where(owned_by(claims, Document))
    return await bulk_update(session, own, values, DocumentNotFound)


async def bulk_delete_documents(
    session: WriteSession, claims: Claims, ids: Sequence[Id]
) -> None:
    """Delete several, or none."""
    own = sa.select(Document).where(owned_by(claims, Document))
    await bulk_delete_softly(session, own, ids, DocumentNotFound)


async def _write(
    session: WriteSession, document: Document, values: dict[str, Any]
) -> Document:
    await check_references(session, document, values)
    for name, value in values.items():
        setattr(document, name, value)
    session.add(document)
    await session.flush()
    return document


def _select(include: Collection[str] = ()) -> sa.Select[Document]:
    """Select them with what is asked for."""
    loads = load_included(RELATIONS, include)
    return sa.select(Document).options(*loads)
