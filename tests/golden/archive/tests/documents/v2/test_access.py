"""Who may do what with documents."""

import httpx2
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from src.models import utc_now
from src.users.models import User
from tests.documents.factory import create_document, make_document_body
from tests.folders.factory import create_folder
from tests.users.factory import create_user

URL = "/api/v2/documents"


@pytest.mark.parametrize("method", ["GET", "PATCH", "PUT", "DELETE"])
async def test_only_the_owner(
    method: str, as_user: httpx2.AsyncClient, user: User, session: AsyncSession
) -> None:
    """What is somebody else's is not there."""
    own = await create_document(session, owner_id=user.id)
    other = await create_document(session)
    body = await make_document_body(session)

    refused = await as_user.request(method, f"{URL}/{other.id}", json=body)
    allowed = await as_user.request(method, f"{URL}/{own.id}", json=body)

    assert refused.status_code == 404
    assert refused.json()["code"] == "document_not_found"
    assert allowed.is_success


async def test_list_shows_own(
    as_user: httpx2.AsyncClient,
    as_admin: httpx2.AsyncClient,
    user: User,
    session: AsyncSession,
) -> None:
    own = await create_document(session, owner_id=user.id)
    await create_document(session)

    listed = (await as_user.get(URL)).json()
    whole = (await as_admin.get(URL)).json()

    assert [item["id"] for item in listed["items"]] == [own.id]
    assert len(whole["items"]) == 2


async def test_owner_is_who_asks(
    as_user: httpx2.AsyncClient, user: User, session: AsyncSession
) -> None:
    body = await make_document_body(session)

    response = await as_user.post(URL, json=body)

    assert response.status_code == 201
    assert response.json()["owner_id"] == user.id


@pytest.mark.parametrize(
    ("method", "path"), [("POST", ""), ("PATCH", "/{id}"), ("PUT", "/{id}")]
)
async def test_owner_cannot_be_given(
    method: str,
    path: str,
    as_user: httpx2.AsyncClient,
    user: User,
    session: AsyncSession,
) -> None:
    other = await create_user(session)
    stored = await create_document(session, owner_id=user.id)
    url = URL + path.format(id=stored.id)
    body = await make_document_body(session)
    body["owner_id"] = other.id

    response = await as_user.request(method, url, json=body)

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["body", "owner_id"]


async def test_own_documents_of_folder(
    as_user: httpx2.AsyncClient, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    parent = await create_folder(session)
    await create_document(session, folder_id=parent.id)
    url = f"/api/v2/folders/{parent.id}/documents"

    hidden = await as_user.get(url)
    shown = await as_admin.get(url)

    assert hidden.json()["items"] == []
    assert len(shown.json()["items"]) == 1


async def test_own_documents_of_user(
    as_user: httpx2.AsyncClient, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    parent = await create_user(session)
    await create_document(session, owner_id=parent.id)
    url = f"/api/v2/users/{parent.id}/documents"

    hidden = await as_user.get(url)
    shown = await as_admin.get(url)

    assert hidden.json()["items"] == []
    assert len(shown.json()["items"]) == 1


async def test_only_the_owner_restores(
    as_user: httpx2.AsyncClient, user: User, session: AsyncSession
) -> None:
    own = await create_document(session, owner_id=user.id, deleted_at=utc_now())
    other = await create_document(session, deleted_at=utc_now())

    refused = await as_user.post(f"{URL}/{other.id}/restore")
    allowed = await as_user.post(f"{URL}/{own.id}/restore")

    assert refused.status_code == 404
    assert allowed.status_code == 200


async def test_bulk_update_only_of_own(
    as_user: httpx2.AsyncClient, user: User, session: AsyncSession
) -> None:
    """What is somebody else's is not there."""
    own = await create_document(session, owner_id=user.id)
    other = await create_document(session)
    items = [{"id": row.id} for row in (own, other)]
    url = f"{URL}/bulk"

    refused = await as_user.request("PATCH", url, json={"items": items})
    allowed = await as_user.request("PATCH", url, json={"items": items[:1]})

    assert refused.status_code == 422
    places = [error["loc"] for error in refused.json()["errors"]]
    assert places == [["body", "items", 1, "id"]]
    assert allowed.is_success


async def test_bulk_delete_only_of_own(
    as_user: httpx2.AsyncClient, user: User, session: AsyncSession
) -> None:
    """What is somebody else's is not there."""
    own = await create_document(session, owner_id=user.id)
    other = await create_document(session)
    items = [row.id for row in (own, other)]
    url = f"{URL}/bulk"

    refused = await as_user.request("DELETE", url, json={"ids": items})
    allowed = await as_user.request("DELETE", url, json={"ids": items[:1]})

    assert refused.status_code == 422
    places = [error["loc"] for error in refused.json()["errors"]]
    assert places == [["body", "ids", 1]]
    assert allowed.is_success
