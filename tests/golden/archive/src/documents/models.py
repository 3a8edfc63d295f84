"""How documents are stored."""

import datetime as dt
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from src.idempotency import IdempotencyMixin
from src.models import Base, IdMixin, TimestampMixin
from src.soft_deletion import SoftDeleteMixin
from src.storage.models import FileColumn, StoredFile
from src.versioning import VersionMixin

if TYPE_CHECKING:
    from src.folders.models import Folder
    from src.users.models import User


class Document(
    IdMixin, TimestampMixin, SoftDeleteMixin, VersionMixin, IdempotencyMixin, Base
):
    """A document."""

    __tablename__ = "document"
    __table_args__ = (sa.Index(None, "title", "id"), sa.Index(None, "created_at", "id"))

    title: Mapped[str] = mapped_column(sa.String(200))
    body: Mapped[str] = mapped_column(sa.Text)
    due_date: Mapped[dt.date | None]
    folder_id: Mapped[int] = mapped_column(
        sa.ForeignKey("folder.id", ondelete="RESTRICT"), index=True
    )
    scan: Mapped[StoredFile | None] = mapped_column(FileColumn)
    owner_id: Mapped[int] = mapped_column(
        sa.ForeignKey("users.id", ondelete="CASCADE"), index=True
    )

    folder: Mapped["Folder"] = relationship(back_populates="documents", lazy="raise")
    owner: Mapped["User"] = relationship(back_populates="documents", lazy="raise")
