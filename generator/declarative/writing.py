"""From a project to the text of its declarative file: no word more than is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import indent
from typing import Any

from generator.declarative.reading import CHANGES
from generator.errors import ProjectError, UsageError
from generator.naming import Name, pluralize, table_name
from generator.spec.defaults import usual_options
from generator.spec.field import Field
from generator.spec.grammar import format_field, parse_field
from generator.spec.project import Project
from generator.spec.resource import Resource, without_implied
from generator.spec.versions import short_version
from generator.yaml_text import dump

_ONE_LINE = 1_000_000
"""The width in characters at which the writer would wrap a line; it never does."""


def write(project: Project, schema: str) -> str:
    """Write the declarative form of a project.

    Args:
        project: Its answers.
        schema: The address of the schema, for editors.

    Raises:
        ProjectError: An answer has the name of a key that means something else in the file.
    """
    answers = project.to_mapping()
    del answers["resources"]
    if not answers["defaults"]:
        del answers["defaults"]
    if taken := [key for key in CHANGES if key in answers]:
        raise ProjectError(
            f"the answer {taken[0]!r} has no place in the declarative form: the key is taken",
            "Rename the question in the template.",
        )
    usual = usual_options(project.defaults)
    resources = "\n".join(indent(_resource(each, usual), "  ") for each in project.resources)
    return f"# yaml-language-server: $schema={schema}\n{_block(answers)}\n" + (
        f"resources:\n{resources}" if resources else "resources: []\n"
    )


def short_field(field: Field, resource: Resource) -> str | dict[str, Any]:
    """The shortest form of a field that its resource settles to the same field.

    It leaves out what follows from the names of the two, and that a tree needs a root.
    """
    for candidate in _candidates(without_implied(field, resource), resource):
        short = format_field(candidate)
        if _means(short, field, resource):
            return short
    return field.to_mapping()


def definition(field: Field, resource: Resource) -> str:
    """What a field is, in short, without its name."""
    short = short_field(field, resource)
    if isinstance(short, str):
        return short.partition(":")[2]
    return ", ".join(f"{key} {each}" for key, each in short.items() if key != "name")


def _candidates(field: Field, resource: Resource) -> Iterator[Field]:
    if field.target == resource.name:
        to_self = field.model_copy(update={"target": "self"})
        yield to_self.model_copy(update={"optional": False})
        yield to_self
    yield field


def _means(short: str | dict[str, Any], field: Field, resource: Resource) -> bool:
    try:
        read = parse_field(short)
    except UsageError:
        return False
    fields = [read if each is field else each for each in resource.fields]
    return field in resource.with_fields(fields).fields


def _resource(resource: Resource, usual: Mapping[str, Any]) -> str:
    plain, whole = resource.to_mapping(), resource.model_dump(mode="json", exclude={"fields"})
    said = {key: each for key, each in whole.items() if key in plain or key in usual}
    name, plural = Name(resource.name), Name(resource.plural)
    if "versions" in plain:
        said["versions"] = [short_version(each) for each in plain["versions"]]
    implied = {**usual, "plural": pluralize(name), "table": table_name(name, plural)}
    options = {key: each for key, each in said.items() if implied.get(key) != each}
    fields = _block([short_field(each, resource) for each in resource.fields])
    return f"{_block([options])}  fields:\n{indent(fields, '    ')}"


def _block(value: Any) -> str:
    return dump(value, sort_keys=False, default_flow_style=False, width=_ONE_LINE)
