"""The conflict markers that editors know."""

from collections.abc import Sequence

MINE = "<<<<<<< mine\n"
BETWEEN = "=======\n"
THEIRS = ">>>>>>> theirs\n"


def marked(mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Both versions of the same lines, between markers."""
    return [MINE, *mine, BETWEEN, *theirs, THEIRS]
