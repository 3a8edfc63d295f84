"""Where the revisions of a test begin: at a moment, on a first one."""

from __future__ import annotations

from datetime import UTC, datetime

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
INITIAL = {"alembic/versions/2026_01_01_0000_initial.py": 'revision = "0"\ndown_revision = None\n'}
