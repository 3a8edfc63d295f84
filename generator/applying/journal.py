"""The journal: what commands did to a project, kept in the project and ignored by git.

An entry is written before the first file is touched and renamed when the last one is: an entry
under its first name is a command that was killed.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator.applying.files import put
from generator.errors import WriteError
from generator.plan import FileChange
from generator.renaming import UNNAMED, Renaming
from generator.tree import File

FOLDER = ".fastapi-gen"
KEPT = 20
"""How many commands can be taken back."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One command.

    Attributes:
        number: Grows with each command.
        command: Its words.
        at: When, in ISO 8601.
        changes: What it did to each file.
        renaming: What it gave another name.
    """

    number: int
    command: str
    at: str
    changes: tuple[FileChange, ...]
    renaming: Renaming = UNNAMED


@dataclass(frozen=True, slots=True)
class Journal:
    """The entries of a project."""

    root: Path

    def begin(
        self,
        command: str,
        at: str,
        changes: Iterable[FileChange],
        renaming: Renaming = UNNAMED,
    ) -> Entry:
        """Record what is going to be done.

        Raises:
            OSError: The project cannot be written.
        """
        numbers = [int(path.stem) for path in self._paths("json")]
        entry = Entry(max(numbers, default=0) + 1, command, at, tuple(changes), renaming)
        text = json.dumps(_plain(entry))
        put(self._path(entry, "pending"), File.from_text(text), durable=True)
        return entry

    def finish(self, entry: Entry) -> None:
        """Forget what is too old, and record that it is done: that comes last, in one step."""
        for path in self._paths("json")[: 1 - KEPT]:
            path.unlink()
        self._path(entry, "pending").replace(self._path(entry, "json"))

    def drop(self, entry: Entry) -> None:
        """Forget an entry that was taken back."""
        for state in ("pending", "json"):
            self._path(entry, state).unlink(missing_ok=True)

    def entries(self) -> list[Entry]:
        """The commands that are done, the oldest first.

        Raises:
            WriteError: One cannot be read.
        """
        done = "Remove it, and every older one: from there on nothing can be undone."
        return [_entry(path, done) for path in self._paths("json")]

    def unfinished(self) -> bool:
        """Whether a command was killed, or is at work."""
        return bool(self._paths("pending"))

    def pending(self) -> Entry | None:
        """The command that was killed, if there is one; only who holds the lock can tell.

        Raises:
            WriteError: What it was about to do cannot be read.
        """
        killed = (
            "A command was interrupted, and what it wrote is not known: compare the project with "
            "its last commit, then remove the file."
        )
        return next((_entry(path, killed) for path in self._paths("pending")), None)

    @property
    def _folder(self) -> Path:
        return self.root / FOLDER

    def _path(self, entry: Entry, state: str) -> Path:
        return self._folder / f"{entry.number:06}.{state}"

    def _paths(self, state: str) -> list[Path]:
        try:
            paths = sorted(self._folder.iterdir())
        except FileNotFoundError:
            return []
        except OSError as error:
            raise WriteError(
                f"{self._folder} cannot be read: {error.strerror}", "Check what it is."
            ) from error
        return [each for each in paths if each.suffix == f".{state}" and each.stem.isdecimal()]


def _plain(entry: Entry) -> dict[str, Any]:
    changes = [
        {"path": each.path, "before": _packed(each.before), "after": _packed(each.after)}
        for each in entry.changes
    ]
    about = {"number": entry.number, "command": entry.command, "at": entry.at}
    return {**about, "changes": changes, "renaming": asdict(entry.renaming)}


def _entry(path: Path, hint: str) -> Entry:
    try:
        return _read(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise WriteError(f"{path} cannot be read: {error.strerror}", hint) from error
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise WriteError(f"{path} is damaged", hint) from error


def _read(plain: Any) -> Entry:
    changes = tuple(
        FileChange(each["path"], _unpacked(each["before"]), _unpacked(each["after"]))
        for each in plain["changes"]
    )
    renaming = Renaming(**plain.get("renaming", {}))
    return Entry(plain["number"], plain["command"], plain["at"], changes, renaming)


def _packed(file: File | None) -> list[Any] | None:
    return [base64.b64encode(file.data).decode(), file.executable] if file else None


def _unpacked(packed: list[Any] | None) -> File | None:
    return File(base64.b64decode(packed[0]), bool(packed[1])) if packed else None
