"""From the text of a declarative file to what it says; whatever it cannot mean is refused."""

from __future__ import annotations

import reprlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from generator.declarative.declaration import Declaration, Path
from generator.declarative.document import load
from generator.errors import UsageError
from generator.naming import Name
from generator.spec.defaults import checked_defaults
from generator.spec.features import FEATURES
from generator.spec.field import Field
from generator.spec.guessing import guess
from generator.spec.project import Project
from generator.spec.resource import Resource, load_resource
from generator.spec.types import Scalar
from generator.spec.versions import Version

KEYS = tuple(Project.model_fields)
"""The keys that every project has."""

CHANGES = ("renames", "backfill", "values")
"""The keys that say how the project becomes what the others describe."""

_SHORT = reprlib.Repr()
_SHORT.maxlevel = 2  # one line, whatever is nested in it
_FIELD_HINT = "A field is one word, with no space behind the colons: name:str:80."


def read(text: str) -> Declaration:
    """Read a declarative file.

    Raises:
        UsageError: It is no YAML, or says something that it cannot mean.
    """
    said = load(text)
    renames, backfill, values = (_mapping(said, key) for key in CHANGES)
    return Declaration(
        answers=_answers(said),
        resources=_resources(said) if "resources" in said else None,
        renames={_path(key, "renames"): _new_name(key, name) for key, name in renames.items()},
        backfill={_field(key, "backfill"): _scalar(key, each) for key, each in backfill.items()},
        values={_field(key, "values"): _words(key, each) for key, each in values.items()},
    )


def refuse_unknown(said: Iterable[str], known: Collection[str], where: str) -> None:
    """Refuse the first key that is not known, and name the nearest one that is.

    Raises:
        UsageError: There is such a key.
    """
    for key in said:
        if key not in known:
            hint = f"{guess(key, known)}The keys are: {', '.join(known)}."
            raise UsageError(f"{where} has the unknown key {key!r}", hint)


def _answers(said: Mapping[str, Any]) -> dict[str, Any]:
    answers = {key: each for key, each in said.items() if key not in {"resources", *CHANGES}}
    for key, value in answers.items():
        if key in FEATURES and not isinstance(value, bool):
            raise _misfit(key, value, "true or false", f"Write {key}: false to do without it.")
        if key in KEYS and key not in {*FEATURES, "defaults"} and not isinstance(value, str):
            raise _misfit(key, value, "text", f'Write {key}: "{value}".')
    return answers


def _resources(document: Mapping[str, Any]) -> tuple[Resource, ...]:
    """The resources; what one leaves out is as the defaults of the same file have it."""
    said, defaults = document["resources"], checked_defaults(document.get("defaults"))
    if not isinstance(said, list):
        raise _misfit("resources", said, "a list", "Write - name: NAME for each; [] for none.")
    resources: dict[str, Resource] = {}
    for number, each in enumerate(said, start=1):
        resource = _resource(each, number, defaults)
        if resource.name in resources:
            raise UsageError(f"the resource {resource.name!r} stands twice", "Keep one of them.")
        resources[resource.name] = resource
    return tuple(resources.values())


def _resource(said: object, number: int, defaults: Mapping[str, Any]) -> Resource:
    if not isinstance(said, dict) or not isinstance(said.get("name"), str):
        raise _misfit(
            f"resource number {number}", said, "a mapping with a name", "Write - name: NAME."
        )
    where = f"resource {said['name']!r}"
    refuse_unknown(said, Resource.model_fields, where)
    for key in ("fields", "operations", "versions"):
        _check_list(said, key, where)
    for version in said.get("versions", ()):
        _check_version(version, where)
    for field in said["fields"]:
        _check_field(field, where)
    try:
        return load_resource({**defaults, **said})
    except UsageError as error:
        said_where = error.message.startswith("resource ")
        message = error.message if said_where else f"{where}: {error.message}"
        raise UsageError(message, error.hint) from error


def _check_list(said: Mapping[str, Any], key: str, where: str) -> None:
    """The fields must be said: without them the ones that are there would silently go."""
    if key not in said and key != "fields":
        return
    if not isinstance(said.get(key), list) or not said[key]:
        raise _misfit(f"{where}: {key}", said.get(key), "a list with something in it", "")


def _check_field(said: object, where: str) -> None:
    if isinstance(said, dict) and "type" in said:
        refuse_unknown(said, Field.model_fields, f"{where}: field {said.get('name')!r}")
    elif not isinstance(said, str):
        raise _misfit(f"{where}: a field", said, "text or a mapping with a type", _FIELD_HINT)


def _check_version(said: object, where: str) -> None:
    if isinstance(said, dict) and "name" in said:
        refuse_unknown(said, Version.model_fields, f"{where}: version {said['name']!r}")
    elif not isinstance(said, str):
        raise _misfit(f"{where}: a version", said, "text or a mapping with a name", "Write v2.")


def _mapping(said: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = said.get(key, {})
    if not isinstance(value, dict):
        raise _misfit(key, value, "a mapping", f"Write {key}: {{RESOURCE.FIELD: ...}}.")
    return value


def _path(text: str, where: str) -> Path:
    resource, dot, field = text.partition(".")
    return Path(
        Name.parse(resource, f"{where}: the resource").snake,
        Name.parse(field, f"{where}: the field").snake if dot else None,
    )


def _field(text: str, where: str) -> Path:
    path = _path(text, where)
    if path.field is None:
        raise UsageError(f"{where}: {text!r} is no field", "Write it as RESOURCE.FIELD.")
    return path


def _new_name(key: str, value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise _misfit(f"renames: {key}", value, "a name", "Write OLD: NEW; null for no rename.")
    return Name.parse(value, f"renames: {key}: the new name").snake


def _scalar(key: str, value: object) -> Scalar:
    if not isinstance(value, str | int | float | bool):
        raise _misfit(f"backfill: {key}", value, "one value", "Write text or a number.")
    return value


def _words(key: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise _misfit(
            f"values: {key}", value, "a mapping of words", "Write {OLD: NEW, ...}, both as text."
        )
    return value


def _misfit(what: str, value: object, wanted: str, hint: str) -> UsageError:
    shown = "nothing" if value is None else _SHORT.repr(value)
    return UsageError(f"{what} is {shown}, not {wanted}", hint)
