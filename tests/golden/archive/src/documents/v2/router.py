"""The routes of the documents."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response, status

from src.auth.dependencies import IdempotencyDep, TokenDep, admins_only
from src.bulk import BulkIds, BulkItems, BulkResult
from src.cursor_pagination import CursorDep, CursorPage
from src.database import ReadSessionDep, SessionDep
from src.documents import service
from src.documents.dependencies import DeletedDocument, ReadValidDocument, ValidDocument
from src.documents.models import Document
from src.documents.v2.includes import DocumentDetailV2
from src.documents.v2.schemas import (
    DeletedDocumentReadV2,
    DocumentBulkUpdateV2,
    DocumentCreateV2,
    DocumentIncludesV2,
    DocumentParamsV2,
    DocumentReadV2,
    DocumentUpdateV2,
)
from src.exceptions import problems
from src.folders.dependencies import ReadValidFolder
from src.including import show_page
from src.preconditions import (
    NOT_MODIFIED,
    IfNoneMatchDep,
    etag,
    is_known,
    not_modified,
    tagged,
)
from src.routing import Router
from src.storage.downloads import DOWNLOAD, send_file
from src.storage.fields import clear_file, put_file
from src.storage.models import StoredFile
from src.storage.objects import StorageDep
from src.storage.schemas import StoredFileRead
from src.storage.uploads import FORM, MEGABYTE, FileField
from src.users.dependencies import ReadValidUser

router = Router(tags=["Documents"])

SCAN_FILE = FileField("documents", max_size=50 * MEGABYTE)


@router.post(
    "/documents",
    summary="Create a document",
    status_code=status.HTTP_201_CREATED,
    response_model=DocumentReadV2,
    responses=problems(422) | tagged(201),
)
async def create_document_v2(
    data: DocumentCreateV2,
    claims: TokenDep,
    *,
    idempotency: IdempotencyDep,
    session: SessionDep,
    request: Request,
    response: Response,
) -> Document:
    created = await service.create_document(session, claims, data, idempotency)
    response.headers["Location"] = f"{request.scope['path']}/{created.id}"
    response.headers["ETag"] = etag(created)
    response.headers.update(idempotency.headers)
    return created


@router.get(
    "/documents",
    summary="List documents",
    response_model_exclude_unset=True,
    responses=problems(422),
)
async def list_documents_v2(
    claims: TokenDep,
    session: ReadSessionDep,
    params: Annotated[DocumentParamsV2, Query()],
) -> CursorPage[DocumentDetailV2]:
    page = await service.list_documents(session, claims, params)
    return show_page(DocumentDetailV2, page, params.include)


@router.get(
    "/documents/deleted",
    summary="List the deleted documents",
    responses=problems(403, 422),
    dependencies=admins_only,
)
async def list_deleted_documents_v2(
    session: ReadSessionDep, params: CursorDep
) -> CursorPage[DeletedDocumentReadV2]:
    return await service.list_deleted_documents(session, params)


@router.post(
    "/documents/bulk",
    summary="Create several documents",
    status_code=status.HTTP_201_CREATED,
    responses=problems(422),
)
async def bulk_create_documents_v2(
    data: BulkItems[DocumentCreateV2], claims: TokenDep, session: SessionDep
) -> BulkResult[DocumentReadV2]:
    return await service.bulk_create_documents(session, claims, data.items)


@router.patch(
    "/documents/bulk",
    summary="Change several documents",
    responses=problems(422),
)
async def bulk_update_documents_v2(
    data: BulkItems[DocumentBulkUpdateV2], claims: TokenDep, session: SessionDep
) -> BulkResult[DocumentReadV2]:
    return await service.bulk_update_documents(session, claims, data.items)


@router.delete(
    "/documents/bulk",
    summary="Delete several documents",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(422),
)
async def bulk_delete_documents_v2(
    data: BulkIds, claims: TokenDep, session: SessionDep
) -> None:
    await service.bulk_delete_documents(session, claims, data.ids)


@router.get(
    "/documents/{document_id}",
    summary="Read a document",
    response_model=DocumentDetailV2,
    response_model_exclude_unset=True,
    responses=problems(404, 422) | tagged() | NOT_MODIFIED,
)
async def read_document_v2(
    document: ReadValidDocument,
    known: IfNoneMatchDep,
    session: ReadSessionDep,
    response: Response,
    include: DocumentIncludesV2 = frozenset(),
) -> DocumentDetailV2 | Response:
    if not include and is_known(document, known):
        return not_modified(document)
    response.headers["ETag"] = etag(document)
    await service.load_includes_of_document(session, document, include)
    return DocumentDetailV2.of(document, include)


@router.patch(
    "/documents/{document_id}",
    summary="Change a document",
    response_model=DocumentReadV2,
    responses=problems(404, 412, 422) | tagged(),
)
async def update_document_v2(
    document: ValidDocument,
    changes: DocumentUpdateV2,
    session: SessionDep,
    response: Response,
) -> Document:
    changed = await service.update_document(session, document, changes)
    response.headers["ETag"] = etag(changed)
    return changed


@router.put(
    "/documents/{document_id}",
    summary="Replace a document",
    response_model=DocumentReadV2,
    responses=problems(404, 412, 422) | tagged(),
)
async def replace_document_v2(
    document: ValidDocument,
    data: DocumentCreateV2,
    session: SessionDep,
    response: Response,
) -> Document:
    changed = await service.replace_document(session, document, data)
    response.headers["ETag"] = etag(changed)
    return changed


@router.delete(
    "/documents/{document_id}",
    summary="Delete a document",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(404, 412, 422),
)
async def delete_document_v2(document: ValidDocument, session: SessionDep) -> None:
    await service.delete_document(session, document)


@router.post(
    "/documents/{document_id}/restore",
    summary="Restore a deleted document",
    response_model=DocumentReadV2,
    responses=problems(404, 409, 412, 422) | tagged(),
)
async def restore_document_v2(
    document: DeletedDocument, session: SessionDep, response: Response
) -> Document:
    restored = await service.restore_document(session, document)
    response.headers["ETag"] = etag(restored)
    return restored


@router.delete(
    "/documents/{document_id}/purge",
    summary="Delete a deleted document for good",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(403, 404, 409, 412, 422),
    dependencies=admins_only,
)
async def purge_document_v2(document: DeletedDocument, session: SessionDep) -> None:
    await service.purge_document(session, document)


@router.get(
    "/folders/{folder_id}/documents",
    summary="List the documents of a folder",
    response_model_exclude_unset=True,
    responses=problems(404, 422),
)
async def list_documents_of_folder_v2(
    folder: ReadValidFolder,
    claims: TokenDep,
    session: ReadSessionDep,
    params: Annotated[DocumentParamsV2, Query()],
) -> CursorPage[DocumentDetailV2]:
    page = await service.list_documents_of_folder(session, claims, folder.id, params)
    return show_page(DocumentDetailV2, page, params.include)


@router.get(
    "/users/{user_id}/documents",
    summary="List the documents of a user",
    response_model_exclude_unset=True,
    responses=problems(404, 422),
)
async def list_documents_of_user_v2(
    user: ReadValidUser,
    claims: TokenDep,
    session: ReadSessionDep,
    params: Annotated[DocumentParamsV2, Query()],
) -> CursorPage[DocumentDetailV2]:
    page = await service.list_documents_of_user(session, claims, user.id, params)
    return show_page(DocumentDetailV2, page, params.include)


@router.put(
    "/documents/{document_id}/scan",
    summary="Upload the scan of a document",
    response_model=StoredFileRead,
    max_body_size=SCAN_FILE.body_limit,
    openapi_extra=FORM,
    responses=problems(404, 412, 413, 415, 422),
)
async def upload_scan_of_document_v2(
    stored_file: Annotated[StoredFile, Depends(SCAN_FILE, scope="function")],
    document: ValidDocument,
    session: SessionDep,
) -> StoredFile:
    return await put_file(session, document, Document.scan, stored_file)


@router.get(
    "/documents/{document_id}/scan",
    summary="Download the scan of a document",
    response_class=Response,
    responses=DOWNLOAD | problems(404, 416, 422),
)
async def download_scan_of_document_v2(
    document: ReadValidDocument, storage: StorageDep, request: Request
) -> Response:
    return await send_file(request, storage, document.scan)


@router.delete(
    "/documents/{document_id}/scan",
    summary="Remove the scan of a document",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(404, 412, 422),
)
async def remove_scan_of_document_v2(
    document: ValidDocument, session: SessionDep
) -> None:
    await clear_file(session, document, Document.scan)
