"""How categories are stored."""

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from src.models import Base, IdMixin, TimestampMixin

if TYPE_CHECKING:
    from src.products.models import Product


class Category(IdMixin, TimestampMixin, Base):
    """A category."""

    __tablename__ = "category"

    name: Mapped[str] = mapped_column(sa.String(80), unique=True)

    products: Mapped[list["Product"]] = relationship(
        back_populates="category", lazy="raise", passive_deletes="all"
    )
