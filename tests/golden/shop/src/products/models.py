"""How products are stored."""

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from src.columns import ExactDecimal
from src.models import Base, IdMixin, TimestampMixin, portable_enum

if TYPE_CHECKING:
    from src.categories.models import Category
    from src.tags.models import Tag


class ProductStatus(StrEnum):
    """What the status can be."""

    DRAFT = "draft"
    PUBLISHED = "published"


product_tags = sa.Table(
    "product_tags",
    Base.metadata,
    sa.Column(
        "product_id", sa.ForeignKey("product.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column(
        "tag_id",
        sa.ForeignKey("tag.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
)


class Product(IdMixin, TimestampMixin, Base):
    """A product."""

    __tablename__ = "product"
    __table_args__ = (sa.CheckConstraint("price >= 0", name="price_min"),)

    name: Mapped[str] = mapped_column(sa.String(120))
    description: Mapped[str | None] = mapped_column(sa.Text)
    price: Mapped[Decimal] = mapped_column(ExactDecimal(10, 2))
    status: Mapped[ProductStatus] = mapped_column(
        portable_enum(ProductStatus, "status"), default=ProductStatus.DRAFT
    )
    category_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("category.id", ondelete="RESTRICT"), index=True
    )

    category: Mapped["Category"] = relationship(back_populates="products", lazy="raise")
    tags: Mapped[list["Tag"]] = relationship(
        secondary="product_tags",
        back_populates="products",
        lazy="raise",
        passive_deletes=True,
    )

    @property
    def tag_ids(self) -> list[UUID]:
        """The ids of its tags, if loaded."""
        return sorted(row.id for row in self.tags)
