"""Options of the form NAME=VALUE."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.spec.field import Field

Backfill = Annotated[
    list[str] | None,
    typer.Option(
        "--backfill",
        metavar="[FIELD=]VALUE",
        help="What rows get that are there and have no value in a field.",
    ),
]


def pairs(texts: Iterable[str] | None, option: str) -> dict[str, str]:
    """Read `NAME=VALUE` texts.

    Raises:
        UsageError: One has no `=`, or two have the same name.
    """
    read: dict[str, str] = {}
    for text in texts or ():
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise UsageError(f"{option} {text!r} is not of the form NAME=VALUE", "Write both.")
        if name in read:
            raise UsageError(f"{option} says {name!r} twice", "Keep one.")
        read[name] = value
    return read


def backfill(texts: Sequence[str] | None, fields: Sequence[Field]) -> dict[str, str]:
    """Read what fills fields; where only one of them needs it, it needs no name.

    Raises:
        UsageError: A text does not say which of several fields it fills.
    """
    names = {name for each in fields for name in (each.name, each.api_name)}
    needy = [each.name for each in fields if each.needs_value or len(fields) == 1]
    if texts and len(texts) == 1 and texts[0].partition("=")[0] not in names and len(needy) == 1:
        return {needy[0]: texts[0]}
    read = pairs(texts, "--backfill")
    if unknown := [name for name in read if name not in names]:
        raise UsageError(
            f"--backfill fills {unknown[0]!r}, which is none of the fields",
            f"They are: {', '.join(each.name for each in fields)}.",
        )
    return read
