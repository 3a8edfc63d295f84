"""Folders over HTTP."""

import httpx2
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from tests.folders.factory import create_folder, make_folder_body

URL = "/api/v1/folders"
UNKNOWN = 999_999_999


async def test_create(as_admin: httpx2.AsyncClient) -> None:
    body = make_folder_body()

    response = await as_admin.post(URL, json=body)

    assert response.status_code == 201
    created = response.json()
    assert created.items() >= body.items()
    again = await as_admin.get(response.headers["Location"])
    assert again.json() == created


async def test_create_with_required_fields_only(as_admin: httpx2.AsyncClient) -> None:
    body = make_folder_body()
    required = {"name"}

    response = await as_admin.post(URL, json={key: body[key] for key in required})

    assert response.status_code == 201
    again = await as_admin.get(response.headers["Location"])
    assert again.json() == response.json()


@pytest.mark.parametrize("field", ["name"])
async def test_required_field(field: str, as_admin: httpx2.AsyncClient) -> None:
    body = make_folder_body()
    del body[field]

    response = await as_admin.post(URL, json=body)

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["body", field]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("no_such_field", 1),
        ("name", "nul\x00"),
        ("name", 1),
        ("name", "x" * 81),
        ("parent_id", "nobody"),
    ],
)
async def test_invalid_value(
    field: str, value: object, as_admin: httpx2.AsyncClient
) -> None:
    body = make_folder_body()

    response = await as_admin.post(URL, json=body | {field: value})

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"][:2] == ["body", field]


@pytest.mark.parametrize(("field", "value"), [("parent_id", UNKNOWN)])
async def test_unknown_reference(
    field: str, value: object, as_admin: httpx2.AsyncClient
) -> None:
    body = make_folder_body()

    response = await as_admin.post(URL, json=body | {field: value})

    assert response.status_code == 422
    assert response.json()["code"] == "reference_not_found"
    assert response.json()["errors"][0]["loc"] == ["body", field]


async def test_list(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = [await create_folder(session) for _ in range(3)]

    first = (await as_admin.get(URL, params={"limit": 2})).json()
    response = await as_admin.get(URL, params=first["next"])

    assert response.status_code == 200
    assert [item["id"] for item in response.json()["items"]] == [stored[2].id]
    assert response.json()["next"] is None


@pytest.mark.parametrize(
    ("name", "value"), [("last_id", -1), ("limit", 0), ("limit", 101)]
)
async def test_keyset_out_of_bounds(
    name: str, value: int, as_admin: httpx2.AsyncClient
) -> None:
    response = await as_admin.get(URL, params={name: value})

    assert response.status_code == 422


async def test_unknown_parameter(as_admin: httpx2.AsyncClient) -> None:
    response = await as_admin.get(URL, params={"no_such_parameter": 1})

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["query", "no_such_parameter"]


@pytest.mark.parametrize("field", ["name", "created_at"])
async def test_sort(
    field: str, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """In both directions; what is equal stands beside each other, once."""
    for _ in range(3):
        await create_folder(session)

    up = (await as_admin.get(URL, params={"sort": field})).json()["items"]
    down = (await as_admin.get(URL, params={"sort": f"-{field}"})).json()["items"]

    assert [item[field] for item in up] == [item[field] for item in reversed(down)]
    assert len({item["id"] for item in up}) == len({item["id"] for item in down}) == 3


async def test_read(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_folder(session)

    response = await as_admin.get(f"{URL}/{stored.id}")

    assert response.status_code == 200
    assert response.json()["id"] == stored.id


async def test_update(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_folder(session)
    body = make_folder_body()
    field = "name"

    response = await as_admin.patch(f"{URL}/{stored.id}", json={field: body[field]})

    assert response.status_code == 200
    assert response.json()[field] == body[field]
    assert (await as_admin.get(f"{URL}/{stored.id}")).json() == response.json()


@pytest.mark.parametrize("field", ["name"])
async def test_update_with_null(
    field: str, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    stored = await create_folder(session)

    response = await as_admin.patch(f"{URL}/{stored.id}", json={field: None})

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"][:2] == ["body", field]


async def test_replace(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_folder(session)
    body = make_folder_body()

    response = await as_admin.put(f"{URL}/{stored.id}", json=body)

    assert response.status_code == 200
    assert response.json().items() >= body.items()


async def test_delete(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_folder(session)

    response = await as_admin.delete(f"{URL}/{stored.id}")

    assert response.status_code == 204
    assert (await as_admin.delete(f"{URL}/{stored.id}")).status_code == 404


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_unknown_folder(method: str, as_admin: httpx2.AsyncClient) -> None:
    response = await as_admin.request(method, f"{URL}/{UNKNOWN}", json={})

    assert response.status_code == 404
    assert response.json()["code"] == "folder_not_found"


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("POST", URL),
        ("PATCH", f"{URL}/{UNKNOWN}"),
        ("PUT", f"{URL}/{UNKNOWN}"),
        ("DELETE", f"{URL}/{UNKNOWN}"),
    ],
)
async def test_without_token(method: str, url: str, client: httpx2.AsyncClient) -> None:
    response = await client.request(method, url)

    assert response.status_code == 401


async def test_list_children_of_folder(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    parent = await create_folder(session)
    stored = await create_folder(session, parent_id=parent.id)
    await create_folder(session)
    url = f"/api/v1/folders/{parent.id}/children"

    response = await as_admin.get(url)

    assert response.status_code == 200
    assert [item["id"] for item in response.json()["items"]] == [stored.id]


async def test_refer_to_itself_as_parent(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    stored = await create_folder(session)
    changes = {"parent_id": stored.id}

    response = await as_admin.patch(f"{URL}/{stored.id}", json=changes)

    assert response.status_code == 422
    assert response.json()["code"] == "reference_not_found"


async def test_delete_its_parent(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    parent = await create_folder(session)
    stored = await create_folder(session, parent_id=parent.id)
    url = f"/api/v1/folders/{parent.id}"

    response = await as_admin.delete(url)

    assert response.status_code == 204
    response = await as_admin.get(f"{URL}/{stored.id}")
    assert response.status_code == 404
