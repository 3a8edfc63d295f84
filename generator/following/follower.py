"""Merges what has no place in one of our files where the user keeps it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from generator.following.parts import Part, parts_of
from generator.merging import OnConflict
from generator.plan import FileChange, Settling
from generator.reconcile import reconcile
from generator.respelling.declarations import Twin, renamed_definitions
from generator.respelling.relocated import Relocated
from generator.respelling.sources import Sources
from generator.tree import File, Tree


@dataclass(frozen=True)
class Follower:
    """Gives what has no place in one of our files a place where the user keeps that part.

    Attributes:
        base: What we once wrote.
        theirs: What we would write today.
        read: The files of the user.
        sources: The modules of the user.
        leaving: Files of the user that go elsewhere as they are.
        on_conflict: What becomes of the places that both sides changed.
        relocated: What is called otherwise today, if anything is.
        changes: Filled on the way: what becomes of modules of the user's own, by path.
    """

    base: Tree
    theirs: Tree
    read: Callable[[str], File | None]
    sources: Callable[[], Sources]
    leaving: Collection[str]
    on_conflict: OnConflict
    relocated: Relocated | None = None
    changes: dict[str, FileChange] = field(default_factory=dict)

    def settled(self, change: FileChange) -> FileChange:
        """The change of one of our files; where it cannot be made, part by part if that works.

        What is called otherwise is so in every part, also where the file has place for all.
        """
        path = change.path
        base, theirs = self.base.get(path), self.theirs.get(path)
        is_done = not _lacks_place(change) and self.relocated is None
        if is_done or not path.endswith(".py") or not base or not theirs or base == theirs:
            return change
        others = {*self.base, *self.theirs, *self.leaving}
        twin = Twin(path, base.text or "", theirs.text or "")
        parts = parts_of(*twin, self.sources(), others, self._renamed(twin))
        merged = {each.path: self._merged(each) for each in parts}
        if not parts or any(map(_lacks_place, merged.values())):
            return change
        rest = merged.pop(path, FileChange(path, change.before, change.before))
        self.changes.update(merged)
        return rest

    def _renamed(self, twin: Twin) -> Mapping[str, str]:
        return dict(renamed_definitions(twin, self.relocated.respell)) if self.relocated else {}

    def _merged(self, part: Part) -> FileChange:
        before = self.read(part.path)
        known = self.changes.get(part.path) or FileChange(part.path, before, before)
        base, mine = self._in_words_of_today(part, known.after)
        change = reconcile(part.path, base, mine, File.from_text(part.theirs), self.on_conflict)
        conflicts = (*known.conflicts, *change.conflicts)
        return FileChange(part.path, known.before, change.after, conflicts)

    def _in_words_of_today(self, part: Part, mine: File | None) -> tuple[File, File | None]:
        base = File.from_text(part.base)
        if self.relocated is None or mine is None or mine.text is None:
            return base, mine
        carried = self.relocated.carried(part.path, part.base, mine.text, part.theirs)
        own = File.from_text(carried.mine, executable=mine.executable)
        return File.from_text(carried.base, executable=mine.executable), own


def _lacks_place(change: FileChange) -> bool:
    return any(each.settling == Settling.PASTE for each in change.conflicts)
