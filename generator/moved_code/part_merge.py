"""Merges what has no place in one of our files where the user keeps it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.analysis.sources import Sources
from generator.analysis.syntax import bindings_of, definitions
from generator.merging import OnConflict
from generator.moved_code.parts import Part, parts_of
from generator.plan import Conflict, FileChange, Settling
from generator.reconcile import reconcile
from generator.respelling.declarations import TemplateModule, renamed_definitions
from generator.respelling.relocated import Relocated
from generator.respelling.texts import in_new_names
from generator.tree import File, Tree, text_of


@dataclass(frozen=True)
class PartMerge:
    """Gives what has no place in one of our files a place where the user keeps that part.

    Attributes:
        base: What we once wrote.
        theirs: What we would write today.
        read: The files of the user.
        sources: The modules of the user.
        on_conflict: What becomes of the places that both sides changed.
        relocated: What is called otherwise today, if anything is.
        changes: Filled on the way: what becomes of modules of the user's own, by path.
    """

    base: Tree
    theirs: Tree
    read: Callable[[str], File | None]
    sources: Callable[[], Sources]
    on_conflict: OnConflict
    relocated: Relocated | None = None
    changes: dict[str, FileChange] = field(default_factory=dict)

    def settled(self, change: FileChange) -> FileChange:
        """The change of one of our files; where it cannot be made, part by part if that works.

        What is called otherwise is so in every part, also where the file has place for all.
        """
        path = change.path
        is_done = not _lacks_place(change) and self.relocated is None
        if is_done or self.base.get(path) == self.theirs.get(path):
            return change
        rest = self._in_parts(path, path)
        return change if rest is None else rest

    def moved(self, move: tuple[str, str], changes: Sequence[FileChange]) -> Sequence[FileChange]:
        """The changes of one of our files that has another path today."""
        old, new = move
        is_done = not any(map(_lacks_place, changes)) and self.relocated is None
        if is_done or self.read(new) or (rest := self._in_parts(*move)) is None:
            return changes
        conflicts = tuple(replace(each, path=new) for each in rest.conflicts)
        return FileChange(old, rest.before, None), FileChange(new, None, rest.after, conflicts)

    def text(self, path: str) -> str | None:
        """What a module of the user's own says then, if it has a part of ours."""
        change = self.changes.get(path)
        return change.after.text if change and change.after else None

    def conflicts(self, path: str, there: str) -> tuple[Conflict, ...]:
        """What is left to the user in such a module, which has another path today."""
        change = self.changes.get(path)
        return tuple(replace(each, path=there) for each in change.conflicts) if change else ()

    def _in_parts(self, old: str, new: str) -> FileChange | None:
        """Merge the parts of one of our files; that which is in its place is returned."""
        base, theirs = self.base.get(old), self.theirs.get(new)
        if not base or not theirs or not old.endswith(".py"):
            return None
        module = TemplateModule(old, new, text_of(base), text_of(theirs))
        ours = {*self.base, *self.theirs}
        parts = parts_of(module, self.sources(), ours, self._renamed(module))
        merged = {each.path: self._merged(each, module) for each in parts}
        if not parts or any(map(_lacks_place, merged.values())):
            return None
        rest = merged.pop(old, FileChange(old, self.read(old), self.read(old)))
        self.changes.update(merged)
        return rest

    def _renamed(self, module: TemplateModule) -> Mapping[str, str]:
        """The definitions that are called otherwise today, by the words or else by their order."""
        if self.relocated is None:
            return {}
        known = dict(renamed_definitions(module, self.relocated.respell))
        old, new = (definitions(bindings_of(each)) for each in (module.base, module.theirs))
        gone = [name for name in old if name not in {*new, *known}]
        fresh = [name for name in new if name not in {*old, *known.values()}]
        same = [type(old[each]) for each in gone] == [type(new[each]) for each in fresh]
        return known | dict(zip(gone, fresh, strict=True)) if same else known

    def _merged(self, part: Part, whole: TemplateModule) -> FileChange:
        before = self.read(part.path)
        known = self.changes.get(part.path) or FileChange(part.path, before, before)
        base, mine, theirs = self._in_words_of_today(part, whole, known.after)
        change = reconcile(part.path, base, mine, theirs, self.on_conflict)
        conflicts = (*known.conflicts, *change.conflicts)
        return FileChange(part.path, known.before, change.after, conflicts)

    def _in_words_of_today(
        self, part: Part, whole: TemplateModule, mine: File | None
    ) -> tuple[File, File | None, File]:
        """All three; ours as well, for they import from modules of the user's, which may move."""
        base, theirs = File.from_text(part.base), File.from_text(part.theirs)
        if self.relocated is None or mine is None or mine.text is None:
            return base, mine, theirs
        carried = self.relocated.carried(part.path, part.base, mine.text, part.theirs)
        # A part alone does not have all names that are gone.
        beside = [(whole.base, whole.theirs)]
        respell, known = self.relocated.respell, self._renamed(whole)
        old, own, new = (
            mine.with_text(in_new_names(text, beside, respell, known))
            for text in (carried.base, carried.mine, part.theirs)
        )
        return old, own, new


def _lacks_place(change: FileChange) -> bool:
    return any(each.settling == Settling.PASTE for each in change.conflicts)
