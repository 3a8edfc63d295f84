"""What can go wrong with categories."""

from src.exceptions import NotFound


class CategoryNotFound(NotFound):
    """No category has this id."""

    code = "category_not_found"
    detail = "There is no category with this id."
