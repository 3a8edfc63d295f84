"""What can go wrong with products."""

from src.exceptions import NotFound


class ProductNotFound(NotFound):
    """No product has this id."""

    code = "product_not_found"
    detail = "There is no product with this id."
