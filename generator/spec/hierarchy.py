"""The rules of trees: rows that stand below others of their resource."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.errors import UsageError
from generator.spec.field import Field

BELOW = frozenset({"ancestors", "descendants"})
"""The ends of the paths that a tree has."""


def refuse_unfit_tree(resource: str, operations: Collection[str], fields: Iterable[Field]) -> None:
    """Hold what a field says about a tree against its resource.

    Raises:
        UsageError: There is no such tree, or it would tell what clients may not see.
    """
    tree = [field for field in fields if field.tree]
    for field in tree:
        if field.target != resource:
            raise _refusal(resource, field, "a tree is of one resource", "Point it to self.")
        if field.hidden or field.writeonly:
            raise _refusal(
                resource,
                field,
                "tree would tell what clients may not see",
                "Leave out tree, or hidden and writeonly.",
            )
        if field.unique:
            raise _refusal(
                resource, field, "a unique reference makes no tree", "Leave out tree or unique."
            )
    if len(tree) > 1:
        raise _refusal(resource, tree[1], f"{tree[0].name!r} is its tree already", "Keep one.")
    if tree and not {"list", "get"} <= set(operations):
        raise _refusal(
            resource,
            tree[0],
            "nobody could ask for the rows of a tree",
            "Leave out tree, or add list and get to --operations.",
        )


def _refusal(resource: str, field: Field, problem: str, hint: str) -> UsageError:
    return UsageError(f"field {field.name!r} of {resource!r}: {problem}", hint)
