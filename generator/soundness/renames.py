"""What a rename would leave broken: columns that a model lacks, names that nothing defines."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection, Iterable, Iterator, Sequence

from generator.analysis.sources import Sources
from generator.analysis.syntax import bindings_of, bound_by, module_name
from generator.plan import Conflict, FileChange, Settling
from generator.respelling.declarations import Column, TemplateModule
from generator.respelling.relocated import Relocated

_EVERYWHERE = frozenset(dir(builtins)) | {"__file__", "__path__", "__annotations__"}


def broken_by_renames(changes: Sequence[FileChange], renamed: Relocated) -> Iterator[Conflict]:
    """Find what the changes of a rename would leave broken.

    Args:
        changes: All of them; where there is a conflict already, nothing is looked for.
        renamed: Where what was renamed stood before.
    """
    after = renamed.sources.after(changes)
    settled = {change.path for change in changes if change.conflicts}
    found = [*lost_columns(renamed.columns, after)]
    for module in renamed.modules.values():
        if after.texts.get(module.path) != renamed.sources.texts.get(module.old_path):
            found += undefined_names(module, renamed.sources, after, settled)
        found += moved_definitions(module, renamed, after)
    yield from (each for each in found if each.path not in settled)


def lost_columns(columns: Iterable[Column], after: Sources) -> Iterator[Conflict]:
    """The columns that got a new name, but not in the user's model.

    Args:
        columns: What was renamed.
        after: The user's modules as they will be.
    """
    for column in columns:
        model = after.definition(column.path, column.owner)
        path, line = (model.path, model.node.lineno) if model else (column.path, None)
        if model and after.holder(path, model.node, column.name):
            continue
        old = after.holder(path, model.node, column.home.name) if model else None
        where = f", which is {column.home.name} in {old.path}:{old.node.lineno}" if old else ""
        what = f"class {column.owner} / attribute {column.name}{where}"
        yield Conflict(path, what, column.code, line, Settling.DEFINE)


def moved_definitions(
    module: TemplateModule, renamed: Relocated, after: Sources
) -> Iterator[Conflict]:
    """Definitions of ours that the user moved to a module beside it, with the old name in strings.

    Nothing imports them from there into our module, so nobody knows them for ours but by their
    name. Such a string may be the path of a route: what calls it uses the new one.

    Args:
        module: The module that we wrote them in.
        renamed: Where what was renamed stood before.
        after: The user's modules as they will be.
    """
    here = after.bindings(module.path)
    theirs = bindings_of(module.theirs) if renamed.companions else {}
    for name, ours in theirs.items():
        for path in renamed.companions.values() if name not in here else ():
            own = after.bindings(path).get(name)
            strange = {*_strings(own)} - {*_strings(ours)} if own else ()
            if own and any(map(renamed.respell.occurs_in, strange)):
                what, code = f"{name}, which is ours", _code(module.theirs, ours)
                yield Conflict(path, what, code, own.lineno, Settling.DEFINE)


def _code(text: str, node: ast.stmt) -> str:
    """What a definition says, with its decorators."""
    first = min(each.lineno for each in (node, *getattr(node, "decorator_list", ())))
    return "".join(text.splitlines(keepends=True)[first - 1 : node.end_lineno])


def _strings(node: ast.AST) -> Iterator[str]:
    values = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
    return (each for each in values if isinstance(each, str))


def undefined_names(
    module: TemplateModule, before: Sources, after: Sources, settled: Collection[str]
) -> Iterator[Conflict]:
    """The names that a module of ours uses and nothing defines any more.

    Args:
        module: The module.
        before: The user's modules as they are.
        after: The user's modules as they will be.
        settled: Modules of which the user is told already that something is missing in them.
    """
    path, old_path = module.path, module.old_path
    unbound, broken = _unbound(before, old_path), _broken(before, old_path)
    for name, line in _unbound(after, path).items():
        if name not in unbound:
            yield Conflict(path, f"{name} is not defined", "", line, Settling.DEFINE)
    for (origin, name), line in _broken(after, path).items():
        if (origin, name) not in broken and origin not in settled:
            what = f"there is no {name} to import in {module_name(origin)}"
            yield Conflict(path, what, "", line, Settling.DEFINE)


def _unbound(sources: Sources, path: str) -> dict[str, int]:
    """The names that a module reads and never binds, and the first line of each."""
    tree = sources.tree(path)
    nodes = list(ast.walk(tree)) if tree else []
    known = {name for node in nodes for name in bound_by(node)}
    names = [node for node in nodes if isinstance(node, ast.Name) and node.id not in known]
    if "*" in known:
        return {}
    return {node.id: node.lineno for node in reversed(names) if node.id not in _EVERYWHERE}


def _broken(sources: Sources, path: str) -> dict[tuple[str, str], int]:
    """What a module imports from modules of the project that do not have it."""
    tree = sources.tree(path)
    return {
        (origin, alias.name): node.lineno
        for node in (ast.walk(tree) if tree else ())
        if isinstance(node, ast.ImportFrom) and (origin := sources.origin(path, node))
        for alias in node.names
        if not _has(sources, origin, alias.name)
    }


def _has(sources: Sources, path: str, name: str) -> bool:
    """Whether a module has something that can be imported; of one that is no Python, who knows."""
    there = sources.bindings(path)
    if sources.tree(path) is None or name == "*" or {"*", "__getattr__"} & there.keys():
        return True
    package = path.removesuffix("/__init__.py").removesuffix(".py")
    return name in there or sources.path_of(f"{package}/{name}") is not None
