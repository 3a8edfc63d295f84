"""Which names a module uses, to tell whether an import is still needed."""

import re
from collections.abc import Iterator
from functools import cached_property

import libcst as cst

from generator.merging.python.draft import Draft

_WORD = re.compile(r"[A-Za-z_]\w*")
_LONGEST_REFERENCE = 80
_SKIPPED = (
    cst.Import,
    cst.ImportFrom,
    cst.BaseParenthesizableWhitespace,
    cst.TrailingWhitespace,
    cst.EmptyLine,
    cst.Comma,
)


class Usage:
    """The names that the modules of one merge use, found when first asked for."""

    def __init__(self, draft: Draft, theirs: cst.Module) -> None:
        """Look at the draft as it is when first asked."""
        self._draft = draft
        self._theirs = theirs

    @cached_property
    def merged(self) -> frozenset[str]:
        """Names used by what the draft will be and by what clashes with it, imports apart."""
        return used_names(self._draft.tree())

    @cached_property
    def mine(self) -> frozenset[str]:
        """Names used by the user's module as it was."""
        return used_names(self._draft.module)

    @cached_property
    def theirs(self) -> frozenset[str]:
        """Names used by theirs."""
        return used_names(self._theirs)


def used_names(module: cst.Module) -> frozenset[str]:
    """The names that a module uses outside its imports; those in short strings count.

    A string may be an annotation or an entry of ``__all__``; to take one too many for a name only
    keeps an import that a linter will report. Attributes and keywords are names of something else.
    """
    return frozenset(_used(module))


def _used(node: cst.CSTNode) -> Iterator[str]:
    if isinstance(node, cst.Name):
        yield node.value
    elif isinstance(node, cst.SimpleString) and len(node.value) < _LONGEST_REFERENCE:
        yield from _WORD.findall(node.value)
    for child in node.children:
        if not isinstance(child, _SKIPPED) and not _names_another(child, node):
            yield from _used(child)


def _names_another(node: cst.CSTNode, parent: cst.CSTNode) -> bool:
    """Whether a name is that of an attribute, or of a parameter that an argument is for."""
    match parent:
        case cst.Attribute(attr=name):
            return node is name
        case cst.Arg(keyword=cst.Name() as name):
            return node is name
    return False
