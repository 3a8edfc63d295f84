"""What of ours the user keeps in other modules, and who imports it: they get the new names too.

An import says for certain whose name it is. So where the user moved an enum or a column of ours to
a module of their own, what it is called there follows what we call it, and so do those that import
it from there.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from generator.analysis.sources import Sources
from generator.analysis.syntax import bindings_of
from generator.respelling import code
from generator.respelling.attributes import Edit, attribute_edits, declared
from generator.respelling.declarations import (
    Attribute,
    Column,
    TemplateModule,
    renamed_attributes,
    renamed_columns,
    renamed_definitions,
)
from generator.respelling.moved_modules import MovedModules
from generator.respelling.quoted_names import quoted_edits, renamed_tables
from generator.respelling.texts import Carried, carry
from generator.respelling.words import Respelling


@dataclass(frozen=True)
class Relocated:
    """Where what we renamed stands in the user's modules.

    Attributes:
        modules: Our modules.
        sources: The user's.
        respell: The words.
        companions: Where modules of the user's own go that lie beside ours.
    """

    modules: Mapping[str, TemplateModule]
    sources: Sources
    respell: Respelling
    companions: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are called otherwise today."""
        return tuple(
            each
            for module in self._rewritten.values()
            for each in renamed_columns(module, self.respell)
        )

    @cached_property
    def _rewritten(self) -> Mapping[str, TemplateModule]:
        """Our modules in which anything is called otherwise today."""
        return {path: each for path, each in self.modules.items() if each.base != each.theirs}

    @cached_property
    def nearby(self) -> frozenset[str]:
        """The modules that have one of these columns, or lie beside a model that does."""
        folders = {PurePosixPath(column.home.path).parent for column in self.columns}
        beside = (path for path in self.sources.texts if PurePosixPath(path).parent in folders)
        return frozenset({*beside, *self._moved_columns})

    @cached_property
    def _moves(self) -> MovedModules:
        today = {path: module.path for path, module in self.modules.items()}
        return MovedModules(self.sources, {**today, **self.companions})

    def names(self, path: str) -> Mapping[str, str]:
        """The names in one of the user's modules that are certainly ours, and the new ones."""
        if not self._mentions_old_name(path):
            return {}
        known = {old: self._targets.get((path, old)) for old in self._old_names}
        names = {old: new for old, new in known.items() if new}
        tree = self.sources.tree(path)
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.ImportFrom):
                names |= dict(self._imported(path, node))
        return names

    def foreign_names(self, path: str) -> frozenset[str]:
        """The names that a module imports from outside of the project, or from who knows where."""
        imported = self.sources.bindings(path).items()
        return frozenset(
            name
            for name, node in imported
            if isinstance(node, ast.ImportFrom) and self.sources.origin(path, node) is None
        )

    def carried(self, path: str, base: str, mine: str, theirs: str) -> Carried:
        """A module of ours and what the user made of it in the new names; see `carry`."""
        if path not in self.sources.texts:
            return carry(base, mine, theirs, self.respell)
        names, foreign = self.names(path), self.foreign_names(path)
        ours = {*code.lines_of(base)}
        text = self._moves.follow(path, self._edited(path, ours), ours)
        return carry(base, text, theirs, self.respell, names, foreign)

    def with_new_names(self, path: str) -> str:
        """A module of the user's own in the new names."""
        text = self._moves.follow(path, self._edited(path))
        names = self.names(path)
        lines = code.lines_of(text)
        for number, line in code.renamed(text, range(1, len(lines) + 1), names) if names else ():
            lines[number - 1] = line
        return "".join(lines)

    def _edited(self, path: str, ours: Collection[str] = ()) -> str:
        """One of the user's modules, with the new names of what they have in places of their own.

        That are columns that were moved there, and what is named along its module.
        """
        lines = code.lines_of(self.sources.texts[path])
        if not code.is_countable(self.sources.texts[path]):
            return self.sources.texts[path]
        columns = (
            _renaming(target, column.name)
            for column, node in self._moved_columns.get(path, ())
            if isinstance(target := getattr(node, "target", None), ast.Name)
        )
        along = (*self._edits_along_modules(path), *self._edits_along_classes(path))
        quoted = quoted_edits(path, self.sources, self._tables, self.names(path))
        edits = {*columns, *along, *quoted}
        for edit in sorted(edits, reverse=True):
            if lines[edit.line - 1] not in ours:
                lines[edit.line - 1] = edit(lines[edit.line - 1])
        return "".join(lines)

    def _edits_along_classes(self, path: str) -> Iterable[Edit]:
        """Attributes of our classes, where the code says that they are."""
        text = self.sources.texts[path]
        is_known = any(attribute.name in text for attribute in self._attributes)
        if not is_known or not (path in self._moved_columns or self.respell.is_about(text)):
            return ()
        return attribute_edits(path, self.sources, self._declared)

    @cached_property
    def _tables(self) -> Mapping[str, str]:
        """The tables that are called otherwise today."""
        modules = self._rewritten.values()
        return dict(pair for each in modules for pair in renamed_tables(each, self.respell))

    @cached_property
    def _attributes(self) -> Mapping[Attribute, str]:
        """What attributes of our classes are called today."""
        return {
            attribute: new
            for module in self._rewritten.values()
            for attribute, new in renamed_attributes(module, self.respell)
        }

    @cached_property
    def _declared(self) -> Mapping[ast.stmt, str]:
        return declared(self._attributes, self.sources)

    def _edits_along_modules(self, path: str) -> Iterator[Edit]:
        """Each `module.name` that is ours gets its new name."""
        tree = self.sources.tree(path) if self._mentions_old_name(path) else None
        modules = dict(self.sources.modules(path)) if tree else {}
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.Attribute) and node.attr in self._old_names:
                module = modules.get(ast.unparse(node.value))
                new = self._new_name(module, node.attr) if module else None
                if new:
                    yield _renaming(node, new)

    def _mentions_old_name(self, path: str) -> bool:
        return any(old in self.sources.texts[path] for old in self._old_names)

    def _new_name(self, path: str, old: str) -> str | None:
        """What a name of a module is called today, if it is a definition of ours."""
        found = self.sources.definition(path, old)
        return self._targets.get((found.path, found.name)) if found else None

    @cached_property
    def _old_names(self) -> frozenset[str]:
        return frozenset(old for _, old in self._targets)

    @cached_property
    def _targets(self) -> dict[tuple[str, str], str]:
        """The new name of each definition of ours, by the user's file that has it and its name."""
        targets: dict[tuple[str, str], str] = {}
        for path, module in self._rewritten.items():
            for old, new in renamed_definitions(module, self.respell):
                if place := self._home(path, old, new):
                    targets[place] = new
        return targets

    def _home(self, path: str, old: str, new: str) -> tuple[str, str] | None:
        """The user's file in which a definition of ours stands, if it can be renamed there."""
        found = self.sources.definition(path, old)
        if found is None:
            return None
        there, name, _ = found
        if name != old:
            return path, old
        module = self.modules.get(there)
        stays = module is not None and there != path and old in bindings_of(module.theirs)
        return None if stays or new in self.sources.bindings(there) else (there, old)

    def _imported(self, path: str, node: ast.ImportFrom) -> Iterator[tuple[str, str]]:
        origin = self.sources.origin(path, node)
        for alias in node.names if origin else ():
            for old in self._old_names if alias.name == "*" else self._old_names & {alias.name}:
                if origin and (new := self._new_name(origin, old)):
                    yield old, new

    @cached_property
    def _moved_columns(self) -> Mapping[str, list[tuple[Column, ast.stmt]]]:
        """By file: the columns that a single model of ours inherits from a class in it."""
        moved: dict[str, list[tuple[Column, ast.stmt]]] = {}
        for column in self.columns:
            path, owner, attribute = column.home
            model = self.sources.definition(path, owner)
            found = self.sources.holder(model.path, model.node, attribute) if model else None
            if (
                model
                and found
                and found.path != path
                and self.sources.is_alone(model.node, found.node, attribute)
            ):
                moved.setdefault(found.path, []).append((column, found.node))
        return moved


def _renaming(node: ast.expr, name: str) -> Edit:
    """Let a node end in another name; columns are counted in UTF-8."""
    old = node.attr if isinstance(node, ast.Attribute) else ast.unparse(node)
    end = node.end_col_offset or 0
    return Edit(node.end_lineno or 0, end - len(old.encode()), end, name)
