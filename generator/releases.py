"""Tags that name releases, and their order."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RELEASE = re.compile(r"v?\d+(\.\d+)*")


def is_release(tag: str) -> bool:
    """Whether a tag is a version number: `1.2.0` or `v1.2.0`."""
    return bool(_RELEASE.fullmatch(tag))


def release_number(tag: str) -> tuple[int, ...]:
    """The numbers of a release, to sort by."""
    return tuple(int(part) for part in tag.removeprefix("v").split("."))


def newest_release(tags: Iterable[str]) -> str | None:
    """The highest release among some tags, if there is one."""
    return max(filter(is_release, tags), key=release_number, default=None)
