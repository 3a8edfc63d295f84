"""One name in its spellings, and what may be called by which."""

from __future__ import annotations

import builtins
import keyword
import re
import sys
from dataclasses import dataclass

from generator.errors import UsageError
from generator.naming.reserved import (
    DATABASE_FIELDS,
    DATABASE_PREFIXES,
    PYDANTIC_PREFIXES,
    SQL_RESERVED,
    SQL_STATEMENTS,
    TEMPLATE_FIELDS,
    TEMPLATE_MODULES,
    TEMPLATE_RESOURCES,
)

MAX_LENGTH = 40
"""Longest name in characters; leaves room for prefixes within PostgreSQL's 63."""

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")
_SPELLING = re.compile(r"[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name in its canonical spelling, `snake_case`, with the other spellings derived."""

    snake: str

    @classmethod
    def parse(cls, text: str, what: str = "name", longest: int = MAX_LENGTH) -> Name:
        """Read a name in any common spelling: `PurchaseOrder`, `purchase-order`, `purchase_order`.

        Raises:
            UsageError: It is no identifier, too long, or a keyword of Python.
        """
        if not _SPELLING.fullmatch(text):
            raise UsageError(
                f"{what} {text!r} is not a valid name",
                "Start with a letter (a to z); go on with letters, digits and single underscores.",
            )
        snake = "_".join(
            word.lower() for part in re.split("[-_]", text) for word in _WORD.findall(part)
        )
        if len(snake) > longest:
            raise UsageError(
                f"{what} {text!r} is longer than {longest} characters", "Choose a shorter name."
            )
        if keyword.iskeyword(snake) or keyword.iskeyword(text):
            raise _taken(what, cls(snake), "Python as a keyword")
        return cls(snake)

    @property
    def pascal(self) -> str:
        """`PurchaseOrder`, for classes."""
        return "".join(word.capitalize() for word in self.snake.split("_"))

    @property
    def kebab(self) -> str:
        """`purchase-order`, for URLs and distributions."""
        return self.snake.replace("_", "-")

    def __str__(self) -> str:
        """The canonical spelling."""
        return self.snake


def resource_name(text: str) -> Name:
    """Read the singular name of a resource.

    Raises:
        UsageError: The name is not valid, or SQL or the template needs it for itself.
    """
    name = Name.parse(text, "resource name")
    if name.snake in TEMPLATE_RESOURCES:
        raise _taken("resource name", name, "the generated code itself")
    if name.snake in SQL_STATEMENTS or name.snake.startswith(DATABASE_PREFIXES):
        raise _taken("resource name", name, "SQL")
    if hasattr(builtins, name.snake) or hasattr(builtins, name.pascal):
        raise _taken("resource name", name, "a built-in of Python")
    return name


def plural_name(text: str, singular: Name) -> Name:
    """Read the plural of a resource: its package, its collection in the URL.

    Raises:
        UsageError: The name is not valid, or would hide a module of Python or of the template.
    """
    name = Name.parse(text, "plural")
    if name.snake in sys.stdlib_module_names:
        raise _taken(
            "plural", name, "a module of Python's standard library", f"--plural {singular}_records"
        )
    if name.snake in TEMPLATE_RESOURCES | TEMPLATE_MODULES:
        raise _taken("plural", name, "the generated code itself", f"--plural {singular}_records")
    return name


def field_name(text: str, longest: int = MAX_LENGTH) -> Name:
    """Read the name of a field.

    Raises:
        UsageError: The name is not valid, or a library, a database or the template needs it.
    """
    name = Name.parse(text, "field name", longest)
    if name.snake in TEMPLATE_FIELDS or name.snake.startswith(PYDANTIC_PREFIXES):
        raise _taken("field name", name, "SQLAlchemy, Pydantic or the base classes")
    if name.snake in DATABASE_FIELDS:
        raise _taken("field name", name, "the databases")
    return name


def table_name(singular: Name, plural: Name) -> str:
    """The table of a resource: the singular, or the plural where SQL reserves the singular."""
    return plural.snake if singular.snake in SQL_RESERVED else singular.snake


def _taken(what: str, name: Name, by: str, instead: str = "") -> UsageError:
    hint = f"Try {instead}." if instead else f"Choose another name, such as {name}_entry."
    return UsageError(f"{what} {name.snake!r} is used by {by}", hint)
