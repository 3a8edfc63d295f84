"""The drivers for configuration files: read three trees, merge them, look at the result again."""

import tomllib
from collections.abc import Callable
from dataclasses import replace

from generator import yaml_text
from generator.merging.config.ini_reader import read_ini
from generator.merging.config.node_merge import NodeMerge
from generator.merging.config.nodes import Node
from generator.merging.config.toml_reader import read_toml
from generator.merging.config.written import written
from generator.merging.config.yaml_reader import read_yaml
from generator.merging.lines import merge_lines, unmerged
from generator.merging.newlines import ended_like, terminated
from generator.merging.outcome import Merged
from generator.merging.sequences import IrreconcilableError, merge_sequence


def merge_toml(base: str, mine: str, theirs: str) -> Merged:
    """Merge TOML by tables, keys and array elements."""
    return _merge((base, mine, theirs), read_toml, _is_toml)


def merge_yaml(base: str, mine: str, theirs: str) -> Merged:
    """Merge YAML by keys and list items."""
    return _merge((base, mine, theirs), read_yaml, yaml_text.is_sound)


def merge_ini(base: str, mine: str, theirs: str) -> Merged:
    """Merge INI and dotenv files by sections and keys."""
    return _merge((base, mine, theirs), read_ini, lambda _: True)


def _merge(
    texts: tuple[str, str, str],
    read: Callable[[str], Node],
    is_valid: Callable[[str], bool],
) -> Merged:
    base, mine, theirs = texts
    is_sound = all(map(is_valid, texts))
    try:
        trees = [read(terminated(text)) for text in texts] if is_sound else []
    except ValueError:  # written in a way that the reader does not take apart
        trees = []
    merge = NodeMerge(_merge_inline_array if read is read_toml else _no_merge)
    merged = written(merge.merge(*trees)) if trees else merge_lines(base, mine, theirs)
    if is_sound and not is_valid(merged.text):
        return unmerged(base, mine, theirs)
    return replace(merged, text=ended_like(mine, base, theirs, merged.text))


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _no_merge(*_: str) -> None:
    """A value that both sides changed is a conflict."""


def _merge_inline_array(base: str, mine: str, theirs: str) -> str | None:
    """Merge lines ``key = [...]``; None if they are not arrays, or both replaced an element."""
    import tomlkit
    from tomlkit.exceptions import ParseError

    try:
        documents = [tomlkit.parse(text) for text in (mine, theirs)]
    except ParseError:
        return None
    target, source = (next(iter(document.values())) for document in documents)
    old, kept, new = (_plain_array(text) for text in (base, mine, theirs))
    if old is None or kept is None or new is None:
        return None
    try:
        picks = merge_sequence(old, kept, new, sort_key=str)
    except IrreconcilableError:
        return None
    for pick in reversed(picks.dropped):
        target.pop(pick.mine)
    for place, pick in enumerate(picks.kept):
        if pick.mine is None:
            target.insert(place, source[pick.theirs])
    return tomlkit.dumps(documents[0])


def _plain_array(line: str) -> list[str] | None:
    """The elements of ``key = [...]`` if all are strings or all numbers; no line is no elements."""
    if not line:
        return []
    value = next(iter(tomllib.loads(line).values()))
    kinds = {type(element) for element in value} if isinstance(value, list) else {list}
    if len(kinds) > 1 or not kinds <= {str, int}:
        return None
    return [str(element) for element in value]
