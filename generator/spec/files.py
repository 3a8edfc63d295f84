"""The rules of files: how large one may be, and which resource can have some."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.errors import UsageError
from generator.spec.field import Field
from generator.spec.hierarchy import BELOW

LARGEST = "10mb"
"""The largest size where nothing is said."""

SIZE = "[1-9][0-9]{0,3}(?:kb|mb|gb)"
"""The pattern of a size."""


def read_size(text: str) -> str:
    """Read a size such as `5mb`, in any case.

    Raises:
        ValueError: It is none.
    """
    if not re.fullmatch(SIZE, text.lower()):
        raise ValueError(text)
    return text.lower()


def check_size(field: Field) -> None:
    """Hold a field against what it says of its size.

    Raises:
        UsageError: It is none.
    """
    if not re.fullmatch(SIZE, field.max_size or ""):
        raise UsageError(
            f"field {field.name!r}: {field.max_size!r} is no size",
            "A number up to 9999 and kb, mb or gb, such as 5mb.",
        )


def refuse_unfit_files(
    resource: str,
    operations: Collection[str],
    fields: Collection[Field],
    *,
    soft_delete: bool,
) -> None:
    """Hold the files of a resource against its routes.

    Raises:
        UsageError: Nobody could upload one, or another route has its path.
    """
    taken = {"restore", "purge"} if soft_delete else set()
    if any(field.tree for field in fields):
        taken |= BELOW
    for field in fields:
        where = f"field {field.name!r} of {resource!r}"
        if field.is_file and "update" not in operations:
            raise UsageError(
                f"{where}: nobody could upload a file to it",
                "Add update to --operations, or leave the field out.",
            )
        if field.is_file and field.name in taken:
            raise UsageError(f"{where}: another route has its path", "Rename the field.")
