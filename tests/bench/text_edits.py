"""Edits of a text, written as where and what; an edit that finds no place is an error."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Change: TypeAlias = Callable[[str], str]


@dataclass(frozen=True)
class Edit:
    """Changes of one file.

    Attributes:
        path: The file; `*` stands for any one folder.
        changes: What is done to its text, in this order.
    """

    path: str
    changes: Sequence[Change]

    def apply(self, root: Path, folder: str = "*", **words: str) -> None:
        """Edit the file below a folder.

        Args:
            root: The project.
            folder: What stands for `*` in the path.
            words: What stands for `{word}` in the texts of the changes.

        Raises:
            LookupError: A change finds no place.
        """
        path = root / self.path.replace("*", folder)
        text = path.read_text(encoding="utf-8")
        for change in self.changes:
            text = change(text)
        for word, value in words.items():
            text = text.replace(f"<{word}>", value)
        path.write_text(text, encoding="utf-8")


def after(anchor: str, new: str) -> Change:
    """Put a text behind the first match of a regular expression."""
    return replaced(f"({anchor})", rf"\g<1>{_literal(new)}")


def before(anchor: str, new: str) -> Change:
    """Put a text before the first match of a regular expression."""
    return replaced(f"({anchor})", rf"{_literal(new)}\g<1>")


def at_end(new: str) -> Change:
    """Put a text at the end."""
    return lambda text: f"{text.rstrip()}\n{new}"


def replaced(pattern: str, new: str) -> Change:
    """Replace the first match of a regular expression; `new` may refer to its groups."""

    def change(text: str) -> str:
        result, count = re.subn(pattern, new, text, count=1, flags=re.MULTILINE)
        if not count:
            raise LookupError(f"nothing matches {pattern!r} in:\n{text}")
        return result

    return change


def _literal(text: str) -> str:
    return text.replace("\\", r"\\")
