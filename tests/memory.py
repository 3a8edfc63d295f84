"""A disk in memory, and a plan carried out on it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.plan import Plan
from generator.tree import File, Tree


class MemoryDisk(Tree):
    """A tree that can stand in for the files of a project."""

    def read(self, path: str) -> File | None:
        """The file at a path, or None."""
        return self.get(path)

    def link(self, _: str) -> str | None:
        """There are no links."""
        return None

    def list(self, folder: str) -> Mapping[str, File]:
        """The files that lie in a folder."""
        return {path: file for path, file in self.items() if path.rpartition("/")[0] == folder}

    def modules(self, folder: str) -> Mapping[str, File]:
        """The Python files anywhere below a folder."""
        inside = f"{folder}/"
        return {
            path: file
            for path, file in self.items()
            if path.startswith(inside) and path.endswith(".py")
        }

    def after(self, plan: Plan) -> MemoryDisk:
        """What the disk holds once the plan is carried out."""
        files = dict(self)
        for change in plan.writes:
            assert files.pop(change.path, None) == change.before
            if change.after is not None:
                files[change.path] = change.after
        return MemoryDisk(files)


def read_tree(root: Path) -> Tree:
    """The files below a folder, the repository and the journal left out."""
    private = {".git", ".fastapi-gen"}
    paths = sorted(
        each for each in root.rglob("*") if each.is_file() and not private & {*each.parts}
    )
    return Tree({path.relative_to(root).as_posix(): File(path.read_bytes()) for path in paths})
