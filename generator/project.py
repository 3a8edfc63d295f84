"""A project on disk: where it is, what it was answered, and its files as they are now."""

from __future__ import annotations

import functools
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import yaml_text
from generator.errors import GeneratorError, ProjectError, WriteError
from generator.merging.markers import left_markers
from generator.spec.project import Project, make_project
from generator.templating.rendering import ANSWERS_FILE
from generator.tree import File


@dataclass(frozen=True)
class Folder:
    """A folder whose files can be read, and nothing outside of it."""

    root: Path

    def read(self, path: str) -> File | None:
        """The file at a relative POSIX path, or None if there is none.

        Raises:
            WriteError: The path leads out of the folder, is no file, or cannot be read.
        """
        return self._read(path, self.place(path))

    def _read(self, path: str, place: Path) -> File | None:
        try:
            if not stat.S_ISREG(place.stat().st_mode):
                raise WriteError(f"{path} is no regular file", "Move it out of the way.")
            data = place.read_bytes()
            return File(data, os.access(place, os.X_OK))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise WriteError(
                f"{path} cannot be read: {error.strerror}", "Check what it is."
            ) from error

    def link(self, path: str) -> str | None:
        """What the file at a path leads to, if it is a symbolic link."""
        place = self.place(path)
        return str(place.readlink()) if place.is_symlink() else None

    def list(self, folder: str) -> dict[str, File]:
        """The files directly in a folder, by relative POSIX path."""
        place = self.place(folder)
        files: dict[str, File] = {}
        for each in sorted(place.iterdir()) if place.is_dir() else ():
            path = f"{folder}/{each.name}"
            # What lies in a folder of ours is ours too, unless it is a link.
            inside = self.place(path) if each.is_symlink() else each
            if each.is_file() and (file := self._read(path, inside)):
                files[path] = file
        return files

    def modules(self, folder: str) -> dict[str, File]:
        """The Python files anywhere below a folder, by relative POSIX path."""
        places = sorted(self.place(folder).rglob("*.py"))
        paths = [each.relative_to(self.root).as_posix() for each in places if each.is_file()]
        return {path: file for path in paths if (file := self.read(path)) is not None}

    @functools.cached_property
    def _real_root(self) -> Path:
        return self.root.resolve()

    def place(self, path: str) -> Path:
        """The absolute path, symbolic links resolved.

        Raises:
            WriteError: It lies outside of the folder.
        """
        place = self.root / path
        try:
            real = place.resolve()
        except (OSError, RuntimeError) as error:  # a loop is a RuntimeError before Python 3.13
            raise WriteError(f"{path} cannot be resolved: {error}", "Mend the link.") from error
        if not real.is_relative_to(self._real_root):
            raise WriteError(
                f"{path} leads out of the project, to {real}",
                "Replace the symbolic link by a file.",
            )
        return place


@dataclass(frozen=True)
class ProjectOnDisk:
    """A generated project.

    Attributes:
        folder: Its files.
        project: Its answers, validated.
        source: `_src_path` of the answers: where its template comes from.
        version: `_commit` of the answers: the version of the template.
        answers: The file that they were read from, as it was then.
    """

    folder: Folder
    project: Project
    source: str | None
    version: str | None
    answers: bytes = b""


def find_folder(start: Path) -> Folder:
    """The folder of the project that holds a folder, searching upwards.

    Raises:
        ProjectError: There is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / ANSWERS_FILE).is_file():
            return Folder(folder)
    raise ProjectError(
        f"no project in {start} or above: there is no {ANSWERS_FILE}",
        "Change to a project, name one with --project DIR, or make one: fastapi-gen new NAME.",
    )


def find_project(start: Path) -> ProjectOnDisk:
    """Open the project that holds a folder, searching upwards.

    Raises:
        ProjectError: There is none, its answers are not valid, or its package is not there.
    """
    folder = find_folder(start)
    path = folder.root / ANSWERS_FILE
    try:
        data = path.read_bytes()
        answers = _answers(data.decode())
        record = {key: answers.pop(key, None) for key in ("_src_path", "_commit")}
        project = make_project({key: value for key, value in answers.items() if key[:1] != "_"})
    except OSError as error:
        raise ProjectError(f"{path} cannot be read: {error.strerror}", "Check it.") from error
    except UnicodeDecodeError as error:
        raise ProjectError(f"{path} is no UTF-8: {error}", "Restore it from git.") from error
    except GeneratorError as error:
        raise ProjectError(
            f"{path}: {error.message}", error.hint or "Restore it from git."
        ) from error
    if not folder.place(project.package).is_dir():
        raise ProjectError(
            f"there is no package {project.package!r} in {folder.root}",
            f"If it has another name now, give that in {ANSWERS_FILE} (package); else restore it.",
        )
    source, version = (_text(record[key]) for key in ("_src_path", "_commit"))
    return ProjectOnDisk(folder, project, source, version, data)


def _answers(text: str) -> dict[str, Any]:
    if line := left_markers("", text):
        raise ProjectError(f"line {line} is a conflict marker", "Keep the resources of both sides.")
    answers: dict[Any, Any] = yaml_text.load(text, "it", strict=True)
    if unfit := [key for key in answers if not isinstance(key, str)]:
        raise ProjectError(f"the key {unfit[0]!r} is no text", "Mend it by hand.")
    return answers


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
