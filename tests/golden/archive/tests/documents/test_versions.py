"""Versions of documents over HTTP."""

import asyncio

import httpx2
import pytest
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from src.users.models import Role
from tests.connecting import connect, open_connections
from tests.documents.factory import create_document, make_document_body
from tests.users.factory import create_user

URL = "/api/v1/documents"


async def test_create_the_first_version(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    body = await make_document_body(session)

    response = await as_admin.post(URL, json=body)

    assert response.json()["version"] == 1
    assert response.headers["ETag"] == '"1"'


async def test_changes_count(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """To change nothing is no new version."""
    stored = await create_document(session)
    body = await make_document_body(session)
    field = "title"

    for _ in range(2):
        response = await as_admin.patch(f"{URL}/{stored.id}", json={field: body[field]})

        assert response.json()["version"] == 2
        assert response.headers["ETag"] == '"2"'
    response = await as_admin.get(f"{URL}/{stored.id}")
    assert response.json()["version"] == 2
    assert response.headers["ETag"] == '"2"'


async def test_one_of_two_changes(own_app: FastAPI) -> None:
    """Two at once have seen the same version, and only one of them was right."""
    async with own_app.state.database.writes.begin() as session:
        caller = await create_user(session, role=Role.ADMIN)
        stored = await create_document(session)
        body = await make_document_body(session)
    url = f"{URL}/{stored.id}"
    field = "title"
    changes = {field: body[field]}

    async with connect(own_app, user=caller) as client:
        await open_connections(own_app, 2)
        responses = await asyncio.gather(
            *(
                client.patch(url, json=changes, headers={"If-Match": '"1"'})
                for _ in range(2)
            )
        )

    assert sorted(each.status_code for each in responses) == [200, 412]


async def test_changes_of_several_count(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    field = "title"
    items = []
    for _ in range(2):
        row = await create_document(session)
        body = await make_document_body(session)
        items.append({"id": row.id, field: body[field]})

    response = await as_admin.patch(f"{URL}/bulk", json={"items": items})

    assert [item["version"] for item in response.json()["items"]] == [2, 2]


@pytest.mark.parametrize("method", ["PATCH", "PUT", "DELETE"])
async def test_version_that_is_gone(
    method: str, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """A weak tag is no promise that it is the same row."""
    stored = await create_document(session)
    url = f"{URL}/{stored.id}"
    body = await make_document_body(session)

    for tags in ('"0"', 'W/"1"', '"11", "2"'):
        headers = {"If-Match": tags}
        response = await as_admin.request(method, url, json=body, headers=headers)

        assert response.status_code == 412
        assert response.json()["code"] == "version_mismatch"
    headers = {"If-Match": '"0", "1"'}
    response = await as_admin.request(method, url, json=body, headers=headers)
    assert response.is_success


@pytest.mark.parametrize("tags", ["'1'", "1", "W/1", '"1', '"1" "2"', '"1", *'])
async def test_what_is_no_tag(
    tags: str, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    stored = await create_document(session)
    url = f"{URL}/{stored.id}"

    response = await as_admin.patch(url, json={}, headers={"If-Match": tags})

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["header", "If-Match"]


@pytest.mark.parametrize("tags", ['"1"', '"0" , W/"2",,"1"', "*"])
async def test_version_that_is_there(
    tags: str, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    stored = await create_document(session)
    url = f"{URL}/{stored.id}"

    response = await as_admin.patch(url, json={}, headers={"If-Match": tags})

    assert response.status_code == 200


async def test_clients_do_not_set_versions(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    stored = await create_document(session)

    response = await as_admin.patch(f"{URL}/{stored.id}", json={"version": 7})

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["body", "version"]


@pytest.mark.parametrize("tags", ['"1"', 'W/"1"', '"0", "1"', "*"])
async def test_version_that_the_client_has(
    tags: str, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    stored = await create_document(session)
    url = f"{URL}/{stored.id}"

    response = await as_admin.get(url, headers={"If-None-Match": tags})

    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["ETag"] == '"1"'
    response = await as_admin.get(url, headers={"If-None-Match": '"2", "11"'})
    assert response.status_code == 200


async def test_version_with_what_is_included(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """That may have changed, though the row has not."""
    stored = await create_document(session)
    url = f"{URL}/{stored.id}"
    params = {"include": "folder"}
    headers = {"If-None-Match": '"1"'}

    response = await as_admin.get(url, params=params, headers=headers)

    assert response.status_code == 200
    assert response.headers["ETag"] == '"1"'


async def test_restore_counts(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """So does the deletion, which nobody has seen."""
    stored = await create_document(session)
    url = f"{URL}/{stored.id}"
    await as_admin.delete(url)

    response = await as_admin.post(f"{url}/restore")

    assert response.json()["version"] == 3
    assert response.headers["ETag"] == '"3"'
