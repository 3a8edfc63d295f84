"""The one recipe: what we once wrote, what the user made of it, what we would write today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from generator.errors import ProjectError, TemplateError
from generator.merging import OnConflict
from generator.migrations.adoption import Adoption, adopt
from generator.migrations.revisions import VERSIONS, Revision, write_revisions
from generator.plan import FileChange, Plan
from generator.reconcile import reconcile
from generator.renaming import UNNAMED
from generator.respelling import respelling
from generator.soundness.findings import with_findings
from generator.soundness.merged_project import MergedProject
from generator.spec.affected import affected_resources
from generator.spec.intent import UNSAID, Intent
from generator.spec.project import Project
from generator.spec.versions import FIRST
from generator.templating.rendering import ANSWERS_FILE, render
from generator.templating.template import Template
from generator.tree import Disk, File, Tree, text_of
from generator.tree_merging.own_keys import own_keys
from generator.tree_merging.paths import moved_files
from generator.tree_merging.tree_merge import TreeMerge


@dataclass(frozen=True, slots=True)
class State:
    """A template and its answers: all that a project is a function of."""

    template: Template
    project: Project

    def render(self, only: Collection[str] | None = None) -> Tree:
        """The project as it is written today, or the part that some resources can touch."""
        return render(self.template, self.project.to_mapping(), only)


def evolve(
    before: State | None,
    after: State,
    disk: Disk,
    now: dt.datetime,
    intent: Intent = UNSAID,
    on_conflict: OnConflict = OnConflict.MARKERS,
) -> Plan:
    """Plan the way from one state to another over the files of the user.

    Args:
        before: What was written last; None for a project that does not exist yet.
        after: What is wanted.
        disk: The user's files.
        now: The moment that new revisions carry.
        intent: What became of names, values and rows.
        on_conflict: What becomes of the places that both sides changed.

    Raises:
        TemplateError: A template does not render.
        ProjectError: The revisions on disk have no single head, or the template does not ask for
            what is wanted.
    """
    _refuse_unasked(before, after)
    return _Evolution(before, after, disk, now, intent, on_conflict).plan()


@dataclass(frozen=True)
class _Evolution:
    """One way between two states; the attributes are the arguments of `evolve`."""

    before: State | None
    after: State
    disk: Disk
    now: dt.datetime
    intent: Intent
    on_conflict: OnConflict

    def plan(self) -> Plan:
        """All that is to be done."""
        revisions = [_written(each, self.disk) for each in self._revisions()]
        changes = sorted([*self._changes(), *revisions], key=attrgetter("path"))
        renaming = self._merge.renaming if self.before else UNNAMED
        return Plan(tuple(changes), tuple(self._notices()), renaming=renaming)

    @cached_property
    def _only(self) -> Collection[str] | None:
        """The resources whose files may differ; None for the whole project."""
        if self.before is None or self._has_other_template:
            return None
        return affected_resources(self.before.project, self.after.project)

    @property
    def _has_other_template(self) -> bool:
        """Whether files may lie elsewhere: a project that is there comes to another template."""
        return self.before is not None and self.before.template != self.after.template

    @cached_property
    def _base(self) -> Tree:
        """What we once wrote, of what may differ."""
        return self.before.render(self._only) if self.before else Tree()

    @cached_property
    def _theirs(self) -> Tree:
        """What we would write today, of the same."""
        theirs = self.after.render(self._only)
        _refuse_no_project(theirs, self._only)
        return theirs

    @cached_property
    def _on_disk(self) -> dict[str, str]:
        """The revisions that the project has."""
        return _versions(self.disk.list(VERSIONS)) if self.before else {}

    @cached_property
    def _adopted(self) -> Adoption:
        """The new revisions of the template itself."""
        return adopt(_versions(self._base), _versions(self._theirs), self._on_disk, self.now)

    def _revisions(self) -> Iterator[Revision]:
        """The new revisions: those of the template, then those of the resources."""
        yield from self._adopted.revisions
        versions = self._on_disk | {each.path: each.text for each in self._adopted.revisions}
        new = self.after.project
        old = self.before.project if self.before else new.model_copy(update={"resources": ()})
        projects, modules = (old, new), lambda: self._merge.sources
        keys = dict(own_keys(*projects, self.intent, modules, versions.values()))
        intent = replace(self.intent, keys=keys)
        revisions = write_revisions(*projects, versions, self.now, intent)
        if revisions and not versions:
            raise ProjectError(
                f"there is no revision in {VERSIONS} to build on",
                "Restore the revisions from git, or make one: alembic revision --autogenerate",
            )
        yield from revisions

    @cached_property
    def _merge(self) -> TreeMerge:
        base, theirs, project = _code(self._base), _code(self._theirs), self.after.project
        respell = respelling(self.before.project, project, self.intent) if self.before else None
        return TreeMerge(
            base,
            theirs,
            self.disk,
            moved_files(base, theirs, respell, find=self._has_other_template),
            respell=respell,
            on_conflict=self.on_conflict,
            folders=(project.package, "tests"),
            ours=(self.before or self.after).render,
        )

    def _changes(self) -> Iterable[FileChange]:
        """The changes of all files but the revisions."""
        merge = self._merge
        if self.before is None:
            return merge.changes
        merged = MergedProject(
            changes=merge.changes,
            base=merge.base,
            theirs=merge.theirs,
            folders=merge.folders,
            read=self.disk.read,
            modules=lambda: merge.sources,
            rendered=lambda: self._rendered,
            renamed=[each.home for each in merge.relocated.columns] if merge.relocated else [],
        )
        return with_findings(merged)

    @cached_property
    def _rendered(self) -> Tree:
        """All that we would write today; what cannot differ is as it was."""
        base, ours = self._merge.base, self._merge.ours()
        same = {path: file for path, file in ours.items() if path not in base}
        return Tree({**same, **self._theirs})

    def _notices(self) -> Iterator[str]:
        if self.before:
            yield from self._adopted.notices
        if self._has_other_template:  # a folder that is renamed tells itself
            for old, new in self._merge.moves.items():
                yield f"Moved: {old} to {new}, with what you made of it."
        yield from self._merge.notices


def _refuse_unasked(before: State | None, after: State) -> None:
    """An answer that an older template does not know would be recorded, and change nothing."""
    for name, field in Project.model_fields.items():
        old = getattr(before.project, name) if before else field.default
        new = getattr(after.project, name)
        if old != new and name not in after.template.questions:
            raise ProjectError(
                f"the template does not ask for {name!r}: it cannot be {new!r}",
                "A newer one may: fastapi-gen update.",
            )
    if "has_api_versions" not in after.template.questions:
        for resource in after.project.resources:
            if resource.versions != FIRST:
                raise ProjectError(
                    f"the template knows no versions of the API: {resource.name!r} is in v1 alone",
                    "A newer one may: fastapi-gen update.",
                )


def _refuse_no_project(tree: Tree, only: Collection[str] | None) -> None:
    """A template without answers is broken: everything would count as removed."""
    if only is None and ANSWERS_FILE not in tree:
        raise TemplateError(
            f"the template renders no {ANSWERS_FILE}",
            "Look at _subdirectory and _answers_file in its copier.yml.",
        )


def _versions(files: Mapping[str, File]) -> dict[str, str]:
    """The revisions among some files.

    Raises:
        ProjectError: One is no UTF-8; others may build on it.
    """
    revisions = {path: file for path, file in files.items() if _is_revision(path)}
    for path, file in revisions.items():
        if file.text is None:
            raise ProjectError(
                f"{path} is no UTF-8", "Save it as UTF-8, or move it out of the folder."
            )
    return {path: text_of(file) for path, file in revisions.items()}


def _code(tree: Tree) -> Tree:
    """All but the revisions: those are written once, and belong to the user from then on."""
    return Tree({path: file for path, file in tree.items() if not _is_revision(path)})


def _is_revision(path: str) -> bool:
    return path.startswith(f"{VERSIONS}/") and path.endswith(".py")


def _written(revision: Revision, disk: Disk) -> FileChange:
    """A new file; whatever is in its place stays."""
    path = revision.path
    return reconcile(path, None, disk.read(path), File.from_text(revision.text))
