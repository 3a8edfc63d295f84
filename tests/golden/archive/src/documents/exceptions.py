"""What can go wrong with documents."""

from src.exceptions import NotFound


class DocumentNotFound(NotFound):
    """No document has this id."""

    code = "document_not_found"
    detail = "There is no document with this id."
