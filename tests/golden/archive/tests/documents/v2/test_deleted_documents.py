"""Deleted documents over HTTP."""

import httpx2
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from src.models import utc_now
from tests.documents.factory import create_document, make_document_body

URL = "/api/v2/documents"


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_deleted_one_is_gone(
    method: str, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    stored = await create_document(session)
    url = f"{URL}/{stored.id}"
    assert (await as_admin.delete(url)).status_code == 204

    response = await as_admin.request(method, url, json={})

    assert response.status_code == 404


async def test_list_leaves_it_out(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    await create_document(session, deleted_at=utc_now())
    stored = await create_document(session)

    body = (await as_admin.get(URL, params={"limit": 1})).json()

    assert [item["id"] for item in body["items"]] == [stored.id]
    assert body["next_cursor"] is None


async def test_clients_do_not_set_the_mark(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    body = await make_document_body(session)

    response = await as_admin.post(URL, json=body | {"deleted_at": None})

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["body", "deleted_at"]


async def test_restore(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_document(session)
    url = f"{URL}/{stored.id}"
    before = (await as_admin.get(url)).json()
    await as_admin.delete(url)

    response = await as_admin.post(f"{url}/restore")

    assert response.status_code == 200
    assert (await as_admin.get(url)).json() == response.json()
    counted = {key: before[key] for key in ("updated_at", "version")}
    assert response.json() | counted == before
    assert (await as_admin.post(f"{url}/restore")).status_code == 404


async def test_list_deleted(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    deleted = await create_document(session, deleted_at=utc_now())
    await create_document(session)

    response = await as_admin.get(f"{URL}/deleted", params={"limit": 1})

    assert response.status_code == 200
    body = response.json()
    assert [item["id"] for item in body["items"]] == [deleted.id]
    assert body["items"][0]["deleted_at"]
    assert body["next_cursor"] is None


async def test_purge(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    """Only what is deleted already can be lost."""
    stored = await create_document(session)
    deleted = await create_document(session, deleted_at=utc_now())

    assert (await as_admin.delete(f"{URL}/{stored.id}/purge")).status_code == 404
    assert (await as_admin.delete(f"{URL}/{deleted.id}/purge")).status_code == 204
    assert (await as_admin.post(f"{URL}/{deleted.id}/restore")).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "deleted"), ("DELETE", "{}/purge")]
)
async def test_only_administrators(
    method: str, path: str, as_user: httpx2.AsyncClient, session: AsyncSession
) -> None:
    deleted = await create_document(session, deleted_at=utc_now())

    response = await as_user.request(method, f"{URL}/{path.format(deleted.id)}")

    assert response.status_code == 403
