"""What can go wrong with folders."""

from src.exceptions import NotFound


class FolderNotFound(NotFound):
    """No folder has this id."""

    code = "folder_not_found"
    detail = "There is no folder with this id."
