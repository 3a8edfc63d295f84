"""Which words a change of the answers renames, and how they are found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from generator.naming import Name, singularize
from generator.spec.field import Field
from generator.spec.intent import Intent
from generator.spec.project import Project
from generator.spec.resource import Resource

_STYLES = 3
"""A word of several parts is joined by `_`, by `-` or by blanks."""


@dataclass(frozen=True)
class Respelling:
    """Words and what they are called now, in every style in which code writes them.

    Attributes:
        words: Old names to new ones, in snake case.
        binding: Those of them that name modules and classes: code that is left with the old ones
            does not run.
        owners: The resources, singular and plural, that the words are about.
        variables: The words for one of them, which are variables and no modules.
    """

    words: Mapping[str, str]
    binding: Mapping[str, str]
    owners: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()

    def __call__(self, text: str) -> str:
        """The text with every old word replaced by its new one, as code writes it."""
        return next(self.spellings(text))

    def changes(self, text: str) -> bool:
        """Whether there is an old word in the text."""
        return self(text) != text

    def spellings(self, text: str) -> Iterator[str]:
        """The text in the new words, each time in another style where the old ones allow several.

        A single word is the same in code, in addresses and in prose; several are not.
        """
        for style in range(_STYLES):
            yield self._pattern.sub(partial(self._in_style, style), text)

    def quotes(self, text: str) -> re.Match[str] | None:
        """The first old word that stands in a string by itself, as a table, a key or a type."""
        return self._names.search(text)

    def is_about(self, text: str) -> bool:
        """Whether a text speaks of what the words are about at all."""
        return self._subjects.search(text) is not None

    @property
    def of_bindings(self) -> Respelling:
        """The same for those words alone without which code does not run."""
        return Respelling(self.binding, self.binding)

    def _in_style(self, style: int, match: re.Match[str]) -> str:
        spellings = self._spellings[match[0]]
        return spellings[min(style, len(spellings) - 1)]

    @cached_property
    def _spellings(self) -> dict[str, list[str]]:
        """For each old spelling the new ones; a single word looks the same in several styles."""
        spellings: dict[str, list[str]] = {}
        for word, name in self.words.items():
            for old, new in zip(_styles(Name(word)), _styles(Name(name)), strict=True):
                spellings.setdefault(old, []).append(new)
        return spellings

    @cached_property
    def _names(self) -> re.Pattern[str]:
        names = {each for word in self.words for each in (word, Name(word).kebab)}
        names |= {Name(word).pascal for word in self.binding}
        return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(names))})(?![\w-])")

    @cached_property
    def _subjects(self) -> re.Pattern[str]:
        names = {style for word in self.owners for style in _styles(Name(word))}
        return re.compile("|".join(map(_whole, sorted(names))) or r"(?!)")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = sorted(self._spellings, key=len, reverse=True)
        return re.compile("|".join(map(_whole, words)) or r"(?!)")


def respelling(before: Project, after: Project, intent: Intent) -> Respelling | None:
    """The words that a change of the answers gives another spelling; None if there are none."""
    binding: dict[str, str] = {}
    words: dict[str, str] = {}
    owners: set[str] = set()
    for resource in before.resources:
        twin = after.resource(intent.resources.get(resource.name, resource.name))
        if twin and twin != resource:
            binding |= {resource.name: twin.name, resource.plural: twin.plural}
            words |= _of_fields(resource, twin, intent)
            owners |= {resource.name, resource.plural, twin.name, twin.plural}
    binding = {old: new for old, new in binding.items() if old != new}
    words = {old: new for old, new in words.items() if old != new}
    known = frozenset(owners)
    plurals = {each.plural for each in before.resources}
    variables = frozenset({each.name for each in before.resources} - plurals)
    every = words | binding
    return Respelling(every, binding, known, variables) if every else None


def _of_fields(resource: Resource, twin: Resource, intent: Intent) -> dict[str, str]:
    twins = {each.name: each for each in twin.fields}
    words: dict[str, str] = {}
    for field in resource.fields:
        other = twins.get(intent.fields.get((twin.name, field.name), field.name))
        if other and field.is_relation == other.is_relation:
            words |= dict(zip(_names(field), _names(other), strict=True))
    return words


def _names(field: Field) -> Iterator[str]:
    yield field.name
    if field.is_relation:
        yield str(field.back or field.name)
        yield singularize(Name(field.name))


def _styles(name: Name) -> Iterator[str]:
    """As code has it: `order_line`, `OrderLine`, `ORDER_LINE`; then `order-line`, `order line`."""
    yield name.snake
    yield name.pascal
    yield name.snake.upper()
    yield name.kebab
    yield name.snake.replace("_", " ")
    yield name.snake.replace("_", " ").capitalize()


def _whole(word: str) -> str:
    """A pattern for whole words: not `name` in `renamed`, but `name` in `get_name`."""
    if word[0].isupper() and not (word.isupper() and len(word) > len("X1")):
        return rf"(?<![A-Z]){re.escape(word)}(?![a-z0-9])"  # a class: `Name` in `NameTaken`
    return rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])"
