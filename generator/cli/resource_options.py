"""The options of resources, on the command line of one and as the defaults of a project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from functools import partial
from typing import Annotated, Any, get_args

import typer

from generator.cli.completion import one_of
from generator.errors import UsageError
from generator.spec.choices import Access, Operation, Pagination

ACCESS: tuple[str, ...] = get_args(Access)
"""Who may read or write: everybody, whoever has a token, the owner of a row, a role."""

PAGINATION: tuple[str, ...] = get_args(Pagination)
"""The ways to hand out a list; the first is the default."""

_option = partial(typer.Option, rich_help_panel="Resource options")

TIMESTAMPS = _option(
    "--timestamps/--no-timestamps",
    show_default="timestamps",
    help="Columns created_at and updated_at.",
)
SOFT_DELETE = _option(
    "--soft-delete/--no-soft-delete",
    show_default="no-soft-delete",
    help="Mark rows as deleted, so that they can be restored.",
)
VERSIONED = _option(
    "--versioned/--no-versioned",
    show_default="no-versioned",
    help="Count versions: ETag, If-Match, no lost updates.",
)
IDEMPOTENT = _option(
    "--idempotent/--no-idempotent",
    show_default="no-idempotent",
    help="Create once per Idempotency-Key, however often it is asked.",
)
PAGINATED = _option(
    metavar="|".join(PAGINATION),
    autocompletion=one_of(PAGINATION),
    show_default=PAGINATION[0],
    help="How its lists come in parts.",
)
READ = _option(
    metavar="|".join(ACCESS),
    autocompletion=one_of(ACCESS),
    show_default="user",
    help="Who may read it: everybody, whoever has a token, the owner of a row, a role.",
)
WRITE = _option(
    metavar="|".join(ACCESS),
    autocompletion=one_of(ACCESS),
    show_default="user",
    help="Who may write it. An owner is who made the row; administrators always may.",
)
OPERATIONS = _option(
    metavar="list+get+...",
    show_default="all but bulk",
    help="Which operations it has, of list+get+create+update+delete+bulk.",
)

Timestamps = Annotated[bool | None, TIMESTAMPS]
SoftDelete = Annotated[bool | None, SOFT_DELETE]
Versioned = Annotated[bool | None, VERSIONED]
Idempotent = Annotated[bool | None, IDEMPOTENT]
PaginationOption = Annotated[str | None, PAGINATED]
Read = Annotated[str | None, READ]
Write = Annotated[str | None, WRITE]
Operations = Annotated[str | None, OPERATIONS]


def kept(option: Any) -> Any:
    """An option of a resource that is there: left unsaid, it stays as it is."""
    other = copy(option)
    other.show_default = "as it is"
    return other


def said_options(
    *,
    pagination: str | None,
    read: str | None,
    write: str | None,
    soft_delete: bool | None,
    versioned: bool | None,
    idempotent: bool | None,
    timestamps: bool | None,
    operations: str | None,
) -> dict[str, Any]:
    """What the options say, by the keys of the answers; nothing of what was left unsaid.

    Raises:
        UsageError: A word is none of those that an option takes.
    """
    said: dict[str, Any] = {
        "pagination": _pagination(pagination),
        "read": _access(read, "read"),
        "write": _access(write, "write"),
        "soft_delete": soft_delete,
        "versioned": versioned,
        "idempotent": idempotent,
        "timestamps": timestamps,
        "operations": None if operations is None else read_operations(operations),
    }
    return {key: value for key, value in said.items() if value is not None}


def option_words(options: Mapping[str, Any]) -> Iterable[str]:
    """The words of a command line that say some options."""
    for key, value in options.items():
        flag = key.replace("_", "-")
        if isinstance(value, bool):
            yield f"--{flag}" if value else f"--no-{flag}"
        else:
            yield from (f"--{flag}", value if isinstance(value, str) else "+".join(value))


def read_operations(text: str) -> tuple[str, ...]:
    """Read `list+get`.

    Raises:
        UsageError: One of the words is no operation.
    """
    words = tuple(text.replace(",", "+").split("+"))
    known: tuple[str, ...] = get_args(Operation)
    if unknown := [word for word in words if word not in known]:
        raise UsageError(
            f"--operations: {unknown[0]!r} is none of them", f"They are: {'+'.join(known)}."
        )
    return words


def _pagination(word: str | None) -> str | None:
    if word is not None and word not in PAGINATION:
        raise UsageError(f"--pagination: {word!r} is none", f"They are: {', '.join(PAGINATION)}.")
    return word


def _access(word: str | None, option: str) -> str | None:
    from generator.spec.access import check_word

    if word is not None:
        check_word(word, f"--{option}")
    return word
