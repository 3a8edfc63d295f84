"""Parts of two projects as they were written last; `nox -s golden` writes them anew.

What a change of a template changes in the projects is seen there by whoever reviews it.
"""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from generator.evolve import State, evolve
from generator.spec.project import Project, make_project
from generator.tree import File, Tree
from tests.memory import MemoryDisk
from tests.template import TEMPLATE

FOLDER = Path(__file__).parent / "golden"
PATHS = "paths.txt"
"""A list of all files; those of the resources are kept as a whole."""

_NOW = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)
_SHARED = (".copier-answers.yml", "src/api.py")

SHOP = make_project(
    {
        "project_name": "shop",
        "resources": [
            {"name": "category", "fields": ["name:str:80:unique"]},
            {"name": "tag", "fields": ["name:slug:unique"]},
            {
                "name": "product",
                "fields": [
                    "name:str:120:sort",
                    "description:text:opt",
                    "price:decimal:10.2:min=0:filter",
                    "status:enum:draft+published:default=draft",
                    "category:ref:category",
                    "tags:m2m:tag",
                ],
            },
        ],
    }
)
ARCHIVE = make_project(
    {
        "project_name": "archive",
        "database": "postgresql",
        "id": "int",
        "envelope": "wrapped",
        "resources": [
            {
                "name": "folder",
                "fields": ["name:str:80:sort", "parent:ref:self:opt:tree:ondelete=cascade"],
                "read": "public",
                "write": "admin",
                "pagination": "keyset",
            },
            {
                "name": "document",
                "fields": [
                    "title:str:200:filter:sort",
                    "body:text:search",
                    "due_date:date:opt:filter",
                    "folder:ref:folder:include",
                    "scan:file:50mb",
                ],
                "operations": ["list", "get", "create", "update", "delete", "bulk"],
                "read": "owner",
                "write": "owner",
                "pagination": "cursor",
                "soft_delete": True,
                "versioned": True,
                "idempotent": True,
                "versions": [{"name": "v1", "deprecated": "2026-11-21"}, {"name": "v2"}],
            },
        ],
    }
)
PROJECTS = {"shop": SHOP, "archive": ARCHIVE}


def golden(project: Project) -> Tree:
    """The files that are kept of a project, and the list of all."""
    disk = MemoryDisk()
    whole = disk.after(evolve(None, State(TEMPLATE, project), disk, _NOW))
    kept = {path: file for path, file in whole.items() if _is_kept(path, project)}
    return Tree({**kept, PATHS: File.from_text("".join(f"{path}\n" for path in sorted(whole)))})


def _is_kept(path: str, project: Project) -> bool:
    words = [word for each in project.resources for word in (f"/{each.plural}/", f"_{each.name}.")]
    return path in _SHARED or any(word in path for word in words)


def write() -> None:
    """Write what is kept of every project."""
    for name, project in PROJECTS.items():
        shutil.rmtree(FOLDER / name, ignore_errors=True)
        for path, file in golden(project).items():
            place = FOLDER / name / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.data)


if __name__ == "__main__":
    write()
