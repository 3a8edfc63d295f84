"""YAML read strictly: one mapping, every key once, and only what YAML 1.2 calls a boolean.

PyYAML knows YAML 1.1, in which `on` and `no` are booleans and `12:30` is a number. Editors check a
file by YAML 1.2, and a field may well be called `on`: what the editor takes for text is text here.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from generator.errors import UsageError

_TAG = "tag:yaml.org,2002:"
_TEXT = f"{_TAG}str"
# What a plain word may be beside text, with the characters that it can start with.
_PLAIN = {
    "null": (r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    "bool": (r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    "int": (r"[-+]?(0|[1-9][0-9]*)", list("-+0123456789")),
    "float": (r"[-+]?[0-9]+\.[0-9]*([eE][-+]?[0-9]+)?", list("-+0123456789")),
}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # C, or not
    """The safe loader, with the plain words of YAML 1.2 and no key twice."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own way

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 - so it is in PyYAML
        """Refuse what a mapping would lose silently."""
        seen = set()
        for key, _ in node.value:
            if key.tag != _TEXT:
                raise _problem(f"a key is text; put {_source(key)} in quotes", key)
            if key.value in seen:
                raise _problem(f"the key {key.value!r} stands twice", key)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


for _name, (_pattern, _first) in _PLAIN.items():
    _Loader.add_implicit_resolver(f"{_TAG}{_name}", re.compile(f"(?:{_pattern})$"), _first)


def load(text: str) -> dict[str, Any]:
    """Read a document that is a mapping.

    Raises:
        UsageError: It is no YAML, or no mapping, or a key stands twice.
    """
    try:
        document = yaml.load(text, _Loader)  # noqa: S506 - it is one of the safe loaders
    except yaml.YAMLError as error:
        raise UsageError(_message(error), "Mend the YAML there.") from error
    if not isinstance(document, dict):
        raise UsageError(
            "it is no mapping of keys to values", "Start from what `fastapi-gen export` prints."
        )
    return document


def _problem(problem: str, node: yaml.Node) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)


def _source(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else "it"


def _message(error: yaml.YAMLError) -> str:
    """What is wrong and in which line, as far as PyYAML tells."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 1}: {error.problem}"
    return str(error)
