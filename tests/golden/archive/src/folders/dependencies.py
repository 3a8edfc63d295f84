"""Load the folder that a path names, or answer 404."""

from typing import Annotated

from fastapi import Depends

from src.database import ReadSessionDep, SessionDep
from src.folders import service
from src.folders.models import Folder
from src.schemas import Id


async def get_valid_folder(folder_id: Id, session: SessionDep) -> Folder:
    """Load it in the transaction of the request, to change it."""
    return await service.get_folder(session, folder_id)


async def get_read_folder(folder_id: Id, session: ReadSessionDep) -> Folder:
    """Load it only to look at it."""
    return await service.get_folder(session, folder_id)


ValidFolder = Annotated[Folder, Depends(get_valid_folder)]
ReadValidFolder = Annotated[Folder, Depends(get_read_folder)]
