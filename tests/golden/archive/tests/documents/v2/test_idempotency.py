"""Documents are created once for each Idempotency-Key."""

import asyncio

import httpx2
import pytest
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from src.users.models import Role
from tests.connecting import connect, open_connections
from tests.documents.factory import make_document_body
from tests.users.factory import create_user

URL = "/api/v2/documents"


async def test_asked_again(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    body = await make_document_body(session)
    headers = {"Idempotency-Key": "one"}

    first = await as_admin.post(URL, json=body, headers=headers)
    second = await as_admin.post(URL, json=body, headers=headers)

    assert (first.status_code, second.status_code) == (201, 201)
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert second.json() == first.json()
    assert second.headers["Location"] == first.headers["Location"]
    assert second.headers["ETag"] == first.headers["ETag"]
    assert "idempotency_key" not in first.json()


async def test_asked_for_something_else(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    body = await make_document_body(session)
    other = await make_document_body(session)
    field = "title"
    headers = {"Idempotency-Key": "one"}
    await as_admin.post(URL, json=body, headers=headers)
    body[field] = other[field]

    response = await as_admin.post(URL, json=body, headers=headers)

    assert response.status_code == 422
    assert response.json()["code"] == "idempotency_key_reused"


async def test_asked_again_after_a_change(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """The answer is the row as it is by then."""
    body = await make_document_body(session)
    other = await make_document_body(session)
    field = "title"
    headers = {"Idempotency-Key": "one"}
    first = await as_admin.post(URL, json=body, headers=headers)
    url = f"{URL}/{first.json()['id']}"
    changed = await as_admin.patch(url, json={field: other[field]})

    second = await as_admin.post(URL, json=body, headers=headers)

    assert second.json() == changed.json() != first.json()


async def test_two_at_once(own_app: FastAPI) -> None:
    """The slower one finds the row of the other one."""
    async with own_app.state.database.writes.begin() as session:
        caller = await create_user(session, role=Role.ADMIN)
        body = await make_document_body(session)
    headers = {"Idempotency-Key": "one"}

    async with connect(own_app, user=caller) as client:
        await open_connections(own_app, 2)
        first, second = await asyncio.gather(
            *(client.post(URL, json=body, headers=headers) for _ in range(2))
        )

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    replayed = ["Idempotency-Replayed" in each.headers for each in (first, second)]
    assert sorted(replayed) == [False, True]


async def test_asked_again_after_it_was_deleted(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """What the request made it made: there is no second one."""
    body = await make_document_body(session)
    headers = {"Idempotency-Key": "one"}
    first = await as_admin.post(URL, json=body, headers=headers)
    deleted = await as_admin.delete(f"{URL}/{first.json()['id']}")
    assert deleted.status_code == 204

    second = await as_admin.post(URL, json=body, headers=headers)

    assert second.status_code == 201
    assert second.headers["Idempotency-Replayed"] == "true"
    assert second.json()["id"] == first.json()["id"]


async def test_bulk_takes_no_key(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """Several rows are created as often as they are asked for."""
    url = f"{URL}/bulk"
    headers = {"Idempotency-Key": "one"}

    for _ in range(2):
        body = await make_document_body(session)
        response = await as_admin.post(url, json={"items": [body]}, headers=headers)

        assert response.status_code == 201
        assert "Idempotency-Replayed" not in response.headers


@pytest.mark.parametrize("key", [b"", b"a" * 256, b"\xe4"])
async def test_what_is_no_key(
    key: bytes, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    body = await make_document_body(session)
    headers = [(b"Idempotency-Key", key)]

    response = await as_admin.post(URL, json=body, headers=headers)

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["header", "Idempotency-Key"]
