"""What users have given our tables: it is named after them, and has to follow where they do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from generator.analysis.sources import Sources
from generator.analysis.table_keys import table_keys
from generator.migrations.constraints import constraints
from generator.migrations.conventions import key_name
from generator.migrations.layout import quoted
from generator.migrations.schema import resource_table
from generator.naming import Name
from generator.spec.intent import Intent, TableKey
from generator.spec.project import Project


def own_keys(
    before: Project,
    after: Project,
    intent: Intent,
    sources: Callable[[], Sources],
    revisions: Collection[str],
) -> Iterator[tuple[str, tuple[TableKey, ...]]]:
    """Find the keys of the user's on tables of which something is renamed, or goes.

    Args:
        before: What the project is.
        after: What it shall be.
        intent: What is called otherwise.
        sources: The modules of the project; asked only if there is such a table.
        revisions: What the revisions of the project say: a key that none of them names is in no
            database.
    """
    for resource in before.resources:
        twin = after.resource(intent.resources.get(resource.name, resource.name))
        if twin is None or twin == resource:
            continue
        fields = {each.name for each in twin.fields}
        if twin.name == resource.name and all(each.name in fields for each in resource.fields):
            continue
        path = f"{before.package}/{resource.plural}/models.py"
        model = sources().definition(path, Name(resource.name).pascal)
        table = resource_table(before, resource)
        ours = {each.name for each in constraints(table)}
        found = {} if model is None else dict.fromkeys(table_keys(model, sources()))
        names = ((each, key_name(table, each)) for each in found)
        own = [key for key, name in names if name not in ours]
        made = [key for key in own if any(quoted(key_name(table, key)) in it for it in revisions)]
        yield resource.name, tuple(made)
