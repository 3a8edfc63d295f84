"""Alembic revisions, derived from the difference of two specifications."""

from generator.migrations.history import find_head
from generator.migrations.revisions import Revision, write_revisions

__all__ = ["Revision", "find_head", "write_revisions"]
