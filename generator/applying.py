"""The only writer: a plan becomes files, all of them or none."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from generator.errors import WriteError
from generator.plan import FileChange, Plan
from generator.project import Folder
from generator.tree import File


def create(plan: Plan, root: Path) -> None:
    """Write a new project: built beside its place, then moved there in one step.

    Raises:
        WriteError: Something is there already, or the folder cannot be written.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise WriteError(f"{root} is there already and not empty", "Choose another name or folder.")
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=f".{root.name}-", dir=root.parent))
    except OSError as error:
        raise WriteError(
            f"{root.parent} cannot be written: {error.strerror}", "Choose another folder."
        ) from error
    try:
        for change in plan.writes:
            _put(stage / change.path, change.after)
        stage.chmod(0o777 & ~_umask())
        stage.replace(root)
    except OSError as error:
        raise WriteError(
            f"{root} cannot be written: {error.strerror}", "Nothing was left behind."
        ) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def apply(plan: Plan, folder: Folder) -> None:
    """Write the changes of a plan; after a failure every file is as it was.

    Raises:
        WriteError: A file changed since the plan was made, or cannot be written.
    """
    for change in plan.writes:
        _verify(change, folder)
    done: list[FileChange] = []
    try:
        for change in plan.writes:
            done.append(change)
            _put(folder.place(change.path), change.after)
    except OSError as error:
        _take_back(done, folder)
        raise WriteError(
            f"{done[-1].path} cannot be written: {error.strerror}",
            "Nothing was changed; mend it and run again.",
        ) from error
    except BaseException:
        _take_back(done, folder)
        raise


def _verify(change: FileChange, folder: Folder) -> None:
    place = folder.place(change.path)
    if folder.read(change.path) != change.before:
        raise WriteError(f"{change.path} changed while the command ran", "Run it again.")
    nearest = next(parent for parent in (place, *place.parents) if parent.exists())
    if not os.access(nearest, os.W_OK):
        raise WriteError(
            f"{change.path} is read-only", "Make it writable and run again; nothing was changed."
        )


def _put(place: Path, file: File | None) -> None:
    """Put a file in its place in one step, or take it away."""
    if file is None:
        place.unlink()
        _remove_empty(place.parent)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    target = place.resolve()
    descriptor, staged = tempfile.mkstemp(prefix=f".{place.name}-", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(file.data)
        Path(staged).chmod(_mode(target, file))
        Path(staged).replace(target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(staged).unlink()


def _mode(place: Path, file: File) -> int:
    """The mode of the file that is replaced, else the usual one."""
    if place.exists():
        return place.stat().st_mode & 0o7777
    return (0o777 if file.executable else 0o666) & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _take_back(done: Iterable[FileChange], folder: Folder) -> None:
    for change in done:
        place = folder.place(change.path)
        if folder.read(change.path) != change.before:
            _put(place, change.before)
        elif change.before is None:
            _remove_empty(place.parent)


def _remove_empty(folder: Path) -> None:
    """Remove folders in which nothing is left but what Python compiled."""
    with contextlib.suppress(OSError):
        while True:
            if [each.name for each in folder.iterdir()] == ["__pycache__"]:
                shutil.rmtree(folder / "__pycache__")
            folder.rmdir()
            folder = folder.parent
