"""Where the user moved statements to: out of a block, into a function or another class."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any, TypeAlias

import libcst as cst

from generator.merging.python.identity import Key, key
from generator.merging.python.import_lines import is_import
from generator.merging.python.lens import Lens, Statement

_Index: TypeAlias = dict[Key, list[Statement]]
_AROUND_BLOCKS = (
    cst.BaseCompoundStatement,
    cst.IndentedBlock,
    cst.Else,
    cst.Finally,
    cst.ExceptHandler,
    cst.ExceptStarHandler,
    cst.MatchCase,
)


class Whereabouts:
    """Finds statements by name in all blocks of a module; indexed when first asked."""

    def __init__(self, base: cst.Module, mine: cst.Module, lens: Lens) -> None:
        self._modules = base, mine
        self._lens = lens

    @cached_property
    def _indexes(self) -> tuple[_Index, _Index]:
        base, mine = self._modules
        return _by_key(base, self._lens), _by_key(mine, self._lens)

    def moved(self, who: Key) -> Statement | None:
        """The user's statement of a name that is unique in the base and in mine."""
        base, mine = self._indexes
        before, now = base.get(who, []), mine.get(who, [])
        return now[0] if len(before) == len(now) == 1 else None

    def has_already(self, who: Key, statement: Statement) -> bool:
        """Whether the user has an addition of theirs already, in whatever block."""
        first_line = self._lens.code(statement).split("\n", 1)[0]
        if first_line not in self._lens.code(self._modules[1]):
            return False  # spares the look into every block
        base, mine = self._indexes
        same = (node for node in mine.get(who, []) if self._lens.means(node, statement))
        return who not in base and any(same)


def _by_key(module: cst.Module, lens: Lens) -> _Index:
    index: _Index = defaultdict(list)
    for block in _blocks(module):
        for at, node in enumerate(block.body):
            if not is_import(node):
                index[key(node, lens, first=at == 0)].append(node)
    return dict(index)


def _blocks(node: cst.CSTNode) -> Iterator[Any]:
    """All blocks in a statement or module, from the outside in."""
    if isinstance(node, cst.Module | cst.IndentedBlock):
        yield node
    for child in node.children:
        if isinstance(child, _AROUND_BLOCKS):
            yield from _blocks(child)
