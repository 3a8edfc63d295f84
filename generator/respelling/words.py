"""Which words a change of the answers renames, and how they are found in a text."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import product

from generator.naming import Name, singularize
from generator.renaming import Renaming, words_and_singles
from generator.spec.field import Field
from generator.spec.intent import Intent
from generator.spec.project import Project
from generator.spec.resource import Resource

_STYLES = 3
"""A word of several parts is joined by `_`, by `-` or by blanks."""

_MIXED = 4
"""How many words in a text are tried as one and as many each, if they can be both."""


@dataclass(frozen=True)
class Respelling:
    """Words and what they are called now, in every style in which code writes them.

    Attributes:
        words: Old names to new ones, in snake case.
        binding: Those of them that name modules and classes: code that is left with the old ones
            does not run.
        singles: What those words become where they stand for one, that are the same for many.
        owners: The resources, singular and plural, that the words are about.
        variables: The words for one of them, which are variables and no modules.
    """

    words: Mapping[str, str]
    binding: Mapping[str, str]
    singles: Mapping[str, str] = field(default_factory=dict)
    owners: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()

    def __call__(self, text: str) -> str:
        """The text with every old word replaced by its new one, as code writes it."""
        return next(self.spellings(text))

    def among(self, text: str, known: Container[str]) -> str | None:
        """The text in new words with which it is known, if there are any."""
        return next((each for each in self.spellings(text) if each in known), None)

    def occurs_in(self, text: str) -> bool:
        """Whether there is an old word in the text."""
        return self(text) != text

    def spellings(self, text: str) -> Iterator[str]:
        """The text in the new words, each time otherwise where the old ones allow several.

        A single word is the same in code, in addresses and in prose; several are not. And what is
        the same for one and for many, as `series`, need not be so any more.
        """
        for style, ones in product(range(_STYLES), self._ones(text)):
            yield self._pattern.sub(partial(self._in_style, style, iter(ones)), text)

    def _ones(self, text: str) -> Iterator[tuple[bool, ...]]:
        """For each old word in a text, whether it stands for one; no two are alike."""
        can_be = [match[0] in self._single_spellings for match in self._pattern.finditer(text)]
        free = can_be if sum(can_be) <= _MIXED else [False] * len(can_be)
        yield from product(*((False, True) if each else (False,) for each in free))

    def quoted_in(self, text: str) -> re.Match[str] | None:
        """The first old word that stands in a string by itself, as a table, a key or a type."""
        return self._names.search(text)

    def is_about(self, text: str) -> bool:
        """Whether a text speaks of what the words are about at all."""
        # Plain words are found much faster than whole ones, and most texts have none.
        return any(each in text for each in self._subjects) and bool(self._subject.search(text))

    @property
    def of_bindings(self) -> Respelling:
        """The same for those words alone without which code does not run."""
        singles = {old: new for old, new in self.singles.items() if old in self.binding}
        return Respelling(self.binding, self.binding, singles)

    def renaming(self, moved: Renaming) -> Renaming:
        """What the journal keeps: the files that moved, and the words."""
        return replace(moved, words=self.words, binding=self.binding, singles=self.singles)

    @property
    def plurals(self) -> Mapping[str, str]:
        """What the words that are the same for one become where they stand for many."""
        return {old: self.words[old] for old in self.singles}

    def _in_style(self, style: int, ones: Iterator[bool], match: re.Match[str]) -> str:
        known = self._single_spellings if next(ones) else self._spellings
        spellings = known[match[0]]
        return spellings[min(style, len(spellings) - 1)]

    @cached_property
    def _spellings(self) -> Mapping[str, list[str]]:
        return _in_all_styles(self.words)

    @cached_property
    def _single_spellings(self) -> Mapping[str, list[str]]:
        return _in_all_styles(self.singles)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        names = {each for word in self.words for each in (word, Name(word).kebab)}
        names |= {Name(word).pascal for word in self.binding}
        return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(names))})(?![\w-])")

    @cached_property
    def _subjects(self) -> list[str]:
        return sorted({style for word in self.owners for style in _styles(Name(word))})

    @cached_property
    def _subject(self) -> re.Pattern[str]:
        return re.compile("|".join(map(_whole, self._subjects)) or r"(?!)")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = sorted(self._spellings, key=len, reverse=True)
        return re.compile("|".join(map(_whole, words)) or r"(?!)")


def respelling(before: Project, after: Project, intent: Intent) -> Respelling | None:
    """The words that a change of the answers gives another spelling; None if there are none."""
    binding: list[tuple[str, str]] = []
    words: list[tuple[str, str]] = []
    owners: set[str] = set()
    for resource in before.resources:
        twin = after.resource(intent.resources.get(resource.name, resource.name))
        if twin and twin != resource:
            binding += [(resource.name, twin.name), (resource.plural, twin.plural)]
            words += _of_fields(resource, twin, intent)
            owners |= {resource.name, resource.plural, twin.name, twin.plural}
    every, singles = words_and_singles(each for each in (*words, *binding) if each[0] != each[1])
    plurals = {each.plural for each in before.resources}
    variables = frozenset({each.name for each in before.resources} - plurals)
    bound = {old: every[old] for old, _ in binding if old in every}
    return Respelling(every, bound, singles, frozenset(owners), variables) if every else None


def _of_fields(resource: Resource, twin: Resource, intent: Intent) -> Iterator[tuple[str, str]]:
    twins = {each.name: each for each in twin.fields}
    for old in resource.fields:
        new = twins.get(intent.fields.get((twin.name, old.name), old.name))
        if new and old.is_relation == new.is_relation:
            yield from zip(_names(old), _names(new), strict=True)


def _names(field: Field) -> Iterator[str]:
    if field.is_relation:
        yield singularize(Name(field.name))
        yield str(field.back or field.name)
    yield field.name


def _in_all_styles(words: Mapping[str, str]) -> Mapping[str, list[str]]:
    """For each old spelling the new ones; a single word looks the same in several styles."""
    spellings: dict[str, list[str]] = {}
    for word, name in words.items():
        for old, new in zip(_styles(Name(word)), _styles(Name(name)), strict=True):
            spellings.setdefault(old, []).append(new)
    return spellings


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
