"""Conflict markers that somebody forgot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checking.drift import Drift, Kind
from generator.merging.markers import left_markers
from generator.tree import File, text_of


def find_markers(files: Iterable[tuple[str, File | None, File | None]]) -> Iterator[Drift]:
    """The files that still hold a conflict, each with the line of its first marker.

    Args:
        files: The path, what we wrote there, and what is there now.
    """
    for path, written, mine in files:
        if line := left_markers(text_of(written), text_of(mine)):
            yield Drift(
                Kind.MARKERS,
                path,
                f"a conflict is left in line {line}",
                "Choose between the two versions and remove the markers",
            )
