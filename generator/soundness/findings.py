"""All that a merge may leave broken, looked for in one go."""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan import FileChange
from generator.soundness.inherited_columns import inherited_columns, with_homes
from generator.soundness.lost_attributes import lost_attributes
from generator.soundness.lost_imports import lost_imports
from generator.soundness.lost_tables import lost_tables
from generator.soundness.merged_project import MergedProject, with_conflicts
from generator.soundness.missing_imports import missing_imports

_CHECKS = (lost_imports, missing_imports, inherited_columns, lost_attributes, lost_tables)


def with_findings(merged: MergedProject) -> Iterator[FileChange]:
    """The changes of a merge, with each place that would not work as a conflict."""
    found = (conflict for check in _CHECKS for conflict in check(merged))
    return with_conflicts(with_homes(merged), found, merged.read)
