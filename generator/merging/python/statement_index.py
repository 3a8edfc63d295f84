"""Where the user moved statements to: out of a block, into a function or another class."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, TypeAlias

import libcst as cst

from generator.merging.python.identity import Key, family, key
from generator.merging.python.import_lines import is_import
from generator.merging.python.lens import Lens, Statement

_Path: TypeAlias = tuple[Key, ...]
_Index: TypeAlias = dict[Key, dict[_Path, list[Statement]]]
_AROUND_BLOCKS = (
    cst.BaseCompoundStatement,
    cst.IndentedBlock,
    cst.Else,
    cst.Finally,
    cst.ExceptHandler,
    cst.ExceptStarHandler,
    cst.MatchCase,
)


class StatementIndex:
    """Finds statements by name in all blocks of a module; indexed when first asked.

    The name of a block is the way to it: the statements around it by their names.
    """

    def __init__(self, base: cst.Module, mine: cst.Module, lens: Lens) -> None:
        self._modules = base, mine
        self._lens = lens

    @cached_property
    def _indexes(self) -> tuple[_Index, _Index]:
        base, mine = self._modules
        return _by_key(base, self._lens), _by_key(mine, self._lens)

    def moved(self, who: Key) -> Statement | None:
        """The user's statement of a name that has gone from one block and come into another."""
        base, mine = self._indexes
        before, now = base.get(who, {}), mine.get(who, {})
        gone = [nodes for path, nodes in before.items() if path not in now]
        come = [nodes for path, nodes in now.items() if path not in before]
        return come[0][0] if [len(nodes) for nodes in gone + come] == [1, 1] and come else None

    def is_method(self, who: Key) -> bool:
        """Whether the user's statement of a name that has gone from one block is in a class now."""
        node = self.moved(who)
        paths = self._indexes[1].get(who, {})
        return any(
            path and path[-1][0] == "class" for path, nodes in paths.items() if node in nodes
        )

    def loop_of(self, kind: Key) -> Statement | None:
        """The user's loop over calls of a kind, if there is just one."""
        _, mine = self._indexes
        loops = [
            node
            for who, paths in mine.items()
            if who[0] == "for"
            for node in chain.from_iterable(paths.values())
            if any(family(key(inner, self._lens)) == kind for inner in _body(node))
        ]
        return loops[0] if len(loops) == 1 else None

    def has_already(self, who: Key, statement: Statement) -> bool:
        """Whether the user has an addition of theirs already, in whatever block."""
        if _telling(statement, self._lens) not in self._lens.code(self._modules[1]):
            return False  # spares the look into every block
        base, mine = self._indexes
        nodes = chain.from_iterable(mine.get(who, {}).values())
        return who not in base and any(self._lens.means(node, statement) for node in nodes)


def _telling(statement: Statement, lens: Lens) -> str:
    """A part of the code of a statement without which it is not there."""
    if isinstance(statement, cst.FunctionDef | cst.ClassDef):
        return statement.name.value
    return lens.code(statement).split("\n", 1)[0]


def _by_key(module: cst.Module, lens: Lens) -> _Index:
    index: _Index = defaultdict(lambda: defaultdict(list))
    for path, block in _blocks(module, (), lens):
        for at, node in enumerate(block.body):
            if not is_import(node):
                index[key(node, lens, first=at == 0)][path].append(node)
    return dict(index)


def _blocks(node: Any, path: _Path, lens: Lens) -> Iterator[tuple[_Path, Any]]:
    """All blocks in a statement or module with the way to them, from the outside in."""
    if isinstance(node, cst.Module | cst.IndentedBlock):
        yield path, node
    elif isinstance(node, cst.BaseCompoundStatement):
        path = (*path, key(node, lens))
    else:
        path = (*path, (type(node).__name__,))
    for child in node.children:
        if isinstance(child, _AROUND_BLOCKS):
            yield from _blocks(child, path, lens)


def _body(loop: Any) -> Sequence[Statement]:
    statements: Sequence[Statement] = loop.body.body
    return statements if isinstance(loop.body, cst.IndentedBlock) else ()
