"""The routes of the folders."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Query, Request, Response, status

from src.auth.dependencies import admins_only
from src.database import ReadSessionDep, SessionDep
from src.exceptions import problems
from src.folders import service
from src.folders.dependencies import ReadValidFolder, ValidFolder
from src.folders.models import Folder
from src.folders.schemas import FolderCreate, FolderParams, FolderRead, FolderUpdate
from src.keyset_pagination import KeysetPage
from src.routing import Router
from src.schemas import Page
from src.trees import TreeDep

router = Router(tags=["Folders"])


@router.post(
    "/folders",
    summary="Create a folder",
    status_code=status.HTTP_201_CREATED,
    response_model=FolderRead,
    responses=problems(401, 403, 422),
    dependencies=admins_only,
)
async def create_folder(
    data: FolderCreate, session: SessionDep, request: Request, response: Response
) -> Folder:
    created = await service.create_folder(session, data)
    response.headers["Location"] = f"{request.scope['path']}/{created.id}"
    return created


@router.get("/folders", summary="List folders", responses=problems(422))
async def list_folders(
    session: ReadSessionDep, params: Annotated[FolderParams, Query()]
) -> KeysetPage[FolderRead]:
    return await service.list_folders(session, params)


@router.get(
    "/folders/{folder_id}",
    summary="Read a folder",
    response_model=FolderRead,
    responses=problems(404, 422),
)
async def read_folder(folder: ReadValidFolder) -> Folder:
    return folder


@router.patch(
    "/folders/{folder_id}",
    summary="Change a folder",
    response_model=FolderRead,
    responses=problems(401, 403, 404, 422),
    dependencies=admins_only,
)
async def update_folder(
    folder: ValidFolder, changes: FolderUpdate, session: SessionDep
) -> Folder:
    return await service.update_folder(session, folder, changes)


@router.put(
    "/folders/{folder_id}",
    summary="Replace a folder",
    response_model=FolderRead,
    responses=problems(401, 403, 404, 422),
    dependencies=admins_only,
)
async def replace_folder(
    folder: ValidFolder, data: FolderCreate, session: SessionDep
) -> Folder:
    return await service.replace_folder(session, folder, data)


@router.delete(
    "/folders/{folder_id}",
    summary="Delete a folder",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(401, 403, 404, 409, 422),
    dependencies=admins_only,
)
async def delete_folder(folder: ValidFolder, session: SessionDep) -> None:
    await service.delete_folder(session, folder)


@router.get(
    "/folders/{folder_id}/children",
    summary="List the children of a folder",
    responses=problems(404, 422),
)
async def list_children_of_folder(
    folder: ReadValidFolder,
    session: ReadSessionDep,
    params: Annotated[FolderParams, Query()],
) -> KeysetPage[FolderRead]:
    return await service.list_children_of_folder(session, folder.id, params)


@router.get(
    "/folders/{folder_id}/ancestors",
    summary="List the ancestors of a folder",
    response_model=list[FolderRead],
    responses=problems(404, 422),
)
async def list_ancestors_of_folder(
    folder: ReadValidFolder, session: ReadSessionDep
) -> Sequence[Folder]:
    """From the root to the parent."""
    return await service.list_ancestors_of_folder(session, folder.id)


@router.get(
    "/folders/{folder_id}/descendants",
    summary="List the descendants of a folder",
    responses=problems(404, 422),
)
async def list_descendants_of_folder(
    folder: ReadValidFolder, session: ReadSessionDep, params: TreeDep
) -> Page[FolderRead]:
    """The children first, then theirs."""
    return await service.list_descendants_of_folder(session, folder.id, params)
