"""Modules of their own, and the lines of the user's in them that have an old name."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from generator.respelling.code import lines_of, name_lines, quoting_lines
from generator.respelling.hunks import bare
from generator.respelling.texts import Carried, lines_with_old_words
from generator.respelling.words import Respelling
from generator.respelling.wrapping import Wording
from generator.tree import Tree, text_of

_TOLD = 12
"""How many places with an old name are listed."""


def remaining_notice(places: Sequence[str]) -> tuple[str, ...]:
    """Say where lines of the user's have an old name still, if there are any."""
    if not places:
        return ()
    more = f", and {len(places) - _TOLD} more" if len(places) > _TOLD else ""
    return (f"Lines of yours that have the old name still: {', '.join(places[:_TOLD])}{more}.",)


def remaining_lines(
    after: str, carried: Carried, theirs: str, respell: Respelling
) -> Iterator[int]:
    """Find the user's lines with an old name in what was merged: where they are, if they still are.

    Args:
        after: One of our modules as it will be.
        carried: What the user had made of it.
        theirs: What we would write today.
        respell: The words that are called otherwise.

    Yields:
        The number of each line, from 1. What the merge put into other lines is among them.
    """
    own, merged = (bare(lines_of(text)) for text in (carried.mine, after))
    blocks = SequenceMatcher(None, own, merged, autojunk=False).get_matching_blocks()
    places = {block.a + at + 1: block.b + at + 1 for block in blocks for at in range(block.size)}
    known, ours = {*own}, Wording(theirs)
    found = {line for line in lines_with_old_words(after, respell) if merged[line - 1] not in known}
    found |= {places[line] for line in carried.left if line in places}
    yield from (line for line in sorted(found) if not ours.has(merged[line - 1]))


def remaining_places(
    texts: Mapping[str, str],
    respell: Respelling,
    folders: tuple[str, ...],
    ours: Callable[[], Tree],
    nearby: Collection[str] = (),
) -> Iterator[str]:
    """Find lines with an old name, in imports and in strings; in nearby modules in all code.

    Args:
        texts: The modules, by path. Ours of other resources are among them.
        respell: The words that are called otherwise.
        folders: Where the modules of the project are.
        ours: What we once wrote; asked only if there is a line that may be ours.
        nearby: The modules in which an attribute of that name hardly is another one.

    Yields:
        A path and the number of a line in it.
    """
    found: dict[str, set[int]] = {}
    for path, text in texts.items():
        with_free = bool(respell.binding)
        is_near = path in nearby
        named = name_lines(text, respell.occurs_in, with_free=with_free) if is_near else ()
        if lines := {*_lines(text, respell, folders, is_nearby=is_near), *named}:
            found[path] = lines
    written = ours() if found else Tree()
    for path, lines in found.items():
        once, mine = Wording(text_of(written.get(path))), texts[path].splitlines()
        yield from (f"{path}:{line}" for line in sorted(lines) if not once.has(mine[line - 1]))


def _lines(
    text: str, respell: Respelling, folders: tuple[str, ...], *, is_nearby: bool
) -> set[int]:
    lines: set[int] = set()
    if respell.binding:
        old, tops = "|".join(respell.binding), "|".join(folders)
        imports = re.compile(rf"^\s*(?:from|import)\s+(?:{tops})\.(?:{old})\b", re.MULTILINE)
        if found := imports.search(text):
            lines.add(text.count("\n", 0, found.end()) + 1)
    if (is_nearby or respell.is_about(text)) and respell.quoted_in(text):
        lines |= {*quoting_lines(text, respell.quoted_in)}
    return lines
