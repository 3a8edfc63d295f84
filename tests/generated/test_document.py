"""A served project answers nothing that its OpenAPI document does not speak of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.generated.cases import BY_HAND, PAIRS
from tests.generated.fuzzing import LAST, fuzz, store_rows, with_known_ids
from tests.generated.http_server import serve
from tests.generated.made import Made

pytestmark = pytest.mark.slow

PROJECTS = (*PAIRS, next(each for each in BY_HAND if each.name == "kitchen_sink"))
# How many requests are made to each operation.
EXAMPLES = {"admin": 5, "user": 3, "nobody": 1}


def test_document_is_kept(
    project: Made, own_database: str, schemathesis: Path, tmp_path: Path
) -> None:
    """No error of the server, no status, type, header or body that is not described."""
    settings = {"AUTH_ACCESS_MINUTES": "600", "MIDDLEWARE_RATE_LIMITS": "false"}
    project.run("alembic", "upgrade", "head", DATABASE_URL=own_database)
    rows, headers = store_rows(project, tmp_path, DATABASE_URL=own_database, **settings)
    with serve(project, own_database, tmp_path / "server.log", **settings) as client:
        document = client.call("GET", "/openapi.json").json
        known = with_known_ids(document, project.answers["resources"], rows)
        for who, examples in EXAMPLES.items():
            options = ["--max-examples", str(examples)]
            for name, value in headers.get(who, {}).items():
                options += ["-H", f"{name}: {value}", "--exclude-operation-id", LAST]
            fuzz(schemathesis, tmp_path, client, known, *options)
