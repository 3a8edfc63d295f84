"""A module of ours, of which only some definitions are wanted, with the imports that they need."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from generator.analysis.syntax import bindings, definitions, parsed

_TALL = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_WORD = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True)
class ModuleCode:
    """A module, to be taken apart.

    Attributes:
        text: Its code.
        tree: The syntax tree of that.
    """

    text: str
    tree: ast.Module

    @classmethod
    def read(cls, text: str) -> ModuleCode | None:
        """Read a module, if it is one."""
        tree = parsed(text)
        return cls(text, tree) if tree else None

    @cached_property
    def definitions(self) -> Mapping[str, ast.stmt]:
        """What the module defines, by name."""
        return definitions(bindings(self.tree))

    def words(self, name: str) -> set[str]:
        """The words in the code of a definition, those in its strings among them."""
        return set(_WORD.findall(self._codes[self.definitions[name]]))

    @property
    def docstring(self) -> str | None:
        """What the module says of itself."""
        return ast.get_docstring(self.tree)

    @property
    def opening(self) -> str:
        """The lines of that, and a blank one."""
        return "" if self.docstring is None else f"{self._codes[self.tree.body[0]]}\n"

    def only(self, names: Collection[str]) -> str:
        """The definitions of some names, and the imports that they need."""
        nodes = [self.definitions[name] for name in names]
        return self._of(lambda node: node in nodes)

    def without(self, names: Collection[str]) -> str:
        """All below the opening, without some definitions and without imports for them."""
        nodes = [self.definitions[name] for name in names]
        return self._of(lambda node: node not in nodes)

    def _of(self, is_wanted: Callable[[ast.stmt], bool]) -> str:
        start = 0 if self.docstring is None else 1
        body = [each for each in self.tree.body[start:] if not _imported(each) and is_wanted(each)]
        codes = [self._codes[each] for each in body]
        used = {word for code in codes for word in _WORD.findall(code)}
        spaced = ("\n" * _gap(*pair) for pair in pairwise([None, *body]))
        return self._imports(used) + "".join(map(operator.add, spaced, codes))

    def _imports(self, used: Collection[str]) -> str:
        """The imports of what is used, in groups as they are."""
        text, group = "", 0
        groups = accumulate(self._starts_group(each) for each in self.tree.body)
        for node, number in zip(self.tree.body, groups, strict=True):
            if _imported(node) and (code := self._needed(node, used)):
                text += ("\n" if number > group and text else "") + code
                group = number
        return text

    def _starts_group(self, node: ast.stmt) -> bool:
        """Whether there is a blank line above a statement."""
        above = self._lines[node.lineno - 2 : node.lineno - 1] if node.lineno > 1 else []
        return all(not line.strip() for line in above)

    def _needed(self, node: ast.stmt, used: Collection[str]) -> str:
        """Of an import, or a block of them, what is used."""
        imports = _imported(node)
        lines = [line for each in imports if (line := _narrowed(each, used))]
        if isinstance(node, ast.If) and lines:
            inside = "".join(f"    {line}" for line in lines)
            return f"from typing import TYPE_CHECKING\nif {ast.unparse(node.test)}:\n{inside}"
        return "".join(lines)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines(keepends=True)

    @cached_property
    def _codes(self) -> Mapping[ast.stmt, str]:
        """The lines of each statement, with the comments above it."""
        ends = [0, *(each.end_lineno or 0 for each in self.tree.body)]
        return {
            node: "".join(self._lines[start:end]).lstrip("\n")
            for node, start, end in zip(self.tree.body, ends, ends[1:], strict=False)
        }


def _gap(above: ast.stmt | None, below: ast.stmt | None) -> int:
    """How many blank lines are between two statements, at least."""
    is_tall = any(isinstance(each, _TALL) for each in (above, below))
    return 2 if is_tall else 1


def _imported(node: ast.stmt) -> list[ast.Import | ast.ImportFrom]:
    """The imports that a statement is, or consists of."""
    body = node.body if isinstance(node, ast.If) and not node.orelse else [node]
    imports = [each for each in body if isinstance(each, ast.Import | ast.ImportFrom)]
    return imports if len(imports) == len(body) else []


def _narrowed(node: ast.Import | ast.ImportFrom, used: Collection[str]) -> str:
    """An import of what is used; nothing if that is nothing."""
    names = [each for each in node.names if (each.asname or each.name.split(".")[0]) in used]
    if not names:
        return ""
    if isinstance(node, ast.ImportFrom):
        return ast.unparse(ast.ImportFrom(node.module, names, node.level)) + "\n"
    return ast.unparse(ast.Import(names)) + "\n"
