"""Which resources a change of the answers can touch."""

from __future__ import annotations

from generator.spec.project import Project


def affected_resources(old: Project, new: Project) -> set[str] | None:
    """The names of the resources whose files may differ, by the answers of before and after.

    Those are the ones that changed, those that they point to, and those that point to one which is
    served otherwise now. None if any file of the project may differ.
    """
    if old.model_copy(update={"resources": ()}) != new.model_copy(update={"resources": ()}):
        return None
    changed = set(old.resources) ^ set(new.resources)
    targets = {str(field.target) for each in changed for field in each.relations()}
    return {each.name for each in changed} | targets | _pointing_to_others(old, new)


def _pointing_to_others(old: Project, new: Project) -> set[str]:
    """The resources that point to one which is served otherwise than before, or elsewhere."""
    before, after = _serving(old), _serving(new)
    different = {name for name in before if name in after and before[name] != after[name]}
    return {
        each.name
        for each in new.resources
        if different and any(field.target in different for field in each.relations())
    }


def _serving(project: Project) -> dict[str, tuple[object, ...]]:
    return {
        each.name: (each.read, each.write, each.operations, each.versions, each.soft_delete)
        for each in project.resources
    }
