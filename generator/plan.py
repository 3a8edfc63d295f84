"""A plan: what a command would change. Everything that shows or does it reads this value."""

from __future__ import annotations

import difflib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from generator.renaming import UNNAMED, Renaming
from generator.tree import File


class Action(StrEnum):
    """What happens to a file."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    IDENTICAL = "identical"
    CONFLICT = "conflict"


class Settling(StrEnum):
    """How the user settles a conflict.

    Attributes:
        MARKERS: In the file: both versions stand there, between conflict markers.
        PATCH: By a patch that puts ours in the place of the user's.
        PASTE: By hand: the file is as it was, and there is a snippet to paste.
        DEFINE: By hand: the rest is done, and lacks something that only the user can add.
        REMOVE: By hand: the rest is done, and something is left that only the user can take away.
    """

    MARKERS = "markers"
    PATCH = "patch"
    PASTE = "paste"
    DEFINE = "define"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that the user and the template both changed, or one that the template does not find.

    Attributes:
        path: The file.
        what: The place in words: "class Product / attribute price".
        snippet: What the template would have there, exact; empty if it would have nothing.
        line: The line in the file as it will be after the command, if it is known.
        settling: How it is settled.
        patch: A unified diff from the file as it will be to the one with ours at this place; empty
            unless it is settled by it.
    """

    path: str
    what: str
    snippet: str
    line: int | None = None
    settling: Settling = Settling.PASTE
    patch: str = ""

    def __str__(self) -> str:
        """`path:line: what`, as editors know it."""
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.what}"


@dataclass(frozen=True)
class FileChange:
    """One file before and after; None where there is none."""

    path: str
    before: File | None
    after: File | None
    conflicts: tuple[Conflict, ...] = ()

    @property
    def action(self) -> Action:
        """What happens to the file, in one word."""
        if self.conflicts:
            return Action.CONFLICT
        if self.before == self.after:
            return Action.IDENTICAL
        if self.before is None:
            return Action.CREATE
        return Action.DELETE if self.after is None else Action.UPDATE

    @property
    def writes(self) -> bool:
        """Whether the file on disk differs afterwards."""
        return self.before != self.after

    @cached_property
    def diff(self) -> str:
        """The change as a unified diff; empty where nothing changes, one line for binary files."""
        before, after = _lines(self.before), _lines(self.after)
        if before is None or after is None:
            return f"Binary files a/{self.path} and b/{self.path} differ\n" if self.writes else ""
        old = "/dev/null" if self.before is None else f"a/{self.path}"
        new = "/dev/null" if self.after is None else f"b/{self.path}"
        return "".join(_ended(difflib.unified_diff(before, after, old, new)))


@dataclass(frozen=True)
class Plan:
    """All that a command would do.

    Attributes:
        changes: One entry for each file that was considered, sorted by path.
        notices: What the user should know, one line each.
        next_steps: Commands to run next.
        renaming: What is called otherwise afterwards.
    """

    changes: tuple[FileChange, ...]
    notices: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    renaming: Renaming = UNNAMED

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Every place that is left to the user."""
        return tuple(conflict for change in self.changes for conflict in change.conflicts)

    @property
    def writes(self) -> tuple[FileChange, ...]:
        """The changes that touch the disk."""
        return tuple(change for change in self.changes if change.writes)

    def counts(self) -> dict[Action, int]:
        """How many files there are of each action that occurs."""
        actions = [change.action for change in self.changes]
        return {action: actions.count(action) for action in Action if action in actions}


def _lines(file: File | None) -> list[str] | None:
    if file is None:
        return []
    # Only "\n" ends a line here, as in git; `splitlines` knows eight more.
    return None if file.text is None else io.StringIO(file.text, newline="").readlines()


def _ended(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
