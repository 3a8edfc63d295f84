"""The JSON schema of the declarative form, for editors; derived from the models and the grammar.

`docs/project.schema.json` is its text; `fastapi-gen export --schema` prints it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator.declarative.patterns import NAME, field_pattern, whole
from generator.naming import MAX_LENGTH
from generator.spec.defaults import OPTIONS
from generator.spec.field import TRIGRAM, Field
from generator.spec.files import SIZE
from generator.spec.project import MAX_PACKAGE, Project
from generator.spec.resource import Resource
from generator.spec.types import TYPES
from generator.spec.versions import NAME as VERSION_NAME
from generator.spec.versions import Version

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_SCALAR = {"type": ["string", "number", "boolean"]}
_NAME = {"type": "string", "pattern": whole(NAME), "maxLength": MAX_LENGTH}
_VERSION = {"type": "string", "pattern": whole(VERSION_NAME)}

ABOUT_PROJECT = {
    "project_name": "The name of the project.",
    "description": "One sentence about the project.",
    "package": "The Python package of the code. It cannot change in a project that is there.",
    "database": "The database that is used when DATABASE_URL does not say otherwise.",
    "id": "The type of primary keys. It cannot change in a project that is there.",
    "python": "The lowest Python version to support.",
    "envelope": "Whether answers come as they are, or in {success, message, data, errors}.",
    "api_version_by": "Whether clients name a version in the URL, or in X-API-Version as well.",
    "docker": "Whether it has a Dockerfile and a compose.yaml.",
    "github_actions": "Whether a workflow checks every push on GitHub.",
    "pre_commit": "Whether there are hooks that check every commit.",
    "agents": "Whether it has an AGENTS.md, the rules of its code.",
    "redis": "Whether rate limits can be counted in Redis, for several processes together.",
    "defaults": "What options resources have where they say nothing else, here or later.",
    "resources": "All resources of the project: one that is not listed is removed. "
    "Without this key they stay as they are.",
}
ABOUT_RESOURCE = {
    "name": "The name in the singular: product, purchase_order.",
    "plural": "The plural, where English is odd: the package, and the collection in the URL.",
    "table": "The table: the singular, or the plural where SQL reserves the singular.",
    "pagination": "How its lists are paged.",
    "read": "Who may read: everybody, whoever has a token, the owner of a row, a role.",
    "write": "Who may write; public, user, owner and the roles as for read.",
    "soft_delete": "Whether deleted rows are only marked.",
    "versioned": "Whether rows count their versions, which If-Match is held against.",
    "idempotent": "Whether a create is done once for each Idempotency-Key.",
    "timestamps": "Whether it has the columns created_at and updated_at.",
    "operations": "Which operations it has; bulk is create, update and delete of several at once.",
    "versions": "The versions of the API that it is in; each but the newest may be deprecated.",
    "fields": "All fields of the resource: one that is not listed is removed, with its data.",
}
ABOUT_VERSION = {
    "name": "What stands in paths: v1, v2.",
    "deprecated": "The day from which on clients should use the newest version: 2026-01-31.",
    "sunset": "The day on which it goes: 2026-12-31.",
}
ABOUT_FIELD = {
    "name": "The name of the field.",
    "type": "What it holds: " + "; ".join(f"{each.name}: {each.about}" for each in TYPES.values()),
    "max_length": "str: the most characters.",
    "precision": "decimal: how many digits.",
    "scale": "decimal: how many of the digits are decimals.",
    "max_size": "file, image: the largest size, such as 5mb.",
    "values": "enum: its values.",
    "element": "list: the type of its elements.",
    "target": "ref, m2m: the resource it points to, user or self.",
    "ids": "m2m: its name in JSON, tag_ids for tags.",
    "optional": "Whether it may be null or left out.",
    "unique": "Whether no two rows may have the same value.",
    "unique_with": "The other fields together with which no two rows may have the same values.",
    "index": "Whether the database keeps an index of it.",
    "default": "The value where the client says nothing; now and today for moments and days.",
    "min": "The least value.",
    "max": "The greatest value.",
    "min_length": "The fewest characters or elements.",
    "on_delete": "ref: what becomes of the row when the one that it points to is deleted.",
    "back": "ref, m2m: what the other side calls the relation.",
    "filter": "Whether lists can be filtered by it.",
    "sort": "Whether lists can be sorted by it.",
    "search": "Whether the search looks into it; trigram: by an index on PostgreSQL.",
    "include": "Whether clients may ask for the rows that it refers to.",
    "tree": "ref: Whether the rows are a tree by it, in which clients go up and down.",
    "many": "file, image: Whether a row has several of them.",
    "readonly": "Whether clients may not send it.",
    "writeonly": "Whether clients never get it.",
    "hidden": "Whether clients neither send nor get it.",
}


def schema() -> dict[str, Any]:
    """The schema as plain data, always in the same order."""
    return {
        "$schema": DIALECT,
        "title": "A project of fastapi-gen",
        "description": "What `fastapi-gen apply` makes of a project; what it does not mention "
        "stays as it is.",
        "type": "object",
        "properties": {**_project(), **_changes()},
        "additionalProperties": {"description": "An answer that only another template asks for."},
        "$defs": {
            "resource": _object(Resource, ABOUT_RESOURCE, _resource_details(), ["name", "fields"]),
            "field": _object(Field, ABOUT_FIELD, _field_details(), ["name", "type"]),
            "version": _object(Version, ABOUT_VERSION, {"name": _VERSION}, ["name"]),
            "field_text": {
                "type": "string",
                "pattern": field_pattern(),
                "description": "name:type, then the argument of the type, then modifiers, all "
                "joined by colons. `fastapi-gen types` lists them.",
                "examples": ["name:str:80:unique", "price:decimal:10.2:min=0", "tags:m2m:tag"],
                "patternErrorMessage": "Not of the form name:type[:argument][:modifier]...",
            },
        },
    }


def schema_text() -> str:
    """The schema as it is published."""
    return f"{json.dumps(schema(), indent=2)}\n"


def _project() -> dict[str, Any]:
    package = {"pattern": "^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$", "maxLength": MAX_PACKAGE}
    resources = {"items": {"$ref": "#/$defs/resource"}}
    about = {key: ABOUT_RESOURCE[key] for key in OPTIONS}
    defaults = {
        "properties": _properties(Resource, about, _resource_details()),
        "additionalProperties": False,
    }
    details = {
        "project_name": _NAME,
        "package": package,
        "defaults": defaults,
        "resources": resources,
    }
    return _properties(Project, ABOUT_PROJECT, details)


def _resource_details() -> dict[str, Any]:
    field = {"anyOf": [{"$ref": "#/$defs/field_text"}, {"$ref": "#/$defs/field"}]}
    return {
        "name": _NAME,
        "plural": _NAME,
        "table": _NAME,
        "operations": {"minItems": 1},
        "versions": {"items": {"anyOf": [_VERSION, {"$ref": "#/$defs/version"}]}, "minItems": 1},
        "fields": {"items": field, "minItems": 1},
    }


def _field_details() -> dict[str, Any]:
    elements = [each.name for each in TYPES.values() if each.element]
    return {
        "name": _NAME,
        "type": {"enum": list(TYPES)},
        "max_size": {"pattern": whole(SIZE)},
        "element": {"enum": elements},
        "target": _NAME,
        "unique_with": {"items": _NAME},
        "back": _NAME,
        "search": {"type": ["boolean", "string"], "enum": [True, False, TRIGRAM]},
        **dict.fromkeys(("default", "min", "max"), _SCALAR),
    }


def _changes() -> dict[str, Any]:
    path = whole(f"{NAME}\\.{NAME}")
    word = {"type": "string"}
    return {
        "renames": _map(
            whole(f"{NAME}(?:\\.{NAME})?"),
            {"anyOf": [_NAME, {"type": "null"}]},
            "What was renamed, its old name first: {product: article, item.name: title}. "
            "null: it was not renamed, it goes.",
        ),
        "backfill": _map(
            path, _SCALAR, "What rows that are there get in a field: {item.price: 0}."
        ),
        "values": _map(
            path,
            {"type": "object", "additionalProperties": word},
            "What becomes of the values that an enum loses: {item.status: {draft: open}}.",
        ),
    }


def _map(keys: str, values: Mapping[str, Any], about: str) -> dict[str, Any]:
    return {
        "description": about,
        "type": "object",
        "propertyNames": {"pattern": keys},
        "additionalProperties": values,
    }


def _object(
    model: type[Resource | Field | Version],
    about: Mapping[str, str],
    details: Mapping[str, Any],
    required: list[str],
) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": _properties(model, about, details),
        "required": required,
        "additionalProperties": False,
    }


def _properties(
    model: type[Project | Resource | Field | Version],
    about: Mapping[str, str],
    details: Mapping[str, Any],
) -> dict[str, Any]:
    properties = model.model_json_schema()["properties"]
    return {
        key: {"description": text, **_said(properties[key]), **details.get(key, {})}
        for key, text in about.items()
    }


def _said(property_: Mapping[str, Any]) -> dict[str, Any]:
    """What Pydantic says of a key; absent stands for null, and what is unsaid has no default."""
    kinds = [each for each in property_.get("anyOf", ()) if each != {"type": "null"}]
    kept = {**property_, **(kinds[0] if kinds else {})}
    return {key: each for key, each in kept.items() if key not in {"anyOf", "title", "default"}}
