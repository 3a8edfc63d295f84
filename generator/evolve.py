"""The one recipe: what we once wrote, what the user made of it, what we would write today."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from generator.errors import ProjectError, TemplateError
from generator.merging import OnConflict
from generator.migrations.adoption import adopt
from generator.migrations.revisions import VERSIONS, Revision, write_revisions
from generator.plan import UNNAMED, FileChange, Plan
from generator.reconcile import reconcile
from generator.respelling import respelling
from generator.soundness.findings import with_findings
from generator.soundness.merged_project import MergedProject
from generator.spec.intent import UNSAID, Intent
from generator.spec.project import Project
from generator.spec.versions import FIRST
from generator.templating.rendering import ANSWERS_FILE, render
from generator.templating.template import Template
from generator.tree import Disk, File, Tree
from generator.trees import TreeMerge


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
    only = _touched(before, after)
    base = before.render(only) if before else Tree()
    theirs = after.render(only)
    _refuse_no_project(theirs, only)
    here = _versions(disk.list(VERSIONS)) if before else {}
    adopted = adopt(_versions(base), _versions(theirs), here, now)
    there = here | {each.path: each.text for each in adopted.revisions}
    revisions = (*adopted.revisions, *_revisions(before, after, there, now, intent))
    respell = respelling(before.project, after.project, intent) if before else None
    trees = (_code(base), _code(theirs), disk, respell, on_conflict, _folders(after))
    merge = TreeMerge(*trees, find=_is_newer(before, after), ours=(before or after).render)
    merged = _with_findings(merge, disk, theirs) if before else merge.changes()
    changes = (*merged, *(_written(each, disk) for each in revisions))
    notices = (*(adopted.notices if before else ()), *_moved(merge), *merge.notices)
    return Plan(_in_order(changes), notices, renaming=merge.renaming if before else UNNAMED)


def _with_findings(merge: TreeMerge, disk: Disk, theirs: Tree) -> Iterator[FileChange]:
    @functools.cache
    def whole() -> Tree:
        same = {path: file for path, file in merge.ours().items() if path not in merge.base}
        return Tree({**same, **theirs})

    merged = MergedProject(
        changes=[*merge.changes()],
        base=merge.base,
        theirs=theirs,
        folders=merge.folders,
        read=disk.read,
        modules=lambda: merge.sources,
        rendered=whole,
        renamed=[each.home for each in merge.relocated.columns] if merge.relocated else [],
    )
    return with_findings(merged)


def _folders(state: State) -> tuple[str, ...]:
    """Where the modules of a project are."""
    return (state.project.package, "tests")


def _in_order(changes: Iterable[FileChange]) -> tuple[FileChange, ...]:
    return tuple(sorted(changes, key=attrgetter("path")))


def _is_newer(before: State | None, after: State) -> bool:
    """Whether it is another template, in which files may lie elsewhere."""
    return before is not None and before.template != after.template


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


def _touched(before: State | None, after: State) -> set[str] | None:
    """The resources whose files may differ: the changed ones, and those that are related."""
    if before is None or before.template != after.template:
        return None
    old, new = before.project, after.project
    if old.model_copy(update={"resources": ()}) != new.model_copy(update={"resources": ()}):
        return None
    changed = set(old.resources) ^ set(new.resources)
    targets = {str(field.target) for each in changed for field in each.relations()}
    return {each.name for each in changed} | targets | _sources(old, new)


def _sources(old: Project, new: Project) -> set[str]:
    """The resources that point to one which is served to others, or elsewhere, than before."""
    before, after = _serving(old), _serving(new)
    different = {name for name in before if name in after and before[name] != after[name]}
    return {
        each.name
        for each in new.resources
        if different and any(field.target in different for field in each.relations())
    }


def _serving(project: Project) -> dict[str, tuple[object, ...]]:
    return {
        each.name: (each.read, each.write, each.operations, each.versions)
        for each in project.resources
    }


def _revisions(
    before: State | None,
    after: State,
    versions: Mapping[str, str],
    now: dt.datetime,
    intent: Intent,
) -> tuple[Revision, ...]:
    """The revisions that take the tables of the resources from one state to the other."""
    old = before.project if before else after.project.model_copy(update={"resources": ()})
    revisions = write_revisions(old, after.project, versions, now, intent)
    if revisions and not versions:
        raise ProjectError(
            f"there is no revision in {VERSIONS} to build on",
            "Restore the revisions from git, or make one: alembic revision --autogenerate",
        )
    return revisions


def _versions(files: Mapping[str, File]) -> dict[str, str]:
    """The revisions among some files."""
    return {
        path: file.text
        for path, file in files.items()
        if _is_revision(path) and file.text is not None
    }


def _code(tree: Tree) -> Tree:
    """All but the revisions: those are written once, and belong to the user from then on."""
    return Tree({path: file for path, file in tree.items() if not _is_revision(path)})


def _is_revision(path: str) -> bool:
    return path.startswith(f"{VERSIONS}/") and path.endswith(".py")


def _written(revision: Revision, disk: Disk) -> FileChange:
    """A new file; whatever is in its place stays."""
    path = revision.path
    return reconcile(path, None, disk.read(path), File.from_text(revision.text))


def _moved(merge: TreeMerge) -> Iterator[str]:
    """Tell of files that are found elsewhere in a newer template; a renamed folder tells itself."""
    if merge.find:
        for old, new in merge.moves.items():
            yield f"Moved: {old} to {new}, with what you made of it."
