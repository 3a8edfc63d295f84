"""Create folder.

Revision ID: b9f5de24ffd4
Revises: 5d1f0c7a3b92
Create Date: 2026-11-21 09:30
"""

import sqlalchemy as sa

from alembic import op

# revision identifiers, used by Alembic.
revision: str = "b9f5de24ffd4"
down_revision: str | None = "5d1f0c7a3b92"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "folder",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
        ),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column(
            "parent_id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=True,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["folder.id"],
            name=op.f("fk_folder_parent_id_folder"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_folder")),
    )
    op.create_index(op.f("ix_folder_parent_id"), "folder", ["parent_id"])
    op.create_index(op.f("ix_folder_name_folder_id"), "folder", ["name", "id"])
    op.create_index(
        op.f("ix_folder_created_at_folder_id"),
        "folder",
        ["created_at", "id"],
    )


def downgrade() -> None:
    op.drop_table("folder")
