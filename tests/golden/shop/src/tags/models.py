"""How tags are stored."""

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from src.models import Base, IdMixin, TimestampMixin

if TYPE_CHECKING:
    from src.products.models import Product


class Tag(IdMixin, TimestampMixin, Base):
    """A tag."""

    __tablename__ = "tag"

    name: Mapped[str] = mapped_column(sa.String(255), unique=True)

    products: Mapped[list["Product"]] = relationship(
        secondary="product_tags",
        back_populates="tags",
        lazy="raise",
        passive_deletes=True,
    )
