"""Answers against revisions, without a database: what the revisions never name, none can make.

That is all that is claimed here. A revision may compute what it does, so that the order of the
steps is not followed; a name that stands nowhere, though, is proof enough.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.checking.drift import Drift, Kind
from generator.errors import ProjectError
from generator.migrations.history import find_head
from generator.migrations.revisions import VERSIONS
from generator.migrations.schema import Table, association_tables, resource_table
from generator.spec.project import Project

# A revision that imports anything else may do whatever that does.
_PLAIN_IMPORTS = frozenset(
    "__future__ alembic collections datetime decimal sqlalchemy typing uuid".split()
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Names:
    """The words in the texts of one revision, and whether it gives a table another name."""

    words: frozenset[str]
    renames: bool


def compare_heads(versions: Mapping[str, str]) -> Iterator[Drift]:
    """Whether the revisions are one line: one head, and every parent there."""
    try:
        find_head(versions)
    except ProjectError as error:
        yield Drift(Kind.REVISIONS, VERSIONS, error.message, error.hint)


def compare_names(project: Project, versions: Mapping[str, str]) -> Iterator[Drift]:
    """The tables and columns of the answers that no revision names.

    Args:
        project: The answers.
        versions: Path and text of the revisions.
    """
    try:
        trees = [ast.parse(text) for text in versions.values()]
    except (SyntaxError, ValueError, RecursionError):
        return
    if not all(map(_is_plain, trees)):
        return
    revisions = [_names(tree) for tree in trees]
    for table in _tables(project):
        about = [each for each in revisions if table.name in each.words]
        if not about:
            yield _missing(f"table {table.name!r}")
        elif any(each.renames for each in about):
            about = revisions  # its columns were made under another name of the table
        for column in table.columns if about else ():
            if not any(column.name in each.words for each in about):
                yield _missing(f"column {column.name!r} of table {table.name!r}")


def _tables(project: Project) -> Iterator[Table]:
    for resource in project.resources:
        yield resource_table(project, resource)
        yield from association_tables(project, resource)


def _missing(what: str) -> Drift:
    return Drift(
        Kind.MIGRATION,
        VERSIONS,
        f"{what} is in the answers and in no revision",
        'Run: uv run alembic revision --autogenerate -m "what changed"',
    )


def _is_plain(tree: ast.Module) -> bool:
    """Whether every name that a revision uses stands in it as it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr | ast.Add | ast.Mod) or _is_formatted(node):
            return False
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module or "."]
        else:
            continue
        if any(name.split(".")[0] not in _PLAIN_IMPORTS for name in modules):
            return False
    return True


def _is_formatted(node: ast.AST) -> bool:
    """Whether it is a text with a method: `"...".format`, `"...".join`."""
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Constant)


def _names(tree: ast.Module) -> Names:
    nodes = list(ast.walk(tree))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant))
    found = (word for text in texts if isinstance(text, str) for word in _WORD.findall(text))
    words = frozenset(found)
    called = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return Names(words, "rename_table" in called or "RENAME" in map(str.upper, words))
