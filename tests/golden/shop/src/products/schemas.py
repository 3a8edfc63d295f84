"""What is said about products."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from src.listing import listed_by
from src.pagination import PageParams
from src.products.models import Product, ProductStatus
from src.schemas import Id, InputSchema, Omittable, Schema
from src.validation import Ids, in_places

ProductName = Annotated[str, Field(max_length=120)]
ProductPrice = Annotated[
    Decimal, Field(max_digits=10, decimal_places=2, ge=Decimal(0)), in_places(2)
]


class ProductCreate(InputSchema):
    """A new product, or all of a replaced one."""

    name: ProductName
    description: str | None = None
    price: ProductPrice
    status: ProductStatus = ProductStatus.DRAFT
    category_id: Id
    tag_ids: Ids = Field(default_factory=list)


class ProductUpdate(InputSchema):
    """What changes; the rest stays."""

    name: Omittable[ProductName] = None
    description: str | None = None
    price: Omittable[ProductPrice] = None
    status: Omittable[ProductStatus] = None
    category_id: Omittable[Id] = None
    tag_ids: Omittable[Ids] = None


class ProductRead(Schema):
    """A product as clients see it."""

    id: Id
    name: str
    description: str | None
    price: Decimal
    status: ProductStatus
    category_id: Id
    tag_ids: list[Id]
    created_at: dt.datetime
    updated_at: dt.datetime


@listed_by(Product, filters=["price"], sort=["name", "created_at"])
class ProductParams(PageParams):
    """What a list of them can be asked for."""
