"""The order of imports as ruff's isort rules have it, as far as adding one needs it."""

import re
import sys
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeAlias

SortKey: TypeAlias = tuple[Any, ...]
FUTURE, STANDARD, THIRD_PARTY, FIRST_PARTY, LOCAL = range(5)
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Imported:
    """One imported name; ``module`` is None for ``import name``, and has its leading dots."""

    module: str | None
    name: str
    alias: str | None = None

    @property
    def bound(self) -> str:
        """The name that the import binds."""
        return self.alias or (self.name if self.module is not None else self.name.split(".", 1)[0])

    @property
    def source(self) -> str:
        """The module from which it comes."""
        return self.name if self.module is None else self.module


def first_party(path: str) -> frozenset[str]:
    """The packages of the project, as far as the path of one of its modules tells."""
    parts = PurePosixPath(path).parts
    return frozenset({"tests", *parts[:1]}) if len(parts) > 1 else frozenset({"tests"})


def section(source: str, own: frozenset[str]) -> int:
    """To which section of the imports a module belongs."""
    top = source.split(".", 1)[0]
    if not top:
        return LOCAL
    if top == "__future__":
        return FUTURE
    if top in sys.stdlib_module_names:
        return STANDARD
    return FIRST_PARTY if top in own else THIRD_PARTY


def statement_order(names: Sequence[Imported]) -> SortKey:
    """The place of an import statement in its section."""
    first = min(names, key=lambda name: member_order(name.name))
    dots = len(first.source) - len(first.source.lstrip("."))
    straight = first.module is None
    member = (*member_order(first.name), first.alias or "") if not straight else ()
    return (not straight, -dots, _natural(first.source), first.source, member)


def member_order(name: str) -> SortKey:
    """The place of a name in an import: constants, then classes, then the rest."""
    if name == "*":
        return (-1, (), "")
    is_constant = len(name) > 1 and name.isupper()
    kind = 0 if is_constant else 1 if name[:1].isupper() else 2
    return (kind, _natural(name), name)


def _natural(text: str) -> tuple[Hashable, ...]:
    """Numbers in a name count as numbers; case does not count."""
    parts = _NUMBER.split(text.casefold())
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)
