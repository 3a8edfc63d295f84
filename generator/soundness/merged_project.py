"""A project as a merge would leave it, for whoever looks for what does not work there."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.analysis.imports import Importable
from generator.analysis.sources import Sources
from generator.merging.markers import settled_for_theirs
from generator.plan import Conflict, FileChange, Settling
from generator.respelling.declarations import Attribute
from generator.tree import File

Read = Callable[[str], File | None]
"""The file at a path, or None."""


@dataclass(frozen=True)
class MergedProject:
    """What a merge makes of a project, in memory.

    Attributes:
        changes: What becomes of each file.
        base: What we once wrote, of all that may differ today.
        theirs: What we would write today, of the same.
        folders: Where the modules of the project are; others are not looked for.
        read: The files as they are.
        modules: The modules of the project as they are; asked only where something goes.
        rendered: All that we would write today; asked only where something is missing.
        renamed: The columns that have another name today.
    """

    changes: Sequence[FileChange]
    base: Mapping[str, File]
    theirs: Mapping[str, File]
    folders: tuple[str, ...]
    read: Read
    modules: Callable[[], Sources]
    rendered: Callable[[], Mapping[str, File]]
    renamed: Collection[Attribute] = ()

    @functools.cached_property
    def rewritten(self) -> frozenset[str]:
        """The modules that we would write otherwise today than we once did."""
        paths = self.base.keys() | self.theirs.keys()
        modules = (path for path in paths if path.endswith(".py"))
        return frozenset(path for path in modules if self.base.get(path) != self.theirs.get(path))

    @functools.cached_property
    def after(self) -> Sources:
        """The modules of the project as they will be once ours is taken where markers stand."""
        return self.modules().after([*map(_settled, self.changes)])

    @functools.cached_property
    def importable(self) -> Importable:
        """What can be imported afterwards; only the modules that are asked for are read."""
        written = {each.path: each.after for each in self.changes}
        return Importable(
            functools.cache(lambda path: written[path] if path in written else self.read(path))
        )


def _settled(change: FileChange) -> FileChange:
    """The change as if ours was chosen at each marker; without that no Python is in the file."""
    is_marked = any(each.settling == Settling.MARKERS for each in change.conflicts)
    if not is_marked or change.after is None or change.after.text is None:
        return change
    return replace(change, after=change.after.with_text(settled_for_theirs(change.after.text)))


def with_conflicts(
    changes: Iterable[FileChange], found: Iterable[Conflict], read: Read
) -> Iterator[FileChange]:
    """The changes with more conflicts, and a change for each other file that has some.

    Args:
        changes: All of them.
        found: The conflicts, of any files.
        read: The files as they are.
    """
    by_path: dict[str, list[Conflict]] = {}
    for each in found:
        by_path.setdefault(each.path, []).append(each)
    for change in changes:
        added = by_path.pop(change.path, ())
        yield replace(change, conflicts=(*change.conflicts, *added)) if added else change
    for path, conflicts in by_path.items():
        file = read(path)
        yield FileChange(path, file, file, tuple(conflicts))
