"""Tables and classes that the user's code names in strings, where we call them otherwise today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.analysis.quoted import quoted_classes, quoted_tables
from generator.analysis.sources import Sources
from generator.analysis.syntax import tables_of
from generator.respelling.attributes import Edit
from generator.respelling.declarations import TemplateModule
from generator.respelling.words import Respelling


def renamed_tables(module: TemplateModule, respell: Respelling) -> Iterator[tuple[str, str]]:
    """What a module of ours called a table and calls it no more, and what it does today."""
    old, new = tables_of(module.base), tables_of(module.theirs)
    for name in old - new:
        if now := respell.among(name, new):
            yield name, now


def quoted_edits(
    path: str, sources: Sources, tables: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[Edit]:
    """Find the strings of a module that certainly name something of ours.

    Args:
        path: The module of the user's.
        sources: All modules of the user's.
        tables: The tables that are called otherwise, and the new names.
        names: The names of the module that are called otherwise, and the new ones.
    """
    text = sources.texts[path]
    if not any(old in text for old in (*tables, *names)) or (tree := sources.tree(path)) is None:
        return
    for found, known in ((quoted_tables(tree), tables), (quoted_classes(tree), names)):
        for each in found:
            if each.name in known and each.is_in(text):
                end = each.start + len(each.name.encode())
                yield Edit(each.line, each.start, end, known[each.name])
