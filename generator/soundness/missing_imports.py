"""Imports that we write, of what the user has renamed, moved or deleted.

Files that merge without a conflict are no program then.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.analysis.imports import Importable, in_order, top_imports
from generator.plan import Conflict, Settling
from generator.soundness.merged_project import MergedProject


def missing_imports(merged: MergedProject) -> Iterator[Conflict]:
    """Find what changed modules import anew from the project, and it does not have.

    What is not in all that we would write either is the template's affair.
    """
    for change in merged.changes:
        if change.after == change.before or not change.path.endswith(".py"):
            continue
        before, after = (
            top_imports(file, merged.folders) for file in (change.before, change.after)
        )
        missing = [each for each in in_order(after - before) if not merged.importable.has(each)]
        ours = Importable(merged.rendered().get) if missing else merged.importable
        known = {each.what for each in change.conflicts}
        for each in missing:
            if each.as_missing not in known and ours.has(each):
                yield Conflict(change.path, each.as_missing, "", each.line, Settling.DEFINE)
