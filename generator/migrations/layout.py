"""How generated code is laid out: on one line if it fits, else one argument a line.

Both forms are what `ruff format` leaves alone: the long one ends in a magic trailing comma.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

WIDTH = 88
INDENT = " " * 4


@dataclass(frozen=True, slots=True)
class Call:
    """Anything in brackets: a call, a list, or a keyword argument that holds one of them."""

    opening: str
    arguments: tuple[str | Call, ...]
    closing: str = ")"

    @classmethod
    def of(cls, function: str, *arguments: str | Call) -> Self:
        """The call of a function, written `name` or `keyword=name`."""
        return cls(f"{function}(", arguments)

    @classmethod
    def listing(cls, items: Iterable[str]) -> Self:
        """A list of strings."""
        return cls("[", tuple(map(quoted, items)), "]")

    def __str__(self) -> str:
        """The call on one line, whatever its length."""
        return f"{self.opening}{', '.join(map(str, self.arguments))}{self.closing}"

    def lines(self, indent: str, end: str = "") -> list[str]:
        """The call as lines of a block.

        Args:
            indent: What stands before it.
            end: What stands behind it, such as a comma.
        """
        line = f"{indent}{self}{end}"
        if len(line) <= WIDTH:
            return [line]
        inner = [line for each in self.arguments for line in laid_out(each, indent + INDENT, ",")]
        return [f"{indent}{self.opening}", *inner, f"{indent}{self.closing}{end}"]


def laid_out(code: str | Call, indent: str, end: str = "") -> list[str]:
    """The lines of an expression; plain text stays on one."""
    return code.lines(indent, end) if isinstance(code, Call) else [f"{indent}{code}{end}"]


def quoted(text: str) -> str:
    """A string literal, with the quotes that `ruff format` prefers."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    body = "".join(_escaped(char, quote) for char in text)
    return f"{quote}{body}{quote}"


def _escaped(char: str, quote: str) -> str:
    if char in "'\"":
        return f"\\{char}" if char == quote else char
    return repr(char)[1:-1]


def only_on(dialect: str) -> str:
    """The line of a function's body that opens a block for one database."""
    return f'{INDENT}if op.get_context().dialect.name == "{dialect}":'


def final(name: str, opening: str = "op.f") -> Call:
    """A name that no naming convention shall touch any more."""
    return Call.of(opening, quoted(name))
