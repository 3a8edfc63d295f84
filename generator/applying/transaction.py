"""A plan carried out on a project: all of it or nothing, even if the process is killed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import filelock

from generator.applying.files import clear, put
from generator.applying.journal import FOLDER, Entry, Journal
from generator.errors import WriteError
from generator.plan import FileChange, Plan
from generator.project import Folder
from generator.reconcile import reconcile
from generator.tree import File

PATIENCE = 10
"""Seconds to wait for another command in the same project."""


def apply(plan: Plan, folder: Folder, command: str, at: str) -> None:
    """Write the changes of a plan; after a failure every file is as it was.

    Args:
        plan: What to do.
        folder: The project.
        command: The words of the command, for the journal.
        at: The moment, in ISO 8601.

    Raises:
        WriteError: A file changed since the plan was made, or cannot be written, or another
            command is at work.
    """
    if plan.writes:
        with _exclusive(folder):
            for change in plan.writes:
                _verify(change, folder)
            _write(plan, folder, command, at)


def undo(entry: Entry, plan: Plan, folder: Folder, at: str) -> None:
    """Carry out what `undoing` planned, and forget the command.

    Raises:
        WriteError: As for `apply`.
    """
    journal = Journal(folder.root)
    apply(plan, folder, "undo", at)
    if plan.writes:
        journal.drop(journal.entries()[-1])
    journal.drop(entry)


def recover(folder: Folder) -> None:
    """Take back a command that was killed on its way, if there is one.

    Raises:
        WriteError: The command is still at work.
    """
    journal = Journal(folder.root)
    if journal.pending():
        with _exclusive(folder):
            if entry := journal.pending():
                _take_back(entry, folder)
                journal.drop(entry)


@contextmanager
def _exclusive(folder: Folder) -> Iterator[None]:
    """Hold off other commands in the project."""
    place = folder.root / FOLDER
    try:
        put(place / ".gitignore", File.from_text("*\n"))
        with filelock.FileLock(place / "lock", timeout=PATIENCE):
            yield
    except filelock.Timeout as error:
        raise WriteError(
            f"another command is at work in {folder.root}", "Wait for it, then run again."
        ) from error
    except OSError as error:
        raise _failed(FOLDER, error) from error


def undoing(entry: Entry, folder: Folder) -> Plan:
    """The way back from a command, merged into what the user did since."""
    return Plan(
        tuple(
            reconcile(each.path, each.after, folder.read(each.path), each.before)
            for each in entry.changes
        )
    )


def _write(plan: Plan, folder: Folder, command: str, at: str) -> None:
    journal = Journal(folder.root)
    entry = journal.begin(command, at, plan.writes)
    path = ""
    try:
        for change in entry.changes:
            path = change.path
            put(folder.place(path), change.after)
    except BaseException as error:
        try:
            _take_back(entry, folder)
            journal.drop(entry)
        except OSError as worse:
            raise WriteError(
                f"{path} cannot be written, nor can all files be put back: {worse.strerror}",
                "Make room; the next command puts them back first.",
            ) from error
        if isinstance(error, OSError):
            raise _failed(path, error) from error
        raise
    journal.finish(entry)


def _take_back(entry: Entry, folder: Folder) -> None:
    """Put back what was written; a file that is neither old nor new is the user's by now."""
    # New files go first: that makes room for the old ones on a full disk.
    for change in sorted(entry.changes, key=lambda each: each.before is not None):
        place = folder.place(change.path)
        if change.writes and folder.read(change.path) == change.after:
            put(place, change.before)
        clear(place)


def _verify(change: FileChange, folder: Folder) -> None:
    place = folder.place(change.path)
    if folder.read(change.path) != change.before:
        raise WriteError(f"{change.path} changed while the command ran", "Run it again.")
    nearest = next(parent for parent in (place, *place.parents) if parent.exists())
    if not os.access(nearest, os.W_OK):
        raise WriteError(
            f"{change.path} is read-only", "Make it writable and run again; nothing was changed."
        )


def _failed(path: str, error: OSError) -> WriteError:
    return WriteError(
        f"{path} cannot be written: {error.strerror}", "Nothing was changed; mend it and run again."
    )
