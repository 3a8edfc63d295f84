"""The one recipe: what we once wrote, what the user made of it, what we would write today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from generator.errors import ProjectError
from generator.migrations.revisions import VERSIONS, write_revisions
from generator.plan import Plan
from generator.reconcile import reconcile
from generator.rendering import render
from generator.spec.project import Project
from generator.template import Template
from generator.tree import File, Tree


class Disk(Protocol):
    """The files of the user, read when they are asked for."""

    def read(self, path: str) -> File | None:
        """The file at a path, or None."""

    def list(self, folder: str) -> Mapping[str, File]:
        """The files that lie in a folder, by path."""


@dataclass(frozen=True, slots=True)
class State:
    """A template and its answers: all that a project is a function of."""

    template: Template
    project: Project

    def render(self, only: Collection[str] | None = None) -> Tree:
        """The project as it is written today, or the part that some resources can touch."""
        return render(self.template, self.project.to_mapping(), only)


def evolve(before: State | None, after: State, disk: Disk, now: dt.datetime) -> Plan:
    """Plan the way from one state to another over the files of the user.

    Args:
        before: What was written last; None for a project that does not exist yet.
        after: What is wanted.
        disk: The user's files.
        now: The moment that new revisions carry.

    Raises:
        TemplateError: A template does not render.
        ProjectError: The revisions on disk have no single head.
    """
    only = _touched(before, after)
    base = before.render(only) if before else Tree()
    theirs = after.render(only)
    theirs |= _revisions(before, after, disk.list(VERSIONS) if before else theirs, now)
    paths = sorted({*base, *theirs})
    return Plan(
        tuple(
            reconcile(path, base.get(path), disk.read(path), theirs.get(path))
            for path in paths
            if not (path in base and path.startswith(VERSIONS))
        )
    )


def _touched(before: State | None, after: State) -> set[str] | None:
    """The resources whose files may differ: the changed ones, and those that they point to."""
    if before is None or before.template != after.template:
        return None
    old, new = before.project, after.project
    if old.model_copy(update={"resources": ()}) != new.model_copy(update={"resources": ()}):
        return None
    changed = set(old.resources) ^ set(new.resources)
    targets = {str(field.target) for each in changed for field in each.relations()}
    return {each.name for each in changed} | targets


def _revisions(
    before: State | None, after: State, files: Mapping[str, File], now: dt.datetime
) -> dict[str, File]:
    """The new revisions that take the database from one state to the other."""
    old = before.project if before else after.project.model_copy(update={"resources": ()})
    versions = {
        path: file.text
        for path, file in files.items()
        if path.startswith(VERSIONS) and path.endswith(".py") and file.text is not None
    }
    revisions = write_revisions(old, after.project, versions, now)
    if revisions and not versions:
        raise ProjectError(
            f"there is no revision in {VERSIONS} to build on",
            "Restore the revisions from git, or make one: alembic revision --autogenerate",
        )
    return {each.path: File.from_text(each.text) for each in revisions}
