"""YAML as text: read a mapping, write a value as Copier's filters write it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from generator import plain_yaml
from generator.errors import TemplateError

# The C implementation gives the same text ten times faster; PyYAML may be built without it.
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

_written: dict[tuple[Any, ...], str] = {}


def load(text: str, where: str, *, strict: bool = False) -> dict[str, Any]:
    """Read a mapping.

    Args:
        text: The YAML.
        where: What to call it in an error.
        strict: Refuse a key that stands twice.

    Raises:
        TemplateError: The text is not YAML, or not a mapping.
    """
    try:
        value = plain_yaml.load(text, strict=strict)
    except yaml.YAMLError as error:
        problem = _problem(error)
        raise TemplateError(f"{where} is not valid YAML: {problem}", "Mend it by hand.") from error
    if not isinstance(value, dict):
        raise TemplateError(f"{where} is not a mapping of keys to values", "Mend it by hand.")
    return value


def _problem(error: yaml.YAMLError) -> str:
    """What is wrong and in which line, as far as PyYAML tells."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 1}: {error.problem}"
    return " ".join(str(error).split())


def is_sound(text: str) -> bool:
    """Whether a text is YAML and has no key twice in a mapping."""
    try:
        roots = list(yaml.compose_all(text, plain_yaml.Loader))
    except yaml.YAMLError:
        return False
    return all(map(_has_each_key_once, _mappings(roots)))


def _mappings(nodes: list[Any]) -> Iterator[yaml.MappingNode]:
    """All mappings in some nodes; an anchor may stand inside of what it names."""
    seen: set[int] = set()
    while nodes:
        node = nodes.pop()
        if isinstance(node, yaml.CollectionNode) and id(node) not in seen:
            seen.add(id(node))
            if isinstance(node, yaml.MappingNode):
                yield node
                nodes.extend(value for _, value in node.value)
            else:
                nodes.extend(node.value)


def _has_each_key_once(mapping: yaml.MappingNode) -> bool:
    names = [key.value for key, _ in mapping.value if isinstance(key, yaml.ScalarNode)]
    return len({*names}) == len(names)


def dump(value: Any, **options: Any) -> str:
    """The filter `to_yaml`; what was written once is not worked out again."""
    key = (repr(value), *options.items())
    if key not in _written:
        _written[key] = _dump(value, options)
    return _written[key]


def _dump(value: Any, options: dict[str, Any]) -> str:
    text = str(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, **options))
    # libyaml escapes what lies beyond 16 bits, which the Python implementation writes as it is.
    if "\\U" in text:
        text = str(yaml.dump(value, Dumper=yaml.SafeDumper, allow_unicode=True, **options))
    return text


def dump_nice(value: Any, indent: int = 4, **options: Any) -> str:
    """The filter `to_nice_yaml`."""
    return dump(value, indent=indent, default_flow_style=False, **options)
