"""Indexes and unique constraints of a model that are named by the naming convention."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from generator.analysis.quoted import table_arguments
from generator.analysis.sources import Definition, Sources
from generator.analysis.syntax import attributes
from generator.spec.intent import TableKey


def table_keys(model: Definition, sources: Sources) -> Iterator[TableKey]:
    """Find the keys that a model and its bases declare without a name.

    Args:
        model: The model.
        sources: All modules of the project.
    """
    seen: set[str] = set()
    for path, node in sources.lineage(model.path, model.node):
        for name, each in attributes(node).items():
            if name not in seen:
                yield from _of_column(name, path, each, sources)
            seen.add(name)
        yield from (key for call in table_arguments(node) if (key := _of_table(call)))


def _of_column(name: str, path: str, node: ast.stmt, sources: Sources) -> Iterator[TableKey]:
    for call in (*_columns(node), *_columns(_alias(path, node, sources))):
        first = call.args[0] if call.args else None
        column = first.value if isinstance(first, ast.Constant) else name
        is_index, is_unique = (_says(call, each) for each in ("index", "unique"))
        if is_index or is_unique:
            kind = "unique" if not is_index else "unique_index" if is_unique else "index"
            yield TableKey(kind, (str(column),))


def _of_table(call: ast.Call) -> TableKey | None:
    """What an argument of the table declares, if it has no name and nothing special."""
    texts = [each.value for each in call.args if isinstance(each, ast.Constant)]
    plain = len(texts) == len(call.args) and {each.arg for each in call.keywords} <= {"unique"}
    match ast.unparse(call.func).rpartition(".")[2], texts:
        case "UniqueConstraint", [str(), *_] if plain:
            return TableKey("unique", tuple(map(str, texts)))
        case "Index", [None, *columns] if plain and columns:
            kind = "unique_index" if _says(call, "unique") else "index"
            return TableKey(kind, tuple(map(str, columns)))
    return None


def _alias(path: str, node: ast.stmt, sources: Sources) -> ast.AST | None:
    """What stands behind the type of a column: `Code = Annotated[str, mapped_column(...)]`."""
    match node:
        case ast.AnnAssign(annotation=ast.Subscript(slice=ast.Name(id=name))):
            found = sources.definition(path, name)
            return found[2] if found and isinstance(found[2], ast.Assign) else None
    return None


def _columns(node: ast.AST | None) -> Sequence[ast.Call]:
    calls = (each for each in (ast.walk(node) if node else ()) if isinstance(each, ast.Call))
    return [each for each in calls if ast.unparse(each.func).endswith("mapped_column")]


def _says(call: ast.Call, word: str) -> bool:
    """Whether a keyword is given as true."""
    return any(
        each.arg == word and isinstance(each.value, ast.Constant) and each.value.value is True
        for each in call.keywords
    )
