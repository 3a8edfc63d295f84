"""Load the document that a path names, or answer 404."""

from typing import Annotated

from fastapi import Depends

from src.auth.dependencies import TokenDep
from src.database import ReadSessionDep, SessionDep
from src.documents import service
from src.documents.models import Document
from src.preconditions import IfMatchDep, check_version
from src.schemas import Id


async def get_valid_document(
    document_id: Id, claims: TokenDep, if_match: IfMatchDep, session: SessionDep
) -> Document:
    """Load it to change it, if it has the version that the client names."""
    document = await service.get_own_document(session, claims, document_id)
    check_version(document, if_match)
    return document


async def get_read_document(
    document_id: Id, claims: TokenDep, session: ReadSessionDep
) -> Document:
    """Load it only to look at it."""
    return await service.get_own_document(session, claims, document_id)


async def get_deleted_document(
    document_id: Id, claims: TokenDep, session: SessionDep
) -> Document:
    """Load one that is deleted, to restore it or to delete it for good."""
    return await service.get_deleted_document(session, claims, document_id)


ValidDocument = Annotated[Document, Depends(get_valid_document)]
ReadValidDocument = Annotated[Document, Depends(get_read_document)]
DeletedDocument = Annotated[Document, Depends(get_deleted_document)]
