"""A made project serves what the HTTP contract says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.generated.http_server import Answer, Client, serve
from tests.generated.made import Made

pytestmark = pytest.mark.slow

API = "/api/v1"
EMPTY: dict[str, dict[str, Any]] = {
    "page": {"meta": {"total": 0, "page": 1, "size": 20, "total_pages": 0}},
    "cursor": {"next_cursor": None, "previous_cursor": None},
    "keyset": {"next": None},
    "offset": {"total": 0, "offset": 0, "limit": 20, "next_offset": None},
}
OPEN_TO_ALL = {"public"}
OPEN_TO_USERS = {"public", "user", "owner"}
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
    if answer.is_wrapped:
        assert answer.headers["content-type"] == "application/json"
        assert {"code", "detail", "loc", "request_id"} <= answer.json["errors"][0].keys()
        return
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
        for version in resource.get("versions", [{"name": "v1"}]):
            check_collection(client, user, resource, version["name"])
    if any(is_plain_category(each) for each in project.answers["resources"]):
        check_rows(user)
    if any(each["name"] == "price" for each in project.answers["resources"]):
        check_numbers(user)


def is_plain_category(resource: Mapping[str, Any]) -> bool:
    """Whether every user may do everything with categories."""
    return resource["name"] == "category" and not {"read", "write", "operations"} & resource.keys()


def check_collection(
    anonymous: Client, user: Client, resource: Mapping[str, Any], version: str
) -> None:
    """A collection is there, secured, paginated and strict."""
    path = f"/api/{version}/{resource['plural'].replace('_', '-')}"
    operations = resource.get("operations")
    if operations is None or "list" in operations:
        check_list(anonymous, user, path, resource)
    if operations is None or "create" in operations:
        write = resource.get("write", "user")
        for client, open_to in ((anonymous, OPEN_TO_ALL), (user, OPEN_TO_USERS)):
            status = 422 if write in open_to else 401 if client is anonymous else 403
            assert_problem(client.call("POST", path, {"nonsense": 1}), status)


def check_list(anonymous: Client, user: Client, path: str, resource: Mapping[str, Any]) -> None:
    """A list is empty at first, and its parameters are checked."""
    read = resource.get("read", "user")
    for client, open_to in ((anonymous, OPEN_TO_ALL), (user, OPEN_TO_USERS)):
        page = client.call("GET", path)
        if read not in open_to:
            assert_problem(page, 401 if client is anonymous else 403)
            continue
        assert page.status == 200, page.body
        assert page.json == {"items": [], **EMPTY[resource.get("pagination", "page")]}
        for wrong in ("page=-1", "offset=-1", "limit=0", "nonsense=1"):
            assert_problem(client.call("GET", f"{path}?{wrong}"), 422)


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


def check_numbers(user: Client) -> None:
    """A number is answered as it is read later, however it was sent."""
    for number, sent in enumerate([5, 6.0, "7", "8e0", "9.10"], start=1):
        body = {"exact": sent, "whole": f"{number}e1", "below": -number}
        made = user.call("POST", f"{API}/prices", body)
        assert made.status == 201, made.body
        assert (made.json["whole"], made.json["below"]) == (f"{number}0", f"-{number}.0")
        assert len(made.json["exact"].partition(".")[2]) == 10
        assert user.call("GET", made.headers["location"]).json == made.json


def has_slug(user: Client) -> bool:
    """Whether the categories of this project want one."""
    refused = user.call("POST", f"{API}/categories", {})
    return any("slug" in each["loc"] for each in refused.json["errors"])
