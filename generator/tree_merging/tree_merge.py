"""Three-way merge of whole trees: path by path, along files that moved and words that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.analysis.sources import Sources
from generator.merging import OnConflict, with_imports_sorted
from generator.moved_code import PartMerge
from generator.plan import FileChange
from generator.reconcile import reconcile
from generator.renaming import Renaming
from generator.respelling import Respelling, in_new_names
from generator.respelling.declarations import TemplateModule
from generator.respelling.relocated import Relocated
from generator.respelling.remaining import remaining_lines, remaining_notice, remaining_places
from generator.respelling.texts import Carried
from generator.soundness.merged_project import with_conflicts
from generator.soundness.renames import broken_by_renames
from generator.templating.rendering import ANSWERS_FILE
from generator.tree import Disk, File, Tree, text_of
from generator.tree_merging.moves import reconcile_move
from generator.tree_merging.packages import with_packages_kept
from generator.tree_merging.paths import companions


@dataclass(frozen=True)
class TreeMerge:
    """What becomes of the user's files where we would write something else today.

    Attributes:
        base: What we once wrote.
        theirs: What we would write today.
        disk: The files of the user.
        moves: Old and new path of each file that has another one today.
        respell: The words that are called otherwise today, if there are any.
        on_conflict: What becomes of the places that both sides changed.
        folders: Where the modules of the project are.
        ours: All that we once wrote, where `base` is only what a change can touch.
    """

    base: Tree
    theirs: Tree
    disk: Disk
    moves: Mapping[str, str]
    respell: Respelling | None = None
    on_conflict: OnConflict = OnConflict.MARKERS
    folders: tuple[str, ...] = ()
    ours: Callable[[], Tree] = Tree
    _carried: dict[str, Carried] = field(default_factory=dict, init=False)
    """Our files as the user made them, in the new words, by path; filled by `changes`."""

    @cached_property
    def changes(self) -> Sequence[FileChange]:
        """What becomes of each file, in no order."""
        changes = [*with_packages_kept([*self._changes()], self.disk)]
        if self.relocated is None:
            return changes
        changes = [self._sorted(change) for change in changes]
        broken = broken_by_renames(changes, self.relocated)
        return [*with_conflicts(changes, broken, self.disk.read)]

    def _changes(self) -> Iterator[FileChange]:
        moves = self.moves
        for old, new in moves.items():
            yield from self._moved(old, new)
        for path in {*self.base, *self.theirs} - {*moves, *moves.values()}:
            yield self._parts.settled(self._in_place(path))
        for old, new in self.companions.items():
            yield from self._companion_changes(old, new)
        in_parts = self._parts.changes
        yield from (in_parts[path] for path in in_parts if path not in self.companions)
        yield from self._other_changes()

    @cached_property
    def relocated(self) -> Relocated | None:
        """What of ours stands in other modules of the user's; None where no name changes."""
        if self.respell is None:
            return None
        to = {path: self.moves.get(path, path) for path in self.base if path.endswith(".py")}
        modules = {
            path: TemplateModule(path, new, text_of(self.base[path]), text_of(self.theirs[new]))
            for path, new in to.items()
            if new in self.theirs
        }
        return Relocated(modules, self.sources, self.respell, self.companions)

    @cached_property
    def sources(self) -> Sources:
        """The modules of the project as they are."""
        modules = (each for top in self.folders for each in self.disk.modules(top).items())
        return Sources({path: file.text for path, file in modules if file.text is not None})

    @cached_property
    def _parts(self) -> PartMerge:
        """What becomes of modules of the user's that have a part of ours; filled by `changes`."""
        files = (self.base, self.theirs, self.disk.read, lambda: self.sources)
        return PartMerge(*files, self.on_conflict, self.relocated)

    @cached_property
    def companions(self) -> Mapping[str, str]:
        """Where modules of the user's own go that lie in a folder which is renamed."""
        return companions(self.base, self.moves, self.respell, self.disk)

    def _companion_changes(self, old: str, new: str) -> Iterator[FileChange]:
        """A module of the user's own moves, and uses what is called otherwise by its new name."""
        mine = self.disk.read(old)
        if mine is None or mine.text is None or self.disk.read(new):
            return
        conflicts = self._parts.conflicts(old, new)
        yield FileChange(old, mine, None)
        yield FileChange(new, None, mine.with_text(self._companion_text(old)), conflicts)

    def _companion_text(self, old: str) -> str:
        """A module of the user's own that moves, as it will be."""
        if self.relocated is None:
            return ""
        there = [(self.base[path], self.theirs[to]) for path, to in self.moves.items()]
        texts = [(text_of(one), text_of(other)) for one, other in there]
        own = self._parts.text(old) or self.relocated.with_new_names(old)
        return in_new_names(own, texts, self.relocated.respell)

    def _other_changes(self) -> Iterator[FileChange]:
        """Modules of the user's own that have something of ours, or import it by name."""
        for path, text in self._other_texts.items():
            if path not in self._parts.changes and (mine := self.disk.read(path)):
                same = text == mine.text
                yield FileChange(path, mine, mine if same else mine.with_text(text))

    @cached_property
    def _other_texts(self) -> Mapping[str, str]:
        """The modules of the user's own that stay where they are, as they will be."""
        if self.relocated is None:
            return {}
        ours = {*self.base, *self.companions}
        paths = (path for path in self.relocated.sources.texts if path not in ours)
        return {
            path: self._parts.text(path) or self.relocated.with_new_names(path) for path in paths
        }

    def _sorted(self, change: FileChange) -> FileChange:
        """The change of a file that the user edited, its imports in order if they were so."""
        after = change.after
        if after is None or after in (change.before, self.theirs.get(change.path)):
            return change
        mine = self.disk.read(self._origins.get(change.path, change.path))
        if mine is None or mine.text is None or after.text is None:
            return change
        text = with_imports_sorted(change.path, mine.text, after.text)
        return replace(change, after=after.with_text(text))

    @cached_property
    def _origins(self) -> Mapping[str, str]:
        return {new: old for old, new in {**self.moves, **self.companions}.items()}

    def _in_place(self, path: str) -> FileChange:
        base, mine, theirs = self.base.get(path), self.disk.read(path), self.theirs.get(path)
        if base is None or mine is None or theirs is None:
            return reconcile(path, base, mine, theirs, self.on_conflict)
        before, own = self._respelled((path, path), base, mine, theirs)
        change = _as_on_disk(mine, own, reconcile(path, before, own, theirs, self.on_conflict))
        # The answers were read from the user's file, so that ours says all that it says.
        return (
            FileChange(path, mine, theirs) if path == ANSWERS_FILE and change.conflicts else change
        )

    def _moved(self, old: str, new: str) -> Iterator[FileChange]:
        base, mine, theirs = self.base[old], self.disk.read(old), self.theirs[new]
        before, own = base, mine
        if mine is not None:
            before, own = self._respelled((old, new), base, mine, theirs)
        there = self.disk.read(new)
        changes = reconcile_move((old, new), before, own, theirs, there, self.on_conflict)
        changed = [_as_on_disk(mine, own, each) if each.path == old else each for each in changes]
        yield from self._parts.moved((old, new), changed)

    def _respelled(
        self, move: tuple[str, str], base: File, mine: File, theirs: File
    ) -> tuple[File, File]:
        """Both in the new words, where that can make a difference."""
        old, own, new = base.text, mine.text, theirs.text
        if self.relocated is None or base == mine or old is None or own is None or new is None:
            return base, mine
        carried = self.relocated.carried(move[0], old, own, new)
        self._carried[move[1]] = carried
        if base == theirs:
            return base, mine.with_text(carried.mine)
        return base.with_text(carried.base), mine.with_text(carried.mine)

    @property
    def notices(self) -> tuple[str, ...]:
        """Which links became files, and where lines of the user's have an old name still."""
        return (*self._lost_links(), *self._lines_with_old_names())

    def _lost_links(self) -> Iterator[str]:
        """The content of a file moves, for only that can be merged."""
        moved = {change.path for change in self.changes if change.after is None}
        for old, new in {**self.moves, **self.companions}.items():
            if old in moved and (target := self.disk.link(old)):
                yield f"{new} is a copy: {old} was a link to {target}. Link it again if it should."

    def _lines_with_old_names(self) -> tuple[str, ...]:
        if self.relocated is None:
            return ()
        written = {change.path: change.after for change in self.changes}
        own = [
            f"{path}:{line}"
            for path, carried in self._carried.items()
            if (after := written.get(path)) and carried.left
            for line in remaining_lines(
                text_of(after), carried, text_of(self.theirs[path]), self.relocated.respell
            )
        ]
        beside = {new: self._companion_text(old) for old, new in self.companions.items()}
        texts = {**self._other_texts, **beside}
        known = self.relocated.respell, self.folders, self.ours, self.relocated.nearby
        return remaining_notice([*own, *remaining_places(texts, *known)])

    @property
    def renaming(self) -> Renaming:
        """What is called otherwise afterwards."""
        moved = Renaming(moves={**self.moves, **self.companions}, folders=self.folders)
        return self.respell.renaming(moved) if self.respell else moved


def _as_on_disk(mine: File | None, own: File | None, change: FileChange) -> FileChange:
    """The change from what the user really has; a file that must stay stays as it really is."""
    after = mine if change.conflicts and change.after == own else change.after
    return replace(change, before=mine, after=after)
