"""What changed modules import from modules of the project, and whether it is there.

We write imports of what we once wrote elsewhere. Where the user has renamed, moved or deleted that,
files that merge without a conflict are still no program. And where we take something away, the
user's own lines may import it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from generator.analysis.syntax import bindings, imported_from, module_name, parsed, statements
from generator.plan import Conflict, FileChange, Settling
from generator.tree import File

Read = Callable[[str], File | None]
"""The file at a path, or None."""


@dataclass(frozen=True)
class _Import:
    module: str
    name: str
    line: int = field(compare=False)

    @property
    def what(self) -> str:
        return f"there is no {self.name} to import in {self.module}"


def with_missing_imports(
    changes: Sequence[FileChange],
    read: Read,
    ours: Callable[[], Mapping[str, File]],
    folders: Collection[str],
    modules: Callable[[str], Mapping[str, File]],
) -> Iterator[FileChange]:
    """The changes, with each import of something that is not there, or no more, as a conflict.

    Args:
        changes: All of them.
        read: The files as they are.
        ours: All that we would write today; what is not there either is the template's affair.
        folders: Where the modules of the project are; others are not looked for.
        modules: The modules below a folder, as they are; asked only if something is taken away.
    """
    written = {each.path: each.after for each in changes}
    there = _Modules(lambda path: written[path] if path in written else read(path))
    for change in _with_lost_imports(changes, there, ours, folders, modules):
        missing = [each for each in _new_imports(change, folders) if not there.has(each)]
        whole = _Modules(ours().get) if missing else there
        told = {each.what for each in change.conflicts}
        found = [
            Conflict(change.path, each.what, "", each.line, Settling.DEFINE)
            for each in missing
            if each.what not in told and whole.has(each)
        ]
        yield replace(change, conflicts=(*change.conflicts, *found)) if found else change


def _with_lost_imports(
    changes: Sequence[FileChange],
    after: _Modules,
    ours: Callable[[], Mapping[str, File]],
    folders: Collection[str],
    modules: Callable[[str], Mapping[str, File]],
) -> Iterator[FileChange]:
    """The changes, and modules that stay as they are, with imports of what is taken away.

    An import that we write ourselves all the same is the template's affair.
    """
    gone = [each for each in map(_TakenAway.by, changes) if each.imports]
    others = (each for top in folders if gone for each in modules(top).items())
    known = {change.path for change in changes}
    stay = [FileChange(path, file, file) for path, file in others if path not in known]
    for change in (*changes, *stay):
        lost = [each for each in _lost(change, gone, folders) if not after.has(each)]
        own = _imported_anywhere(ours(), folders) if lost else ()
        told = [
            Conflict(change.path, f"{each.what} any more", "", each.line, Settling.DEFINE)
            for each in lost
            if each not in own
        ]
        if told or change.path in known:
            yield replace(change, conflicts=(*change.conflicts, *told))


def _lost(
    change: FileChange, gone: Sequence[_TakenAway], folders: Collection[str]
) -> Iterator[_Import]:
    """What a module imports of what is taken away; it is parsed only if it may do so."""
    text = change.after.text if change.after and not change.conflicts else None
    spoken = [each for each in gone if text and each.may_be_in(change.path, text)]
    for each in _all_imports(change.path, text or "", folders) if spoken else ():
        if any(each in other.imports for other in spoken):
            yield each


def _imported_anywhere(tree: Mapping[str, File], folders: Collection[str]) -> set[_Import]:
    modules = (file for path, file in tree.items() if path.endswith(".py"))
    return {each for file in modules for each in _imports(file, folders)}


@dataclass(frozen=True)
class _TakenAway:
    """What can be imported from a module no more, nor the module if it goes.

    Attributes:
        folder: Where the module is, or was.
        name: The last part of that, which is said by whoever imports it from elsewhere.
        imports: The imports that fail.
    """

    folder: str
    name: str
    imports: frozenset[_Import]

    @classmethod
    def by(cls, change: FileChange) -> _TakenAway:
        """What a change takes away."""
        folder = PurePosixPath(change.path).parent
        imports = frozenset(_Import(*each, 0) for each in _names_taken_away(change))
        return cls(f"{folder}/", folder.name, imports)

    def may_be_in(self, path: str, text: str) -> bool:
        """Whether a module may import any of it, by its words."""
        if not path.startswith(self.folder) and self.name not in text:
            return False
        return any(each.name in text for each in self.imports)


def _names_taken_away(change: FileChange) -> Iterator[tuple[str, str]]:
    """The modules from which names are taken away, and the names."""
    if not change.path.endswith(".py") or change.before is None or change.before == change.after:
        return
    module = module_name(change.path)
    old, new = (parsed((each and each.text) or "") for each in (change.before, change.after))
    for name in bindings(old).keys() - bindings(new).keys() if old and new else ():
        yield module, name
    if change.after is None:
        parent, _, name = module.rpartition(".")
        yield parent, name


def _all_imports(path: str, text: str, folders: Collection[str]) -> list[_Import]:
    """What a module imports from the project, wherever in it."""
    tree = parsed(text)
    found = {
        _Import(module, name, node.lineno)
        for node in (ast.walk(tree) if tree else ())
        if isinstance(node, ast.Import | ast.ImportFrom)
        for module, name in _named(path, node)
        if name != "*" and module.split(".")[0] in folders
    }
    return sorted(found, key=lambda each: (each.line, each.name))


def _named(path: str, node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """The modules from which something is imported, and what."""
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            yield imported_from(path, node), alias.name
        else:
            module, _, name = alias.name.rpartition(".")
            yield module, name


def _new_imports(change: FileChange, folders: Collection[str]) -> list[_Import]:
    """What a module imports from the project and did not import before, by line."""
    if change.after == change.before or not change.path.endswith(".py"):
        return []
    before, after = (_imports(each, folders) for each in (change.before, change.after))
    return sorted({*after} - {*before}, key=lambda each: (each.line, each.name))


def _imports(file: File | None, folders: Collection[str]) -> list[_Import]:
    tree = parsed(file.text) if file and file.text else None
    return [
        _Import(str(node.module), alias.name, node.lineno)
        for node in statements(tree.body if tree else ())
        if isinstance(node, ast.ImportFrom) and node.level == 0
        for alias in node.names
        if str(node.module).split(".")[0] in folders
    ]


@dataclass(frozen=True)
class _Modules:
    """Modules of the project, each read when it is asked for."""

    read: Read
    _names: dict[str, Collection[str] | None] = field(default_factory=dict)

    def has(self, wanted: _Import) -> bool:
        """Whether an import succeeds, as far as reading can tell."""
        stem = wanted.module.replace(".", "/")
        if self._path(f"{stem}/{wanted.name}"):
            return True
        path = self._path(stem)
        names = self._defined(path) if path else set()
        return names is None or wanted.name in names

    def _path(self, stem: str) -> str | None:
        paths = (f"{stem}.py", f"{stem}/__init__.py")
        return next((path for path in paths if self.read(path)), None)

    def _defined(self, path: str) -> Collection[str] | None:
        """What a module defines; None where that is not to be seen."""
        if path not in self._names:
            file = self.read(path)
            tree = parsed(file.text) if file and file.text is not None else None
            names = bindings(tree).keys() if tree else {"*"}
            self._names[path] = None if {"*", "__getattr__"} & names else names
        return self._names[path]
