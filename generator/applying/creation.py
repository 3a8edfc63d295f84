"""A new project: built beside its place, then moved there in one step."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from generator.applying.files import put, umask
from generator.errors import WriteError
from generator.plan import Plan


def create(plan: Plan, root: Path) -> None:
    """Write a new project.

    Raises:
        WriteError: Something is there already, or the folder cannot be written.
    """
    refuse_taken(root)
    try:
        stage = Path(tempfile.mkdtemp(prefix=f".{root.name}-", dir=root.parent))
    except OSError as error:
        raise _unwritable(root.parent, error) from error
    try:
        for change in plan.writes:
            put(stage / change.path, change.after)
        stage.chmod(0o777 & ~umask())
        stage.replace(root)
    except OSError as error:
        raise _unwritable(root, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def refuse_taken(root: Path) -> None:
    """Refuse a place where something is.

    Raises:
        WriteError: There is a file, a link, or a folder that is not empty.
    """
    if root.is_symlink() or (root.exists() and not root.is_dir()):
        raise WriteError(f"{root} is there already and no folder", "Choose another name.")
    if root.exists() and any(root.iterdir()):
        raise WriteError(f"{root} is there already and not empty", "Choose another name or folder.")


def _unwritable(place: Path, error: OSError) -> WriteError:
    return WriteError(f"{place} cannot be written: {error.strerror}", "Nothing was left behind.")
