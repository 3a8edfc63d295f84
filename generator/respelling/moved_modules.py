"""Imports of modules that lie elsewhere today."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.analysis.sources import Sources
from generator.analysis.syntax import module_name
from generator.respelling import code


@dataclass(frozen=True)
class MovedModules:
    """Ours and those of the user's that move along with them.

    Attributes:
        sources: The user's modules, as they are.
        paths: Where files lie, and where they do today.
    """

    sources: Sources
    paths: Mapping[str, str]

    def follow(self, path: str, text: str, ours: Collection[str] = ()) -> str:
        """Import from where the modules are today.

        Args:
            path: One of the user's modules.
            text: What it says, line by line as it does in the sources.
            ours: The lines that stay, as we wrote them.
        """
        may_import = any(all(word in text for word in words) for words in self._words)
        if not may_import or not code.is_countable(text):
            return text
        lines = code.lines_of(text)
        tree = self.sources.tree(path)
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.ImportFrom) and (module := self._moved(node)):
                at = node.lineno - 1
                if lines[at] not in ours:
                    lines[at] = lines[at].replace(f"from {node.module} ", f"from {module} ", 1)
        return "".join(lines)

    def _moved(self, node: ast.ImportFrom) -> str | None:
        """The module of today from which an import takes something, if that moved."""
        if node.level or node.module is None:
            return None
        inside = (f"{node.module}.{alias.name}" for alias in node.names)
        for module, depth in ((node.module, 0), *((each, 1) for each in inside)):
            if module in self._names:
                new = self._names[module].split(".")
                return ".".join(new[: len(new) - depth])
        return None

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The modules that lie elsewhere today: their old names, and the new ones."""
        names = ((module_name(old), module_name(new)) for old, new in self.paths.items())
        return {old: new for old, new in names if old != new}

    @cached_property
    def _words(self) -> Sequence[Sequence[str]]:
        """What is said by whoever imports one of them, or from it: all parts of its name."""
        tops = (
            each for each in self._names if not any(each.startswith(f"{up}.") for up in self._names)
        )
        return [each.split(".")[::-1] for each in tops]
