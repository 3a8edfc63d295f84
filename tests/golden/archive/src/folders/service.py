"""Use cases and queries of folders."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from src.database import WriteSession
from src.deleting import delete_row
from src.folders.exceptions import FolderNotFound
from src.folders.models import Folder
from src.folders.schemas import FolderCreate, FolderParams, FolderUpdate
from src.keyset_pagination import KeysetPage, paginate
from src.listing import refine
from src.referencing import check_references
from src.schemas import Id, Page
from src.trees import TreeParams, find_ancestors, find_descendants, refuse_cycle


async def list_folders(session: AsyncSession, params: FolderParams) -> KeysetPage[Any]:
    """Fetch a page of folders, the oldest first unless asked otherwise."""
    return await paginate(session, refine(sa.select(Folder), params), params)


async def list_children_of_folder(
    session: AsyncSession, folder_id: Id, params: FolderParams
) -> KeysetPage[Any]:
    """Fetch a page of the children of a folder."""
    statement = sa.select(Folder).where(Folder.parent_id == folder_id)
    return await paginate(session, refine(statement, params), params)


async def list_ancestors_of_folder(
    session: AsyncSession, folder_id: Id
) -> Sequence[Folder]:
    """Fetch what it stands below, the root first."""
    return await find_ancestors(session, sa.select(Folder), Folder.parent_id, folder_id)


async def list_descendants_of_folder(
    session: AsyncSession, folder_id: Id, params: TreeParams
) -> Page[Any]:
    """Fetch a page of what stands below it, level by level."""
    return await find_descendants(
        session, sa.select(Folder), Folder.parent_id, folder_id, params
    )


async def get_folder(session: AsyncSession, folder_id: Id) -> Folder:
    """Fetch a folder.

    Raises:
        FolderNotFound: There is none.
    """
    folder = await session.get(Folder, folder_id)
    if folder is None:
        raise FolderNotFound
    return folder


async def create_folder(session: WriteSession, data: FolderCreate) -> Folder:
    """Store a new folder."""
    return await _write(session, Folder(), data.model_dump())


async def update_folder(
    session: WriteSession, folder: Folder, changes: FolderUpdate
) -> Folder:
    """Change what is given."""
    return await _write(session, folder, changes.model_dump(exclude_unset=True))


async def replace_folder(
    session: WriteSession, folder: Folder, data: FolderCreate
) -> Folder:
    """Give each field what is given or its default."""
    return await _write(session, folder, data.model_dump())


async def delete_folder(session: WriteSession, folder: Folder) -> None:
    """Delete a folder.

    Raises:
        StillReferenced: Others refer to it.
    """
    await delete_row(session, folder)


async def _write(
    session: WriteSession, folder: Folder, values: dict[str, Any]
) -> Folder:
    await refuse_cycle(session, folder, Folder.parent_id, values)
    await check_references(session, folder, values)
    for name, value in values.items():
        setattr(folder, name, value)
    session.add(folder)
    await session.flush()
    return folder
