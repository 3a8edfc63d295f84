"""A tree of files, in memory: what a project looks like at one moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol


@dataclass(frozen=True, slots=True)
class File:
    """The content of one file: bytes, so that nothing is lost, and whether it may be executed."""

    data: bytes
    executable: bool = False

    @classmethod
    def from_text(cls, text: str, *, executable: bool = False) -> File:
        """A file of UTF-8 text."""
        return cls(text.encode(), executable)

    @property
    def text(self) -> str | None:
        """The content as text, or None if it is not UTF-8 (line ends are kept as they are)."""
        try:
            return self.data.decode()
        except UnicodeDecodeError:
            return None

    def with_text(self, text: str) -> File:
        """The same file with another content."""
        return File.from_text(text, executable=self.executable)


def text_of(file: File | None) -> str:
    """The content as text; empty where there is no file, or it is not UTF-8."""
    return (file.text if file else None) or ""


class Tree(Mapping[str, File]):
    """An immutable mapping of relative POSIX paths to files."""

    def __init__(self, files: Mapping[str, File] = MappingProxyType({})) -> None:
        """Take the files as they are; a later change of `files` is not seen."""
        self._files = dict(files)

    def __getitem__(self, path: str) -> File:
        """The file at a path."""
        return self._files[path]

    def __iter__(self) -> Iterator[str]:
        """The paths, in the order in which they were given."""
        return iter(self._files)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._files)

    def __or__(self, other: Mapping[str, File]) -> Tree:
        """The files of both; where both have a path, those of `other`."""
        return Tree({**self._files, **other})


class Disk(Protocol):
    """The files of the user, read when they are asked for."""

    def read(self, path: str) -> File | None:
        """The file at a path, or None."""

    def link(self, path: str) -> str | None:
        """What the file at a path leads to, if it is a symbolic link."""

    def list(self, folder: str) -> Mapping[str, File]:
        """The files that lie in a folder, by path."""

    def modules(self, folder: str) -> Mapping[str, File]:
        """The Python files anywhere below a folder, by path."""
