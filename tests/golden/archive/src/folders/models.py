"""How folders are stored."""

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from src.models import Base, IdMixin, TimestampMixin

if TYPE_CHECKING:
    from src.documents.models import Document


class Folder(IdMixin, TimestampMixin, Base):
    """A folder."""

    __tablename__ = "folder"
    __table_args__ = (sa.Index(None, "name", "id"), sa.Index(None, "created_at", "id"))

    name: Mapped[str] = mapped_column(sa.String(80))
    parent_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("folder.id", ondelete="CASCADE"), index=True
    )

    parent: Mapped["Folder | None"] = relationship(
        back_populates="children", remote_side="Folder.id", lazy="raise"
    )
    children: Mapped[list["Folder"]] = relationship(
        back_populates="parent", lazy="raise", passive_deletes="all"
    )
    documents: Mapped[list["Document"]] = relationship(
        back_populates="folder", lazy="raise", passive_deletes="all"
    )
