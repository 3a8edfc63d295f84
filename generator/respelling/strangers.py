"""Modules that no rename reaches, and the lines of the user's in them that have an old name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from generator.respelling.code import quoting_lines
from generator.respelling.words import Respelling
from generator.tree import Tree


def strangers(
    texts: Mapping[str, str],
    respell: Respelling,
    folders: tuple[str, ...],
    ours: Callable[[], Tree],
) -> Iterator[str]:
    """Find lines with an old name, in imports and in strings.

    Args:
        texts: The modules, by path. Ours of other resources are among them.
        respell: The words that are called otherwise.
        folders: Where the modules of the project are.
        ours: What we once wrote; asked only if there is a line that may be ours.

    Yields:
        A path and the number of a line in it.
    """
    found = {
        path: lines for path, text in texts.items() if (lines := _lines(text, respell, folders))
    }
    written = ours() if found else Tree()
    for path, lines in found.items():
        known = written.get(path)
        own = {*(known.text or "").splitlines()} if known else set()
        mine = texts[path].splitlines()
        yield from (f"{path}:{line}" for line in sorted(lines) if mine[line - 1] not in own)


def _lines(text: str, respell: Respelling, folders: tuple[str, ...]) -> set[int]:
    lines: set[int] = set()
    if respell.binding:
        old, tops = "|".join(respell.binding), "|".join(folders)
        imports = re.compile(rf"^\s*(?:from|import)\s+(?:{tops})\.(?:{old})\b", re.MULTILINE)
        if found := imports.search(text):
            lines.add(text.count("\n", 0, found.end()) + 1)
    if respell.is_about(text) and respell.quotes(text):
        lines |= {*quoting_lines(text, respell.quotes)}
    return lines
