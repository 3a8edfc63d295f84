"""A served project under schemathesis: requests of all kinds, held against its OpenAPI document."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.naming import Name
from tests.generated.http_server import Client
from tests.generated.made import Made, run

INSIDE = Path(__file__).parent / "inside"
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
# It takes the account away that all other requests are made with.
LAST = "delete_me"

Rows = Mapping[str, Sequence[Any]]
"""The ids of some rows, by the name of their resource."""


def store_rows(
    project: Made, folder: Path, **environment: str
) -> tuple[Rows, Mapping[str, Mapping[str, str]]]:
    """Store some rows of each resource; their ids, and the headers of an admin and of a user."""
    answers = folder / "answers.json"
    answers.write_text(json.dumps(project.answers), encoding="utf-8")
    environment["PYTHONPATH"] = str(project.root)
    stored = json.loads(project.run("python", INSIDE / "store_rows.py", answers, **environment))
    number = int if project.answers["id"] == "int" else str
    rows = {name: [number(each) for each in ids] for name, ids in stored["rows"].items()}
    return rows, stored["headers"]


def fuzz(schemathesis: Path, folder: Path, client: Client, document: Any, *options: str) -> None:
    """Send requests of all kinds; every answer has to be one that the document speaks of.

    Args:
        schemathesis: The command.
        folder: Where files may be written.
        client: Of the served project.
        document: Its OpenAPI document.
        options: What else the command is told.
    """
    path = folder / "openapi.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    fixed = "--phases fuzzing --seed 1 --no-shrink --continue-on-failure --no-color".split()
    fixed += ["--generation-database", "none", "--warnings", "off", "--checks", ",".join(CHECKS)]
    address = f"http://127.0.0.1:{client.port}"
    run(folder, schemathesis, "run", path, "--url", address, *fixed, *options)


def with_known_ids(document: Any, resources: Sequence[Mapping[str, Any]], rows: Rows) -> Any:
    """The document, with ids of rows where it asks for any id: others only lead to a 404."""
    operations = [each for path in document["paths"].values() for each in path.values()]
    for parameter in [each for one in operations for each in one.get("parameters", ())]:
        if parameter["in"] == "path" and (known := _ids(parameter["name"], rows)):
            parameter["schema"] = {"enum": known}
    for resource in resources:
        for properties in _input(document, resource):
            for field in resource["fields"]:
                _know(properties, field, rows)
            if "id" in properties:
                properties["id"] = {"enum": list(rows[resource["name"]])}
    return document


def _ids(parameter: str, rows: Rows) -> list[Any]:
    """The ids that fit a parameter such as `related_tag_id`; none if it is that of no row."""
    names = [name for name in rows if re.search(rf"(^|_){name}_id$", parameter)]
    return list(rows[max(names, key=len)]) if names else []


def _input(document: Any, resource: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The properties of what is sent to write a resource."""
    for use in ("Create", "Update", "BulkUpdate"):
        schema = document["components"]["schemas"].get(f"{Name(resource['name']).pascal}{use}")
        if schema:
            yield schema["properties"]


def _know(properties: dict[str, Any], field: Mapping[str, Any], rows: Rows) -> None:
    if field["type"] == "ref" and (name := f"{field['name']}_id") in properties:
        nothing = [None] if field.get("optional") else []
        properties[name] = {"enum": [*rows[field["target"]], *nothing]}
    if field["type"] == "m2m" and field["ids"] in properties:
        properties[field["ids"]]["items"] = {"enum": list(rows[field["target"]])}
