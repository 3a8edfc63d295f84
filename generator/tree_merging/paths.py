"""Which path a file has today that we once wrote elsewhere, and what goes along with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from generator.respelling import Respelling
from generator.tree import Disk, Tree
from generator.tree_merging.moves import find_moves


def moved_files(
    base: Tree, theirs: Tree, respell: Respelling | None, *, find: bool
) -> Mapping[str, str]:
    """Old and new path of what has another one today.

    Args:
        base: What we once wrote.
        theirs: What we would write today.
        respell: The words that are called otherwise today, the names of folders among them.
        find: Whether other files may lie elsewhere too, and are found by what is in them.
    """
    gone, fresh = {*base} - {*theirs}, {*theirs} - {*base}
    spelled = {path: respell(path) for path in gone} if respell else {}
    moves = {old: new for old, new in spelled.items() if new in fresh}
    if not find:
        return moves
    return moves | dict(find_moves(_without(base, moves), _without(theirs, moves.values())))


def companions(
    base: Tree, moves: Mapping[str, str], respell: Respelling | None, disk: Disk
) -> Mapping[str, str]:
    """Old and new path of modules of the user's own that lie in a folder which is renamed."""
    if respell is None or not respell.binding:
        return {}
    folders = {PurePosixPath(old).parent: PurePosixPath(new).parent for old, new in moves.items()}
    return {
        path: (new / PurePosixPath(path).relative_to(old)).as_posix()
        for old, new in folders.items()
        for path in disk.modules(old.as_posix())
        if path not in base
    }


def _without(tree: Tree, paths: Iterable[str]) -> Tree:
    left_out = set(paths)
    return Tree({path: file for path, file in tree.items() if path not in left_out})
