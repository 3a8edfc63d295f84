"""Imports are merged by the names they import, wherever in the block the user has them.

An added name joins the user's import of the same module; an added statement goes to its isort place
if the user's imports are sorted. A name that theirs no longer imports goes, unless the user's code
uses it; one that the user removed comes back only if it is used again. One that theirs needs for
what the user has otherwise does not come.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import libcst as cst

from generator.merging.python.draft import Draft
from generator.merging.python.import_lines import ImportLine, imported, is_import, only
from generator.merging.python.import_order import Imported
from generator.merging.python.import_places import Place, find_place, starts_section
from generator.merging.python.layout import room
from generator.merging.python.lens import Lens, docstring, leading_lines
from generator.merging.python.remarks import merge_lines, merge_trailing, remarks
from generator.merging.python.usage import Usage
from generator.merging.sequences import IrreconcilableError


@dataclass(frozen=True, slots=True)
class ImportBlock:
    """The import statements of one block in three versions."""

    block: Any
    base: Sequence[Any]
    mine: Sequence[Any]
    theirs: Sequence[Any]


def merge_imports(
    blocks: Iterable[ImportBlock], theirs: cst.Module, draft: Draft, lens: Lens, path: str
) -> None:
    """Note what theirs changed in the imports of these blocks, after everything else is merged.

    Args:
        blocks: The blocks of the module whose other statements were merged.
        theirs: The whole new module.
        draft: Where the edits are noted.
        lens: Compares nodes.
        path: The file; its first folder is taken for a package of the project.
    """
    usage = Usage(draft, theirs)
    top = [node for node in draft.module.body if is_import(node)]
    for block in blocks:
        visible = frozenset() if block.block is draft.module else frozenset(_names(top))
        _BlockImports(block, draft, lens, path, usage, visible).merge()


def _names(statements: Iterable[Any]) -> dict[Imported, Any]:
    """The statement that imports each name."""
    return {name: node for node in statements for name in imported(node)}


@dataclass(slots=True)
class _BlockImports:
    """The merge of the imports of one block."""

    imports: ImportBlock
    draft: Draft
    lens: Lens
    path: str
    usage: Usage
    visible: frozenset[Imported]
    places: list[Place] = field(default_factory=list)
    dropped: list[Any] = field(default_factory=list)

    def merge(self) -> None:
        base, mine, theirs = map(
            _names, (self.imports.base, self.imports.mine, self.imports.theirs)
        )
        lines = {id(node): ImportLine(node) for node in self.imports.mine}
        for name in base:
            if name in mine and name not in theirs and self._unused(name):
                lines[id(mine[name])].removed.append(name)
        fresh: dict[int, list[Imported]] = {}
        for name in theirs:
            if name not in mine and self._wanted(name, base):
                self._add(name, (base, mine, theirs), lines, fresh)
        for line in lines.values():
            self._note(line)
        self._close_gaps()
        for statement in self.imports.theirs:
            if id(statement) in fresh:
                self._insert(only(statement, fresh[id(statement)]), statement)

    def _unused(self, name: Imported) -> bool:
        """Whether a name that theirs dropped may go from the user's module too."""
        if name.name == "*" or name.bound in self.usage.theirs:
            return True
        return name.bound not in self.usage.merged

    def _wanted(self, name: Imported, base: dict[Imported, Any]) -> bool:
        """Whether a name that the user's block lacks is to be imported there."""
        if name in self.visible:
            return False
        if name not in base:
            return name.bound not in self.usage.theirs or name.bound in self.usage.merged
        return name.bound in self.usage.merged and name.bound not in self.usage.mine

    def _add(
        self,
        name: Imported,
        sides: tuple[dict[Imported, Any], dict[Imported, Any], dict[Imported, Any]],
        lines: dict[int, ImportLine],
        fresh: dict[int, list[Imported]],
    ) -> None:
        """Note an added name at the statement that it joins, or as a new statement."""
        base, mine, theirs = sides
        statement = theirs[name]
        taken = next((other for other in mine if other.bound == name.bound != "*"), None)
        if taken is not None and taken not in lines[id(mine[taken])].removed:
            self._clash(name, statement, mine[taken], base)
            return
        host = next((line for line in lines.values() if line.takes(name, statement)), None)
        if host is not None:
            host.added.append(name)
        else:
            fresh.setdefault(id(statement), []).append(name)

    def _clash(self, name: Imported, wanted: Any, taken: Any, base: Iterable[Imported]) -> None:
        """Report a name that the user imports from another module."""
        was_ours = any(other.bound == name.bound for other in base)
        alone = len(list(imported(taken))) == 1
        self.draft.clash(
            f"import of {name.bound}", taken, only(wanted, [name]), both_changed=was_ours and alone
        )

    def _note(self, line: ImportLine) -> None:
        """Note what becomes of one of the user's import statements."""
        if line.is_emptied:
            self._drop(line.node)
            return
        old, new = self._counterparts(line)
        if not line.is_changed and old is None:
            return
        if line.is_changed:
            as_it_was = old is not None and self.lens.code(old) == self.lens.code(line.node)
            depth = int(self.imports.block is not self.draft.module)
            width = room(self.lens.code(self.draft.module), depth)
            result = new if as_it_was else line.rewritten(width)
            self.draft.change(line.node, body=result.body)
        if old is not None:
            self._note_remarks(line.node, old, new)

    def _counterparts(self, line: ImportLine) -> tuple[Any, Any]:
        """The statement in base that imports the same names, and what theirs made of it."""
        before, after = set(imported(line.node)), set(line.names())
        old = next((node for node in self.imports.base if set(imported(node)) == before), None)
        new = next((node for node in self.imports.theirs if set(imported(node)) == after), None)
        return (old, new) if old is not None and new is not None else (None, None)

    def _note_remarks(self, mine: Any, old: Any, new: Any) -> None:
        """Note what theirs changed in the comments around an import."""
        try:
            behind = merge_trailing(*(node.trailing_whitespace for node in (old, mine, new)))
            self.draft.change(mine, trailing_whitespace=behind)
            texts = [[line for line in remarks(leading_lines(it)) if line] for it in (old, new)]
            if texts[0] != texts[1]:
                above = merge_lines(*(leading_lines(node) for node in (old, mine, new)))
                self.draft.change(mine, leading_lines=above)
        except IrreconcilableError:
            self.draft.clash("comment of an import", mine, new, both_changed=True)

    def _drop(self, node: Any) -> None:
        """Take out an import with no names left, unless the user commented it."""
        old = next((it for it in self.imports.base if self.lens.means(it, node)), None)
        known = remarks(leading_lines(old)) if old is not None else []
        added = [line for line in remarks(leading_lines(node)) if line and line not in known]
        if added or (old is not None and not self.lens.same(old, node)):
            self.draft.clash("import", node, None, both_changed=True)
            return
        self.draft.drop(node)
        self.dropped.append(node)

    def _close_gaps(self) -> None:
        """Keep the blank line of a section whose first import goes."""
        body = list(self.imports.block.body)
        gone = {id(node) for node in self.dropped}
        for node in self.dropped:
            at = next(index for index, other in enumerate(body) if other is node) + 1
            while at < len(body) and id(body[at]) in gone and not starts_section(body[at]):
                at += 1
            below: Any = body[at] if at < len(body) else None
            if starts_section(node) and _continues_section(below):
                blank = [line for line in leading_lines(node) if not line.comment]
                self.draft.change(below, leading_lines=[*blank, *leading_lines(below)])

    def _insert(self, new: Any, theirs: Any) -> None:
        place = self._place(new, theirs)
        if place is None:
            first: Any = self.imports.block.body[0] if self.imports.block.body else None
            if first is not None and docstring(first) is not None:
                self.draft.insert_import(first, new)
            else:
                self.draft.insert_first(self.imports.block, new)
            return
        self.places.append(place)
        new = new.with_changes(leading_lines=place.above)
        if place.side == "after":
            self.draft.insert_import(place.anchor, new)
        else:
            self.draft.insert_before(place.anchor, new)
        if place.anchor_above is not None:
            self.draft.change(place.anchor, leading_lines=place.anchor_above)

    def _place(self, new: Any, theirs: Any) -> Place | None:
        place = find_place(new, theirs, self.imports.mine, self.imports.theirs, self.path)
        if place is None or not any(earlier.is_like(place) for earlier in self.places):
            return place
        return place.continued()


def _continues_section(statement: Any) -> bool:
    """Whether a statement is an import without a blank line above it."""
    return statement is not None and is_import(statement) and not starts_section(statement)
