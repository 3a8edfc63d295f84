"""Revision files: each step of a difference on top of the one before it."""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from generator.migrations.difference import Step, difference
from generator.migrations.history import Script, head_script
from generator.migrations.layout import quoted
from generator.migrations.operations import body
from generator.spec.intent import UNSAID, Intent
from generator.spec.project import Project

VERSIONS = "alembic/versions"
"""The folder of the revisions: each is written once and belongs to the user from then on."""

_MINUTE = "%Y_%m_%d_%H%M"
_STAMP = re.compile(r"\d{4}_\d{2}_\d{2}_\d{4}(?=_)")
_ID_LENGTH = 12
_IMPORTS: tuple[dict[str, str], ...] = (
    {"dt": "import datetime as dt", "UUID": "from uuid import UUID"},
    {
        "sa": "import sqlalchemy as sa",
        "postgresql": "from sqlalchemy.dialects import postgresql",
    },
    {"op": "from alembic import op"},
)
_TEMPLATE = '''\
"""{message}

Revision ID: {revision}
Revises:{revises}
Create Date: {date}
"""

{imports}

# revision identifiers, used by Alembic.
revision: str = {revision_literal}
down_revision: str | None = {down_literal}
branch_labels: str | None = None
depends_on: str | None = None


{body}'''


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision file.

    Attributes:
        path: Where it belongs, from the root of the project.
        revision: Its id: a hash of what it builds on and what it does, so that the same command
            gives the same file everywhere.
        text: The file, formatted.
    """

    path: str
    revision: str
    text: str


def write_revisions(
    before: Project,
    after: Project,
    versions: Mapping[str, str],
    now: datetime,
    intent: Intent = UNSAID,
) -> tuple[Revision, ...]:
    """Write the revisions that lead from one specification to the other, oldest first.

    Several resources added at once give the same files as one after the other.

    Args:
        before: What the database is like at the head of `versions`.
        after: What it shall be like.
        versions: Path and text of the files in the versions folder.
        now: The clock, an aware moment. Files are dated in UTC, to the minute; a revision that
            follows another of the same minute takes the next one, so that the names sort as the
            revisions follow each other.
        intent: What became of names, values and rows.

    Raises:
        ProjectError: The versions have no single head, or the difference cannot be written.
    """
    steps = difference(before, after, intent)
    tip: Script | Revision | None = head_script(versions) if steps else None
    written: list[Revision] = []
    for step in steps:
        tip = _revision(step, tip, versions, now)
        written.append(tip)
    return tuple(written)


def _revision(
    step: Step, parent: Script | Revision | None, taken: Container[str], now: datetime
) -> Revision:
    """Write the step on top of its parent."""
    down = parent.revision if parent else None
    stamp, path = free_path(_slug(step), parent.path if parent else "", taken, now)
    code = _body(step)
    revision = sha256(f"{down}\n{code}".encode()).hexdigest()[:_ID_LENGTH]
    text = _TEMPLATE.format(
        message=f"{step.title}.",
        revision=revision,
        revises=f" {down}" if down else "",
        date=f"{stamp:%Y-%m-%d %H:%M}",
        imports=_imports(code),
        revision_literal=quoted(revision),
        down_literal=quoted(down) if down else None,
        body=code,
    )
    return Revision(path, revision, text)


def free_path(slug: str, parent: str, taken: Container[str], now: datetime) -> tuple[datetime, str]:
    """The moment and the path of a new revision.

    Args:
        slug: What it does, as the end of its name.
        parent: The path of the revision that it follows; its name sorts after that one.
        taken: The paths that are there already.
        now: The clock, an aware moment.
    """
    stamp = _earliest(parent, now)
    while (path := f"{VERSIONS}/{stamp:{_MINUTE}}_{slug}.py") in taken:
        stamp += timedelta(minutes=1)
    return stamp, path


def _earliest(head: str, now: datetime) -> datetime:
    """The minute of the clock, or the one after the head's if that is later."""
    minute = now.astimezone(UTC).replace(second=0, microsecond=0)
    if match := _STAMP.match(head.rpartition("/")[2]):
        try:
            last = datetime.strptime(match[0], _MINUTE).replace(tzinfo=UTC)
            return max(minute, last + timedelta(minutes=1))
        except (ValueError, OverflowError):
            return minute  # digits that are no date
    return minute


def _slug(step: Step) -> str:
    return step.title.lower().replace(" ", "_")


def _imports(code: str) -> str:
    """The imports of the names that the code uses, as `ruff` sorts them."""
    used = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
    sections = (
        "\n".join(line for name, line in section.items() if name in used) for section in _IMPORTS
    )
    return "\n\n".join(section for section in sections if section)


def _body(step: Step) -> str:
    return "\n".join(
        [
            "def upgrade() -> None:",
            *body(step.upgrade),
            "",
            "",
            "def downgrade() -> None:",
            *body(step.downgrade),
            "",
        ]
    )
