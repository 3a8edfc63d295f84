"""Versions of a template: ours, and what others would make of it over the years."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.templating.template import Template
from tests.template import COMPILED, ROOT

PACKAGE = "{{ package }}"
RESOURCE = PACKAGE + "/{% yield resource from resources %}{{ resource.plural }}{% endyield %}"
# Where some operation loads a row.
EXCEPTIONS = (
    RESOURCE + "/{% if not resource.operations or not dict(get=1,update=1,delete=1).keys()"
    ".isdisjoint(resource.operations) %}exceptions.py{% endif %}.jinja"
)

_WORKFLOWS = "{% if github_actions %}.github{% endif %}"
_LEFT_OUT = ["auth", "middleware", "tests/auth", "tests/middleware", "tests/users", _WORKFLOWS]
"""Folders that no command and no version touches: without them a step takes half the time."""


@dataclass(frozen=True)
class Variant:
    """What a version of the template changes in the one before it.

    Attributes:
        replaced: By file, words and what stands in their place.
        added: New files.
        moved: The new path of files.
        removed: Files that are gone.
    """

    replaced: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[str, ...] = ()

    def change(self, project: Path) -> None:
        """Carry it out in the folder of the files.

        Raises:
            ValueError: The template does not have the words any more.
        """
        for path, pairs in self.replaced.items():
            text = (project / path).read_text("utf-8")
            for old, new in pairs:
                if old not in text:
                    raise ValueError(f"{path} has no {old!r}: adapt the variants of the template")
                text = text.replace(old, new)
            (project / path).write_text(text, "utf-8")
        for path, text in self.added.items():
            (project / path).write_text(text, "utf-8")
        for old, new in self.moved.items():
            (project / old).rename(project / new)
        for path in self.removed:
            (project / path).unlink()


_DOCKER = "{%% if docker %%}%s{%% endif %%}.jinja"

# New words in every resource: a docstring, a body, a function with an import, a default.
_SERVICE = Variant(
    {
        f"{RESOURCE}/service.py.jinja": (
            ('"""Use cases and queries of', '"""What is done with'),
            ("    await session.flush()\n    return", "    await flush(session)\n    return"),
            ('["WriteSession" if', '["flush" if creates, "WriteSession" if'),
            (
                'a(resource.name) }}."""\n    await session.delete',
                'a(resource.name) }}, for ever."""\n    await audit(session)\n    await session.delete',
            ),
        ),
        EXCEPTIONS: (("NotFound(NotFound)", "NotFound(NotFound, OSError)"),),
        f"{PACKAGE}/health.py.jinja": (("PATIENCE = 2\n", "PATIENCE = 3\nRETRIES = 2\n"),),
        "README.md.jinja": (("## Test\n", "## Check\n"),),
    },
    added={
        f"{PACKAGE}/auditing.py": (
            '"""Who did what."""\n\nimport logging\n\n\nasync def audit(*what: object) -> None:\n'
            '    """Write it down."""\n    logging.getLogger(__name__).info("%s", what)\n'
        )
    },
)
_REVISION = '''"""Find users by their names.

Revision ID: 77aa00bb11cc
Revises: 5d1f0c7a3b92
Create Date: 2026-02-01 00:00
"""

from alembic import op

revision: str = "77aa00bb11cc"
down_revision: str | None = "5d1f0c7a3b92"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_index(op.f("ix_users_full_name"), "users", ["full_name"])


def downgrade() -> None:
    op.drop_index(op.f("ix_users_full_name"), table_name="users")
'''
# Files that go and come, a dependency, a setting, a base class of every model, a revision.
_FILES = Variant(
    {
        "pyproject.toml.jinja": (
            ('    "alembic>=1.17,<2",\n', '    "alembic>=1.18,<2",\n    "annotated-doc>=1,<2",\n'),
            ('convention = "google"', 'convention = "pep257"'),
        ),
        ".env.example.jinja": (
            ("LOG_LEVEL=INFO\n", "LOG_LEVEL=WARNING\n# Who gets the alarms\nALARMS=\n"),
        ),
        f"{PACKAGE}/config.py.jinja": (
            (
                'str.upper)] = "INFO"\n',
                'str.upper)] = "WARNING"\n    alarms: str = ""\n',
            ),
        ),
        _DOCKER % "compose.yaml": (
            ("redis:8-alpine", "redis:9-alpine"),
            ('      LOG_JSON: "true"\n', '      LOG_JSON: "true"\n      ALARMS: ops\n'),
        ),
        f"{RESOURCE}/models.py.jinja": (
            (
                '"""How {{ words(resource.plural) }} are',
                '"""Where {{ words(resource.plural) }} are',
            ),
            ('["IdMixin"]', '["AuditMixin", "IdMixin"]'),
            ('      "IdMixin",\n', '      "AuditMixin",\n      "IdMixin",\n'),
        ),
        f"{PACKAGE}/api.py.jinja": (("from fastapi import Depends\n", "import fastapi\n"),),
    },
    added={"alembic/versions/2026_02_01_0000_find_users.py": _REVISION},
    moved={
        EXCEPTIONS: EXCEPTIONS.replace("exceptions.py", "errors.py"),
        f"{PACKAGE}/pagination.py.jinja": f"{PACKAGE}/paging.py.jinja",
    },
    removed=(f"{PACKAGE}/openapi.py.jinja", _DOCKER % "Dockerfile"),
)
_HISTORY: Mapping[str, tuple[Variant, ...]] = {
    "v1": (),
    "v2": (_SERVICE,),
    "v3": (_SERVICE, _FILES),
}
VERSIONS = tuple(_HISTORY)


@functools.cache
def write_variant(folder: Path, version: str) -> Template:
    """Make a version of the template in a folder that all of them share."""
    root = folder / version
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copy(ROOT / "copier.yml", root)
    project = root / "templates/project"
    for name in _LEFT_OUT:
        shutil.rmtree(project / (name if (project / name).is_dir() else f"{PACKAGE}/{name}"))
    for change in _HISTORY[version]:
        change.change(project)
    return Template(root, "a-template", version, COMPILED, trusted=True)
