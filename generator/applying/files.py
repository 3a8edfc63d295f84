"""One file, written or taken away in one step."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

from generator.tree import File


def put(place: Path, file: File | None, *, durable: bool = False) -> None:
    """Put a file in its place, or take it away with the folders that are empty then.

    Whoever reads meanwhile sees the old file or the new one, never a part, and what takes the place
    of another is on the disk before: a machine that stops leaves one of them. A symbolic link stays
    a link; what it leads to is replaced.

    Args:
        place: Where it lies.
        file: What is put there; None to take away what is.
        durable: Whether it has to be on the disk, though it is new.
    """
    if file is None:
        place.unlink()
        remove_empty(place.parent)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    target = place.resolve()
    staged = _staged(target)
    try:
        _write(staged, file.data, durable=durable or target.exists())
        staged.chmod(_mode(target, file))
        staged.replace(target)
    finally:
        staged.unlink(missing_ok=True)


def _write(place: Path, data: bytes, *, durable: bool) -> None:
    with place.open("wb") as stream:
        stream.write(data)
        if durable:
            stream.flush()
            os.fsync(stream.fileno())


def clear(place: Path) -> None:
    """Remove what a writer that was killed left beside a file, and folders that it made."""
    with contextlib.suppress(NotADirectoryError):  # a file stands where it would have made a folder
        _staged(place.resolve()).unlink(missing_ok=True)
    remove_empty(place.parent)


def _staged(target: Path) -> Path:
    return target.with_name(f".{target.name}.fastapi-gen~")


def remove_empty(folder: Path) -> None:
    """Remove folders in which nothing is left but what Python compiled."""
    with contextlib.suppress(OSError):
        while True:
            if [each.name for each in folder.iterdir()] == ["__pycache__"]:
                shutil.rmtree(folder / "__pycache__")
            folder.rmdir()
            folder = folder.parent


def _mode(place: Path, file: File) -> int:
    """The mode of the file that is replaced, else the usual one; who may read it may execute it."""
    mode = place.stat().st_mode & 0o7777 if place.exists() else 0o666 & ~umask()
    return mode | (mode & 0o444) >> 2 if file.executable else mode & ~0o111


def umask() -> int:
    """The bits that new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
