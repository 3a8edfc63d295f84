"""Imports and uses of the user's, of what we take away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from generator.analysis.imports import Import, all_imports
from generator.analysis.syntax import bindings, module_name, parsed
from generator.plan import Conflict, FileChange, Settling
from generator.soundness.merged_project import MergedProject
from generator.tree import text_of


def lost_imports(merged: MergedProject) -> Iterator[Conflict]:
    """Find what modules have from others that was there before and is there no more.

    What we write ourselves all the same is the template's affair. Where there is a conflict
    already, the module is not as it will be.
    """
    gone = [each for each in map(_TakenAway.by, merged.changes) if each.imports]
    if not gone:
        return
    unsettled = {change.path for change in merged.changes if change.conflicts}
    ours = _Ours(merged)
    for path, text in merged.after.texts.items():
        known = [each for each in gone if path not in unsettled and each.may_be_in(path, text)]
        for each in all_imports(path, text, merged.folders) if known else ():
            is_gone = any(each in other.imports for other in known)
            if is_gone and not merged.importable.has(each) and each not in ours.imports:
                what = f"{each.as_missing} any more"
                yield Conflict(path, what, "", each.line, Settling.DEFINE)


@dataclass(frozen=True)
class _Ours:
    merged: MergedProject

    @cached_property
    def imports(self) -> set[Import]:
        """What the modules have from others that we would write today."""
        files = self.merged.rendered().items()
        modules = ((path, text_of(file)) for path, file in files if path.endswith(".py"))
        return {each for module in modules for each in all_imports(*module, self.merged.folders)}


@dataclass(frozen=True)
class _TakenAway:
    """What can be imported from a module no more, nor the module if it goes.

    Attributes:
        folder: Where the module is, or was.
        name: The last part of that, which is said by whoever imports it from elsewhere.
        imports: The imports that fail.
    """

    folder: str
    name: str
    imports: frozenset[Import]

    @classmethod
    def by(cls, change: FileChange) -> _TakenAway:
        """What a change takes away."""
        folder = PurePosixPath(change.path).parent
        return cls(f"{folder}/", folder.name, frozenset(_names_taken_away(change)))

    def may_be_in(self, path: str, text: str) -> bool:
        """Whether a module may import any of it, by its words."""
        if not path.startswith(self.folder) and self.name not in text:
            return False
        return any(each.name in text for each in self.imports)


def _names_taken_away(change: FileChange) -> Iterator[Import]:
    if not change.path.endswith(".py") or change.before is None or change.before == change.after:
        return
    module = module_name(change.path)
    old, new = (parsed(text_of(each)) for each in (change.before, change.after))
    for name in bindings(old).keys() - bindings(new).keys() if old and new else ():
        yield Import(module, name)
    if change.after is None:
        parent, _, name = module.rpartition(".")
        yield Import(parent, name)
