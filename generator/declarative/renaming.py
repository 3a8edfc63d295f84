"""What the renames of a declarative file mean for the project as it is.

An entry stays in the file after it was carried out, and the file may be applied to a project that
never knew the old name. So an entry whose old name is not there asks for nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from generator.declarative.declaration import Path
from generator.errors import UsageError
from generator.spec.project import Project
from generator.spec.resource import Resource

Renames = Mapping[Path, str | None]


def renamed_resources(before: Project, after: Project, renames: Renames) -> dict[str, str]:
    """Old and new name of each resource that is renamed now.

    Raises:
        UsageError: A rename contradicts the rest of the file, or the new name is taken.
    """
    return _moves(
        _said_of_resources(renames),
        {each.name for each in before.resources},
        {each.name for each in after.resources},
        "",
    )


def renamed_fields(
    before: Project, after: Project, renames: Renames, resources: Mapping[str, str]
) -> dict[tuple[str, str], str]:
    """The resource, as it is called afterwards, the old and the new name of each renamed field.

    Args:
        before: The answers of today.
        after: Those that are wanted.
        renames: What the file says.
        resources: The resources that are renamed now.

    Raises:
        UsageError: A rename contradicts the rest of the file, or the new name is taken.
    """
    moved = {new: old for old, new in resources.items()}
    fields = {}
    for new in after.resources:
        old = before.resource(moved.get(new.name, new.name))
        for field, name in _renamed_within(old, new, renames).items() if old else ():
            fields[new.name, field] = name
    return fields


def called_now(resource: str, renames: Renames) -> str:
    """What a resource is called after all renames that the file tells, old ones too."""
    return _last(resource, _said_of_resources(renames))


def field_called(text: str, resource: Resource) -> str:
    """The name of a field; a reference goes by its column's name too."""
    names = (each.name for each in resource.fields if text in {each.name, each.api_name})
    return next(names, text)


def _said_of_resources(renames: Renames) -> dict[str, str]:
    return {path.resource: new for path, new in renames.items() if new and not path.field}


def _renamed_within(old: Resource, new: Resource, renames: Renames) -> dict[str, str]:
    said = {
        field_called(path.field, old): field_called(name, new)
        for path, name in renames.items()
        if path.field and name and called_now(path.resource, renames) == new.name
    }
    there, wanted = ({each.name for each in resource.fields} for resource in (old, new))
    return _moves(said, there, wanted, f"{new.name}.")


def _moves(
    said: Mapping[str, str], there: Collection[str], wanted: Collection[str], where: str
) -> dict[str, str]:
    """Old and new name of what is there and gets another name, at last."""
    for old, new in said.items():
        if old in wanted:
            _refuse_circle(old, said, where)
            raise UsageError(
                f"renames: {where}{old} becomes {new!r}, and is described by its old name as well",
                "Describe it by its new name alone.",
            )
    moves = {old: _last(old, said) for old in said if old in there}
    for old, new in moves.items():
        if new not in wanted:
            raise UsageError(
                f"renames: {where}{old} becomes {new!r}, which the file does not describe",
                f"Describe {new!r}, or take the rename out.",
            )
        if new in there or list(moves.values()).count(new) > 1:
            raise UsageError(
                f"renames: {where}{old} cannot become {new!r}: there is another one of that name",
                "Take the rename out; then the old one goes, with its data.",
            )
    return moves


def _refuse_circle(start: str, said: Mapping[str, str], where: str) -> None:
    """Names cannot change places: applied again, the same file would change them back.

    Raises:
        UsageError: They are to do so.
    """
    circle = [start]
    while (name := said.get(circle[-1], start)) not in circle:
        circle.append(name)
    if said.get(circle[-1]) == start:
        command = f"rename-field {where.removesuffix('.')}" if where else "rename-resource"
        raise UsageError(
            f"renames: {', '.join(where + each for each in circle)} would change places, "
            "and change back when the file is applied again",
            f"Use a third name: fastapi-gen {command} {start} NAME, then the others, then NAME.",
        )


def _last(name: str, said: Mapping[str, str]) -> str:
    """The name at the end of a chain of renames, or any of them if it goes round in a circle."""
    for _ in said:
        name = said.get(name, name)
    return name
