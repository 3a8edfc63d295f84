"""The files of documents over HTTP."""

from uuid import uuid4

import httpx2
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from src.documents.v2.router import SCAN_FILE
from src.storage.objects import ObjectStorage
from src.users.models import User
from tests.documents.factory import create_document
from tests.storage.samples import PNG, Body, keys_in

URL = "/api/v2/documents"
UNKNOWN = 999_999_999


async def test_upload_scan(
    as_admin: httpx2.AsyncClient, session: AsyncSession, storage: ObjectStorage
) -> None:
    before = await keys_in(storage)
    stored = await create_document(session)
    url = f"{URL}/{stored.id}/scan"

    response = await as_admin.put(url, files={"file": ("../a b.png", PNG)})

    assert response.status_code == 200
    uploaded = response.json()
    assert uploaded["name"] == "a b.png"
    assert uploaded["content_type"] == "image/png"
    assert "key" not in uploaded
    shown = (await as_admin.patch(f"{URL}/{stored.id}", json={})).json()
    assert shown["scan"] == uploaded
    response = await as_admin.get(url)
    assert (response.status_code, response.content) == (200, PNG)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    response = await as_admin.get(url, headers={"Range": "bytes=1-3"})
    assert (response.status_code, response.content) == (206, b"PNG")
    for status in (204, 404):
        assert (await as_admin.delete(url)).status_code == status
    assert await keys_in(storage) == before
    shown = (await as_admin.patch(f"{URL}/{stored.id}", json={})).json()
    assert shown["scan"] is None
    assert (await as_admin.get(url)).status_code == 404


@pytest.mark.parametrize(("content", "status"), [(b"", 422)])
async def test_refused_scan(
    content: bytes, status: int, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    stored = await create_document(session)
    url = f"{URL}/{stored.id}/scan"

    response = await as_admin.put(url, files={"file": ("a", content)})

    assert response.status_code == status
    shown = (await as_admin.patch(f"{URL}/{stored.id}", json={})).json()
    assert shown["scan"] is None


async def test_limit_of_scan(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """The route takes as much as the field does, and is told before it is sent."""
    stored = await create_document(session)
    url = f"{URL}/{stored.id}/scan"
    limit = SCAN_FILE.body_limit

    for length, status in ((limit, 422), (limit + 1, 413)):
        headers = {"Content-Length": str(length)}
        response = await as_admin.put(url, headers=headers)

        assert response.status_code == status


async def test_version_with_scan(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """An upload counts, and is refused to whoever means another version."""
    stored = await create_document(session)
    url = f"{URL}/{stored.id}/scan"

    for tag, status in (('"7"', 412), ('"1"', 200)):
        response = await as_admin.put(
            url,
            files={"file": ("a.png", PNG)},
            headers={"If-Match": tag},
        )

        assert response.status_code == status
    shown = await as_admin.patch(f"{URL}/{stored.id}", json={})
    assert shown.json()["version"] == 2


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/scan"), ("GET", "/scan"), ("DELETE", "/scan")]
)
async def test_unknown_document(
    method: str, path: str, as_admin: httpx2.AsyncClient, storage: ObjectStorage
) -> None:
    """Nothing is kept of what was sent."""
    before = await keys_in(storage)
    url = f"{URL}/{UNKNOWN}{path.format(id=uuid4())}"

    response = await as_admin.request(method, url, files={"file": ("a.png", PNG)})

    assert response.status_code == 404
    assert await keys_in(storage) == before


@pytest.mark.parametrize(
    ("method", "path"), [("PUT", "/scan"), ("GET", "/scan"), ("DELETE", "/scan")]
)
async def test_without_token(
    method: str, path: str, client: httpx2.AsyncClient
) -> None:
    """Nothing is read of what a stranger sends."""
    body = Body()
    url = f"{URL}/{UNKNOWN}{path.format(id=uuid4())}"

    response = await client.request(method, url, content=body)

    assert response.status_code == 401
    assert not body.is_read


async def test_upload_own_scan(
    as_user: httpx2.AsyncClient,
    as_admin: httpx2.AsyncClient,
    user: User,
    session: AsyncSession,
) -> None:
    own = await create_document(session, owner_id=user.id)
    other = await create_document(session)
    form = {"file": ("a.png", PNG)}
    path = "scan"

    allowed = await as_user.put(f"{URL}/{own.id}/{path}", files=form)
    refused = await as_user.put(f"{URL}/{other.id}/{path}", files=form)
    stored = await as_admin.put(f"{URL}/{other.id}/{path}", files=form)

    assert allowed.status_code == stored.status_code == 200
    assert refused.status_code == 404
    url = f"{URL}/{other.id}/{path}"
    assert (await as_user.get(url)).status_code == 404
    assert (await as_admin.get(url)).status_code == 200
    assert (await as_user.delete(url)).status_code == 404
    assert (await as_admin.delete(url)).status_code == 204


async def test_deleted_one_keeps_scan(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """It is out of sight, comes back with its row, and goes with it."""
    stored = await create_document(session)
    item = f"{URL}/{stored.id}"
    url = f"{item}/scan"
    response = await as_admin.put(url, files={"file": ("a.png", PNG)})
    assert response.status_code == 200

    await as_admin.delete(item)
    assert (await as_admin.get(url)).status_code == 404
    await as_admin.post(f"{item}/restore")
    assert (await as_admin.get(url)).content == PNG
