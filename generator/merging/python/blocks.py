"""Three-way merge of a block: who is still there, who is new, who has gone, and where to."""

from typing import Any

import libcst as cst

from generator.merging.placement import Anchor, find_anchor
from generator.merging.python.block_path import BlockPath
from generator.merging.python.draft import Draft
from generator.merging.python.identity import Key, family, label
from generator.merging.python.import_lines import imported
from generator.merging.python.imports import ImportBlock
from generator.merging.python.lens import Lens, Statement, leading_lines
from generator.merging.python.remarks import merge_lines, merge_trailing, remarks
from generator.merging.python.statement_index import StatementIndex
from generator.merging.python.statements import StatementMerge
from generator.merging.python.versions import Version, Versions
from generator.merging.sequences import IrreconcilableError

_PLACEHOLDER = ("pass",)
_DOCSTRING = ("docstring",)
# Definitions keep their meaning anywhere in a module or a class.
_DEFINITIONS = frozenset({"function", "class", "assignment"})


class BlockMerge:
    """Merges the blocks of one module into a draft; imports are left for later, see `imports`."""

    def __init__(self, draft: Draft, lens: Lens, base: cst.Module) -> None:
        self.import_blocks: list[ImportBlock] = []
        self._draft = draft
        self._lens = lens
        self._index = StatementIndex(base, draft.module, lens)
        self._statements = StatementMerge(draft, lens, self.merge)

    def merge(self, base: Any, mine: Any, theirs: Any, where: BlockPath) -> None:
        """Note what theirs changed in a block; ``where`` names it in clashes."""
        if self._lens.code(base) == self._lens.code(theirs):
            return
        self._merge_edges(base, mine, theirs, where)
        before, kept, new = (Version(block, self._lens) for block in (base, mine, theirs))
        self.import_blocks.append(ImportBlock(mine, before.imports, kept.imports, new.imports))
        versions = Versions(mine, before, kept, new)
        survivors = self._merge_known(versions, where)
        self._add_new(versions, where, placeholder=not survivors)

    def _merge_edges(self, base: Any, mine: Any, theirs: Any, where: BlockPath) -> None:
        """Merge what stands behind the colon, above the first and below the last statement."""
        names = ("header", "footer") if isinstance(mine, cst.Module) else ("footer",)
        for name in names:
            before, kept, new = (getattr(block, name) for block in (base, mine, theirs))
            try:
                self._draft.change(mine, **{name: merge_lines(before, kept, new)})
            except IrreconcilableError:
                what = where.named(f"comments in the {name}")
                self._draft.change(mine, **{name: self._draft.clash_of_comments(what, kept, new)})
        if isinstance(mine, cst.IndentedBlock):
            try:
                behind = merge_trailing(base.header, mine.header, theirs.header)
            except IrreconcilableError:  # the comment behind a colon is no code: the user's stays
                behind = mine.header
            self._draft.change(mine, header=behind)

    def _merge_known(self, versions: Versions, where: BlockPath) -> int:
        """Merge what theirs did not add; answers how many of the user's statements are left."""
        left = len(versions.mine.statements)
        for index, old in enumerate(versions.base.statements):
            kept, new = versions.in_mine.get(index), versions.in_theirs.get(index)
            if kept is not None:
                mine: Statement | None = versions.mine.statements[kept]
            else:
                mine = self._index.moved(versions.base.keys[index])
            if new is not None:
                self._merge_one(old, mine, versions.theirs.statements[new], versions, where)
            elif mine is not None:
                left -= self._remove(old, mine, where)
        for new, kept in versions.both_added.items():
            mine, theirs = versions.mine.statements[kept], versions.theirs.statements[new]
            self._merge_both_added(mine, theirs, where)
        return left

    def _merge_one(
        self,
        old: Statement,
        mine: Statement | None,
        theirs: Statement,
        versions: Versions,
        where: BlockPath,
    ) -> None:
        if mine is not None:
            self._statements.merge(old, mine, theirs, where)
        elif not self._lens.same(old, theirs):
            self._miss(theirs, versions, where)

    def _miss(self, theirs: Statement, versions: Versions, where: BlockPath) -> None:
        """Report a statement for which the user's module has no place."""
        self._draft.miss(where.named(label(theirs, self._lens)), versions.block, theirs)

    def _remove(self, old: Statement, mine: Statement, where: BlockPath) -> bool:
        """Take out what theirs removed, unless the user edited it."""
        above = [line for line in remarks(leading_lines(mine)) if line]
        if self._lens.same(old, mine) and set(above) <= set(remarks(leading_lines(old))):
            self._draft.drop(mine)
            return True
        rest = _emptied(old)
        if rest is not None and type(old) is type(mine):
            self._statements.merge(old, mine, rest, where)  # what the user added to it stays
        else:
            self._statements.clash(mine, None, where)
        return False

    def _merge_both_added(self, mine: Statement, theirs: Statement, where: BlockPath) -> None:
        """Merge two additions of the same name as if the base had an empty one of them."""
        if self._lens.same(mine, theirs):
            return
        empty = _emptied(mine)
        if empty is None or type(mine) is not type(theirs):
            self._statements.clash(mine, theirs, where.of_both())
        else:
            self._statements.merge(empty, mine, theirs, where.of_both())

    def _add_new(self, versions: Versions, where: BlockPath, *, placeholder: bool) -> None:
        """Place what theirs added or moved; a ``pass`` only where nothing else is left."""
        for new in sorted([*versions.added, *versions.moved]):
            if new in versions.moved:
                self._move(versions, new)
            elif versions.theirs.keys[new] != _PLACEHOLDER or placeholder:
                self._add(versions, new, where)

    def _move(self, versions: Versions, new: int) -> None:
        """Move a statement as theirs did, next to one that did not move."""
        if new not in versions.homes:
            return
        mine = versions.mine.statements
        resting = {at: kept for at, kept in versions.homes.items() if at not in versions.moved}
        families = [family(who) for who in versions.theirs.keys]
        place = find_anchor(new, resting, families)
        if place is not None:
            self._draft.move(mine[versions.homes[new]])
            self._insert(mine[place.index], place.side, mine[versions.homes[new]])

    def _add(self, versions: Versions, new: int, where: BlockPath) -> None:
        statement = versions.theirs.statements[new]
        if self._index.has_already(versions.theirs.keys[new], statement):
            return
        if versions.theirs.keys[new] == _DOCSTRING:
            self._draft.insert_first(versions.block, statement)
            return
        if self._is_elsewhere(versions, new):
            self._miss(statement, versions, where)
            return
        moved = self._moved_neighbour(versions, new) or self._loop_instead(versions, new)
        above = versions.import_above(new)
        place = self._place(versions, new, where)
        if moved is not None:
            self._insert(moved[0], moved[1], statement)
        elif above is not None:
            self._draft.insert_after(above, statement)
        elif place is not None:
            self._insert(versions.mine.statements[place.index], place.side, statement)
        elif all(who == _PLACEHOLDER for who in versions.base.keys):
            self._insert_at_top(versions, statement)
        else:
            self._miss(statement, versions, where)

    def _insert(self, anchor: Statement, side: str, statement: Statement) -> None:
        if side == "after":
            self._draft.insert_after(anchor, statement)
        else:
            self._draft.insert_before(anchor, statement)

    def _insert_at_top(self, versions: Versions, statement: Statement) -> None:
        """The first statement of ours in a block goes behind its docstring and imports."""
        if versions.mine.imports:
            self._draft.insert_after(versions.mine.imports[-1], statement)
        elif versions.mine.keys[:1] == [_DOCSTRING]:
            self._draft.insert_after(versions.mine.statements[0], statement)
        else:
            self._draft.insert_first(versions.block, statement)

    def _place(self, versions: Versions, new: int, where: BlockPath) -> Anchor | None:
        """Where an addition goes in the same block, if that is not a guess."""
        if versions.siblings_gone(new):
            return None
        kind = versions.theirs.keys[new][0]
        is_free = kind in _DEFINITIONS and not where.in_function
        if is_free or versions.has_neighbour(new) or versions.has_sibling(new):
            homes = {at: kept for at, kept in versions.homes.items() if at not in versions.moved}
            families = [family(who) for who in versions.theirs.keys]
            return find_anchor(new, homes, families, versions.added)
        return None

    def _loop_instead(self, versions: Versions, new: int) -> tuple[Statement, str] | None:
        """The loop in which the user makes the calls that were siblings of an addition."""
        if not versions.siblings_gone(new):
            return None
        loop = self._index.loop_of(family(versions.theirs.keys[new]))
        return None if loop is None else (loop, "after")

    def _is_elsewhere(self, versions: Versions, new: int) -> bool:
        """Whether the user made methods of the neighbours of an addition, or imports them now."""
        keys = versions.theirs.keys
        around = [at for at in versions.neighbours(new) if at is not None]
        if not around or not isinstance(versions.block, cst.Module):
            return False
        if not all(keys[at][0] in {"function", "class"} for at in (new, *around)):
            return False
        names = {each.bound for node in versions.mine.imports for each in imported(node)}
        return all(
            at not in versions.homes and (keys[at][1] in names or self._is_method(keys[at]))
            for at in around
        )

    def _is_method(self, who: Key) -> bool:
        return who[0] == "function" and self._index.is_method(who)

    def _moved_neighbour(self, versions: Versions, new: int) -> tuple[Statement, str] | None:
        """The place of an addition whose siblings or neighbours the user moved out of the block."""
        keys = versions.theirs.keys
        if keys[new][0] in {"function", "class"}:
            return None
        origin = {at: index for index, at in versions.in_theirs.items()}
        known = list(origin)
        if versions.siblings_gone(new):
            known = [at for at in known if family(keys[at]) == family(keys[new])]
        neighbours = versions.neighbours(new, known)
        if any(at in versions.homes for at in neighbours):
            return None
        for neighbour, side in zip(neighbours, ("after", "before"), strict=True):
            if neighbour is not None:
                moved = self._index.moved(versions.base.keys[origin[neighbour]])
                if moved is not None:
                    return moved, side
        return None


def _emptied(statement: Statement) -> Statement | None:
    """The statement with nothing in it, if it is one to which both sides can add."""
    match statement:
        case cst.If(body=cst.IndentedBlock() as block, orelse=None):
            return statement.with_changes(body=block.with_changes(body=(), footer=()))
        case cst.SimpleStatementLine(
            body=[cst.Assign(value=cst.List() | cst.Tuple() | cst.Dict()) as line]
        ):
            empty = line.with_changes(value=line.value.with_changes(elements=()))
            return statement.with_changes(body=[empty])
    return None
