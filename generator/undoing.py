"""The way back from a command, merged into what the user did since."""

from __future__ import annotations

from operator import attrgetter

from generator.applying.journal import Entry
from generator.migrations import VERSIONS, refuse_to_orphan
from generator.plan import Plan
from generator.reconcile import reconcile
from generator.respelling import Respelling
from generator.templating.rendering import ANSWERS_FILE
from generator.tree import Disk, File, Tree, text_of
from generator.tree_merging.tree_merge import TreeMerge


def undoing(entry: Entry, disk: Disk) -> Plan:
    """Plan the way back from a command.

    It is the same merge as any other, from what the command wrote to what was there before: a
    rename goes back as one, with all that was written in the new names since.

    Args:
        entry: The command.
        disk: The user's files.

    Raises:
        ProjectError: A revision of the user's builds on one that would be taken away.
    """
    back = entry.renaming.back
    words = back.words, back.binding, back.singles
    respell = Respelling(*words) if back.words else None
    was = {each.path: each.before for each in entry.changes}
    now = {each.path: each.after for each in entry.changes}
    written, wanted = _code(now), _code(was)
    moves = {old: new for old, new in back.moves.items() if old in written and new in wanted}
    merge = TreeMerge(written, wanted, disk, moves, respell, folders=back.folders)
    answers = now.keys() & {ANSWERS_FILE}
    settled = (reconcile(each, now[each], disk.read(each), was[each]) for each in answers)
    changes = sorted([*merge.changes, *settled], key=attrgetter("path"))
    texts = {path: text_of(file) for path, file in disk.list(VERSIONS).items()}
    refuse_to_orphan(texts, {each.path for each in changes if each.after is None})
    return Plan(tuple(changes), merge.notices)


def _code(files: dict[str, File | None]) -> Tree:
    return Tree(
        {path: file for path, file in files.items() if file is not None and path != ANSWERS_FILE}
    )
