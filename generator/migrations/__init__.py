"""Alembic revisions, derived from the difference of two specifications."""

from generator.migrations.history import find_head, refuse_to_orphan
from generator.migrations.revisions import VERSIONS, Revision, write_revisions

__all__ = ["VERSIONS", "Revision", "find_head", "refuse_to_orphan", "write_revisions"]
