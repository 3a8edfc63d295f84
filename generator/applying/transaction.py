"""A plan carried out on a project: all of it or nothing, even if the process is killed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import filelock

from generator.applying.files import clear, put
from generator.applying.journal import FOLDER, Entry, Journal
from generator.errors import WriteError
from generator.plan import FileChange, Plan
from generator.project import Folder
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
    journal = Journal(folder.root)
    begin = partial(journal.begin, command, at, plan.writes, plan.renaming)
    _carry_out(plan, folder, begin, journal.finish)


def undo(entry: Entry, plan: Plan, folder: Folder, at: str) -> None:
    """Carry out what `undoing` planned, and forget the command.

    Raises:
        WriteError: As for `apply`; or the command is taken back, but cannot be forgotten. To undo
            it again changes nothing, and forgets it.
    """
    journal = Journal(folder.root)
    _carry_out(plan, folder, lambda: journal.begin("undo", at, plan.writes), journal.drop)
    try:
        journal.drop(entry)
    except OSError as error:
        raise WriteError(
            f"{entry.command!r} is undone, but stays in the history: {error.strerror}",
            "Mend it, then run fastapi-gen undo once more.",
        ) from error


def recover(folder: Folder) -> Entry | None:
    """Take back a command that was killed on its way, if there is one.

    Returns:
        The command that was taken back.

    Raises:
        WriteError: The command is still at work, or what it was about to do cannot be read, or a
            file cannot be put back.
    """
    journal = Journal(folder.root)
    if not journal.unfinished():
        return None
    with _exclusive(folder):
        if entry := journal.pending():
            try:
                _take_back(entry, folder)
            except OSError as error:
                raise WriteError(
                    f"{entry.command!r} was interrupted, and {error.filename} cannot be put back: "
                    f"{error.strerror}",
                    "Mend it; the next command puts everything back first.",
                ) from error
            journal.drop(entry)
        return entry


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


def _carry_out(
    plan: Plan, folder: Folder, begin: Callable[[], Entry], finish: Callable[[Entry], None]
) -> None:
    """Write what a plan changes, between a first and a last stroke in the journal."""
    if plan.writes:
        with _exclusive(folder):
            for change in plan.writes:
                _verify(change, folder)
            entry = begin()
            _write(entry, folder)
            finish(entry)


def _write(entry: Entry, folder: Folder) -> None:
    path = ""
    try:
        for change in entry.changes:
            path = change.path
            put(folder.place(path), change.after)
    except BaseException as error:
        try:
            _take_back(entry, folder)
            Journal(folder.root).drop(entry)
        except OSError as worse:
            raise WriteError(
                f"{path} cannot be written, nor can all files be put back: {worse.strerror}",
                "Make room; the next command puts them back first.",
            ) from error
        if isinstance(error, OSError):
            raise _failed(path, error) from error
        raise


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
    if nearest != place and not nearest.is_dir():
        path = nearest.relative_to(folder.root).as_posix()
        raise WriteError(
            f"{path} is a file, where a folder has to be",
            "Move it out of the way; nothing was changed.",
        )
    if not os.access(nearest, os.W_OK):
        raise WriteError(
            f"{change.path} is read-only", "Make it writable and run again; nothing was changed."
        )


def _failed(path: str, error: OSError) -> WriteError:
    return WriteError(
        f"{path} cannot be written: {error.strerror}", "Nothing was changed; mend it and run again."
    )
