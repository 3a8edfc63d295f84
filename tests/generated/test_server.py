"""A made project serves what the HTTP contract says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.generated.http_server import Answer, Client, serve
from tests.generated.made import Made

pytestmark = pytest.mark.slow

API = "/api/v1"
PERSON = {"email": "ada@example.com", "password": "correct horse battery staple"}


@pytest.fixture
def client(project: Made, database: str, tmp_path: Path) -> Iterator[Client]:
    """Somebody without a token, at a served project with an up-to-date database."""
    project.run("alembic", "upgrade", "head", DATABASE_URL=database)
    with serve(project, database, tmp_path / "server.log") as client:
        yield client


def sign_in(client: Client) -> Client:
    """Register, and come back with a token."""
    assert client.call("POST", f"{API}/auth/register", PERSON).status == 201
    form = urlencode({"username": PERSON["email"], "password": PERSON["password"]})
    answer = client.call("POST", f"{API}/auth/token", form)
    assert answer.status == 200, answer.body
    assert answer.json["token_type"].lower() == "bearer"
    return replace(client, token=answer.json["access_token"])


def assert_problem(answer: Answer, status: int) -> None:
    """An error is a problem detail that a machine can read."""
    assert answer.status == status, answer.body
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json["status"] == status
    assert {"type", "title", "code", "request_id"} <= answer.json.keys()


def test_contract(project: Made, client: Client) -> None:
    """Health, headers, registration, tokens, errors and every collection are as promised."""
    live = client.call("GET", "/health/live", **{"X-Request-ID": "abc-123"})
    assert live.status == 200
    assert live.headers["x-request-id"] == "abc-123"
    assert {"x-process-time", "x-content-type-options"} <= live.headers.keys()
    assert client.call("GET", "/health/ready").status == 200
    assert client.call("GET", "/openapi.json").json["openapi"].startswith("3.")
    assert_problem(client.call("GET", f"{API}/users/me"), 401)
    assert_problem(client.call("GET", "/nowhere"), 404)
    user = sign_in(client)
    assert user.call("GET", f"{API}/users/me").json["email"] == PERSON["email"]
    for resource in project.answers["resources"]:
        check_collection(client, user, resource["plural"], resource.get("operations"))
    if any(each["name"] == "category" for each in project.answers["resources"]):
        check_rows(user)


def check_collection(
    anonymous: Client, user: Client, plural: str, operations: list[str] | None
) -> None:
    """A collection is there, secured, paginated and strict."""
    path = f"{API}/{plural.replace('_', '-')}"
    if operations is None or "list" in operations:
        assert_problem(anonymous.call("GET", path), 401)
        page = user.call("GET", path)
        assert page.status == 200, page.body
        meta = {"total": 0, "page": 1, "size": page.json["meta"]["size"], "total_pages": 0}
        assert page.json == {"items": [], "meta": meta}
        assert_problem(user.call("GET", f"{path}?page=-1"), 422)
        assert_problem(user.call("GET", f"{path}?nonsense=1"), 422)
    if operations is None or "create" in operations:
        assert_problem(anonymous.call("POST", path, {}), 401)
        assert_problem(user.call("POST", path, {"nonsense": 1}), 422)


def check_rows(user: Client) -> None:
    """A row is made, found, changed, refused a second time, and deleted."""
    path = f"{API}/categories"
    wanted = {"name": "Tools", "slug": "tools"} if has_slug(user) else {"name": "Tools"}
    made = user.call("POST", path, wanted)
    assert made.status == 201, made.body
    location = made.headers["location"]
    assert user.call("GET", location).json == made.json
    assert user.call("GET", path).json["items"] == [made.json]
    assert_problem(user.call("POST", path, wanted), 409)
    changed = user.call("PATCH", location, {"name": "Other tools"})
    assert changed.json["name"] == "Other tools"
    assert user.call("DELETE", location).status == 204
    assert_problem(user.call("GET", location), 404)


def has_slug(user: Client) -> bool:
    """Whether the categories of this project want one."""
    refused = user.call("POST", f"{API}/categories", {})
    return any("slug" in each["loc"] for each in refused.json["errors"])
