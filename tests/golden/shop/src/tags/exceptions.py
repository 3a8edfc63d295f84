"""What can go wrong with tags."""

from src.exceptions import NotFound


class TagNotFound(NotFound):
    """No tag has this id."""

    code = "tag_not_found"
    detail = "There is no tag with this id."
