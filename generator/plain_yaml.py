"""YAML read in one pass: a project's answers are long, and every command reads them.

PyYAML first makes nodes of everything and then values of the nodes, which takes three times as
long. Without anchors, tags and merge keys there is nothing to wait for.
"""

from __future__ import annotations

from typing import Any

import yaml

# The C implementation is ten times faster; PyYAML may be built without it.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NOT_PLAIN = frozenset({"<<", "="})
"""Words that stand for something else."""


def load(text: str, *, strict: bool = False) -> Any:
    """Read a document, as `yaml.safe_load` does.

    Args:
        text: The YAML.
        strict: Refuse a key that stands twice in a mapping: the first one would be lost.

    Raises:
        yaml.YAMLError: It is not valid.
    """
    loader = Loader(text)
    try:
        return _Reader(loader, strict=strict).document()
    except _NotPlainError:
        return _without_circles(yaml.load(text, Loader))  # noqa: S506 - it is one of the safe loaders
    finally:
        loader.dispose()


def _without_circles(value: Any) -> Any:
    """The value, unless something in it contains itself: nothing could write that down again."""
    known: set[int] = set()

    def look(each: Any, above: frozenset[int]) -> None:
        if id(each) in above:
            raise yaml.YAMLError("something in it contains itself")
        if isinstance(each, dict | list) and id(each) not in known:
            for part in each.values() if isinstance(each, dict) else each:
                look(part, above | {id(each)})
            known.add(id(each))

    look(value, frozenset())
    return value


class _NotPlainError(Exception):
    """The document has something that needs the whole of PyYAML."""


class _Reader:
    """Makes the values while it reads; a scalar that comes again is not worked out again."""

    def __init__(self, loader: Any, *, strict: bool) -> None:
        self._loader = loader
        self._strict = strict
        self._next = loader.get_event
        self._scalars: dict[tuple[str, Any], Any] = {}

    def document(self) -> Any:
        self._next()  # the stream starts
        self._next()  # the document starts
        value = self._value(self._next())
        self._next()  # the document ends
        if type(self._next()) is not yaml.StreamEndEvent:
            raise _NotPlainError
        return value

    def _value(self, event: Any) -> Any:
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise _NotPlainError
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self._scalar(event.value, event.implicit)
        if kind is yaml.MappingStartEvent:
            return self._mapping()
        if kind is yaml.SequenceStartEvent:
            return self._sequence()
        raise _NotPlainError

    def _mapping(self) -> dict[Any, Any]:
        values = {}
        while type(event := self._next()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                raise _NotPlainError
            key = self._value(event)
            if self._strict and key in values:
                mark: Any = event.start_mark  # that of the C implementation is a class of its own
                problem = f"the key {event.value!r} stands twice"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)
            values[key] = self._value(self._next())
        return values

    def _sequence(self) -> list[Any]:
        values = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            values.append(self._value(event))
        return values

    def _scalar(self, text: str, implicit: tuple[bool, bool]) -> Any:
        if text in _NOT_PLAIN:
            raise _NotPlainError
        if (text, implicit) not in self._scalars:
            node = yaml.ScalarNode(self._loader.resolve(yaml.ScalarNode, text, implicit), text)
            self._scalars[text, implicit] = self._loader.construct_object(node, deep=True)
        return self._scalars[text, implicit]
