"""Categories over HTTP."""

import httpx2
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from tests.categories.factory import create_category, make_category_body

URL = "/api/v1/categories"
UNKNOWN = "00000000-0000-4000-8000-000000000000"


async def test_create(as_user: httpx2.AsyncClient) -> None:
    body = make_category_body()

    response = await as_user.post(URL, json=body)

    assert response.status_code == 201
    created = response.json()
    assert created.items() >= body.items()
    again = await as_user.get(response.headers["Location"])
    assert again.json() == created


async def test_create_with_required_fields_only(as_user: httpx2.AsyncClient) -> None:
    body = make_category_body()
    required = {"name"}

    response = await as_user.post(URL, json={key: body[key] for key in required})

    assert response.status_code == 201
    again = await as_user.get(response.headers["Location"])
    assert again.json() == response.json()


@pytest.mark.parametrize("field", ["name"])
async def test_required_field(field: str, as_user: httpx2.AsyncClient) -> None:
    body = make_category_body()
    del body[field]

    response = await as_user.post(URL, json=body)

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["body", field]


@pytest.mark.parametrize(
    ("field", "value"),
    [("no_such_field", 1), ("name", "nul\x00"), ("name", 1), ("name", "x" * 81)],
)
async def test_invalid_value(
    field: str, value: object, as_user: httpx2.AsyncClient
) -> None:
    body = make_category_body()

    response = await as_user.post(URL, json=body | {field: value})

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"][:2] == ["body", field]


@pytest.mark.parametrize("field", ["name"])
async def test_taken_value(field: str, as_user: httpx2.AsyncClient) -> None:
    body = make_category_body()
    other = make_category_body()
    assert (await as_user.post(URL, json=body)).status_code == 201

    response = await as_user.post(URL, json=other | {field: body[field]})

    assert response.status_code == 409
    assert response.json()["code"] == "conflict"


async def test_list(as_user: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = [await create_category(session) for _ in range(3)]

    response = await as_user.get(URL, params={"page": 2, "size": 2})

    assert response.status_code == 200
    assert [item["id"] for item in response.json()["items"]] == [str(stored[2].id)]
    assert response.json()["meta"]["total"] == 3


@pytest.mark.parametrize(
    ("name", "value"), [("page", 0), ("page", -1), ("size", 0), ("size", 101)]
)
async def test_page_out_of_bounds(
    name: str, value: int, as_user: httpx2.AsyncClient
) -> None:
    response = await as_user.get(URL, params={name: value})

    assert response.status_code == 422


async def test_read(as_user: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_category(session)

    response = await as_user.get(f"{URL}/{stored.id}")

    assert response.status_code == 200
    assert response.json()["id"] == str(stored.id)


async def test_update(as_user: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_category(session)
    body = make_category_body()
    field = "name"

    response = await as_user.patch(f"{URL}/{stored.id}", json={field: body[field]})

    assert response.status_code == 200
    assert response.json()[field] == body[field]
    assert (await as_user.get(f"{URL}/{stored.id}")).json() == response.json()


@pytest.mark.parametrize("field", ["name"])
async def test_update_with_null(
    field: str, as_user: httpx2.AsyncClient, session: AsyncSession
) -> None:
    stored = await create_category(session)

    response = await as_user.patch(f"{URL}/{stored.id}", json={field: None})

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"][:2] == ["body", field]


async def test_replace(as_user: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_category(session)
    body = make_category_body()

    response = await as_user.put(f"{URL}/{stored.id}", json=body)

    assert response.status_code == 200
    assert response.json().items() >= body.items()


async def test_delete(as_user: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_category(session)

    response = await as_user.delete(f"{URL}/{stored.id}")

    assert response.status_code == 204
    assert (await as_user.delete(f"{URL}/{stored.id}")).status_code == 404


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_unknown_category(method: str, as_user: httpx2.AsyncClient) -> None:
    response = await as_user.request(method, f"{URL}/{UNKNOWN}", json={})

    assert response.status_code == 404
    assert response.json()["code"] == "category_not_found"


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("GET", URL),
        ("POST", URL),
        ("GET", f"{URL}/{UNKNOWN}"),
        ("PATCH", f"{URL}/{UNKNOWN}"),
        ("PUT", f"{URL}/{UNKNOWN}"),
        ("DELETE", f"{URL}/{UNKNOWN}"),
    ],
)
async def test_without_token(method: str, url: str, client: httpx2.AsyncClient) -> None:
    response = await client.request(method, url)

    assert response.status_code == 401
