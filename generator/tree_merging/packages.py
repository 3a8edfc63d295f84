"""Packages of ours that we would not write any more, and in which modules of the user's stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.plan import FileChange
from generator.tree import Disk

_PACKAGE = "/__init__.py"


def with_packages_kept(changes: Sequence[FileChange], disk: Disk) -> Iterator[FileChange]:
    """The changes, but what makes a folder a package stays as long as there are modules in it."""
    gone = {change.path for change in changes if change.after is None}
    for change in changes:
        kept = change.path in gone and change.path.endswith(_PACKAGE)
        folder = change.path.removesuffix(_PACKAGE)
        is_needed = kept and any(
            not path.endswith(_PACKAGE) for path in disk.modules(folder).keys() - gone
        )
        yield replace(change, after=change.before) if is_needed else change
