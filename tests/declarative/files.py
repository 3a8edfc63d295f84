"""Declarative files and what they make of projects."""

from __future__ import annotations

from dataclasses import replace

from generator.declarative.convergence import converge, with_rows
from generator.declarative.declaration import Path
from generator.declarative.reading import read
from generator.declarative.writing import write
from generator.spec.changes import Change
from generator.spec.project import Project, make_project

SCHEMA = "https://example.com/project.schema.json"


def project(**fields: list[str]) -> Project:
    """A project with resources that have these fields."""
    resources = [{"name": name, "fields": each} for name, each in fields.items()]
    return make_project({"project_name": "shop", "resources": resources})


def applied(before: Project, text: str) -> Change:
    """What a file makes of a project."""
    said = read(text)
    return with_rows(before, converge(before, said), said)


def following(before: Project, wanted: Change) -> Change:
    """What the file of a changed project makes of the project that it was, its renames told."""
    said = read(write(wanted.project, SCHEMA))
    return converge(before, replace(said, renames=told_renames(wanted)))


def told_renames(wanted: Change) -> dict[Path, str | None]:
    """The renames of a change, as a file tells them."""
    resources = {Path(old): new for old, new in wanted.intent.resources.items()}
    fields = {Path(*key): new for key, new in wanted.intent.fields.items()}
    return {**resources, **fields}
