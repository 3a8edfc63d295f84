"""Products over HTTP."""

import httpx2
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from src.products.schemas import ProductParams
from tests.categories.factory import create_category
from tests.filters import filters_by
from tests.products.factory import create_product, make_product_body
from tests.tags.factory import create_tag

URL = "/api/v1/products"
UNKNOWN = "00000000-0000-4000-8000-000000000000"


async def test_create(as_user: httpx2.AsyncClient, session: AsyncSession) -> None:
    body = await make_product_body(session)

    response = await as_user.post(URL, json=body)

    assert response.status_code == 201
    created = response.json()
    assert created.items() >= body.items()
    again = await as_user.get(response.headers["Location"])
    assert again.json() == created


async def test_create_with_required_fields_only(
    as_user: httpx2.AsyncClient, session: AsyncSession
) -> None:
    body = await make_product_body(session)
    required = {"name", "price", "category_id"}

    response = await as_user.post(URL, json={key: body[key] for key in required})

    assert response.status_code == 201
    again = await as_user.get(response.headers["Location"])
    assert again.json() == response.json()


@pytest.mark.parametrize("field", ["name", "price", "category_id"])
async def test_required_field(
    field: str, as_user: httpx2.AsyncClient, session: AsyncSession
) -> None:
    body = await make_product_body(session)
    del body[field]

    response = await as_user.post(URL, json=body)

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["body", field]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("no_such_field", 1),
        ("name", "nul\x00"),
        ("name", 1),
        ("name", "x" * 121),
        ("description", "nul\x00"),
        ("description", 1),
        ("price", "NaN"),
        ("price", "0.001"),
        ("price", "9" * 9),
        ("price", "-0.01"),
        ("status", "no such value"),
        ("category_id", "nobody"),
        ("tag_ids", [None]),
        ("tag_ids", "text"),
    ],
)
async def test_invalid_value(
    field: str, value: object, as_user: httpx2.AsyncClient, session: AsyncSession
) -> None:
    body = await make_product_body(session)

    response = await as_user.post(URL, json=body | {field: value})

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"][:2] == ["body", field]


@pytest.mark.parametrize(
    ("field", "value"), [("category_id", UNKNOWN), ("tag_ids", [UNKNOWN])]
)
async def test_unknown_reference(
    field: str, value: object, as_user: httpx2.AsyncClient, session: AsyncSession
) -> None:
    body = await make_product_body(session)

    response = await as_user.post(URL, json=body | {field: value})

    assert response.status_code == 422
    assert response.json()["code"] == "reference_not_found"
    assert response.json()["errors"][0]["loc"] == ["body", field]


async def test_list(as_user: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = [await create_product(session) for _ in range(3)]

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


async def test_unknown_parameter(as_user: httpx2.AsyncClient) -> None:
    response = await as_user.get(URL, params={"no_such_parameter": 1})

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["query", "no_such_parameter"]


@pytest.mark.parametrize("field", ["price"])
async def test_filter(
    field: str, as_user: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """By its own value, with every operator that there is."""
    await create_product(session)
    (shown,) = (await as_user.get(URL)).json()["items"]

    for query, finds in filters_by(ProductParams, field, shown[field]):
        response = await as_user.get(URL, params=query)
        assert response.json()["items"] == ([shown] if finds else []), query


@pytest.mark.parametrize("field", ["name", "created_at"])
async def test_sort(
    field: str, as_user: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """In both directions; what is equal stands beside each other, once."""
    for _ in range(3):
        await create_product(session)

    up = (await as_user.get(URL, params={"sort": field})).json()["items"]
    down = (await as_user.get(URL, params={"sort": f"-{field}"})).json()["items"]

    assert [item[field] for item in up] == [item[field] for item in reversed(down)]
    assert len({item["id"] for item in up}) == len({item["id"] for item in down}) == 3


async def test_read(as_user: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_product(session)

    response = await as_user.get(f"{URL}/{stored.id}")

    assert response.status_code == 200
    assert response.json()["id"] == str(stored.id)


async def test_update(as_user: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_product(session)
    body = await make_product_body(session)
    field = "name"

    response = await as_user.patch(f"{URL}/{stored.id}", json={field: body[field]})

    assert response.status_code == 200
    assert response.json()[field] == body[field]
    assert (await as_user.get(f"{URL}/{stored.id}")).json() == response.json()


@pytest.mark.parametrize("field", ["name", "price", "status", "category_id", "tag_ids"])
async def test_update_with_null(
    field: str, as_user: httpx2.AsyncClient, session: AsyncSession
) -> None:
    stored = await create_product(session)

    response = await as_user.patch(f"{URL}/{stored.id}", json={field: None})

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"][:2] == ["body", field]


async def test_replace(as_user: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_product(session)
    body = await make_product_body(session)

    response = await as_user.put(f"{URL}/{stored.id}", json=body)

    assert response.status_code == 200
    assert response.json().items() >= body.items()


async def test_delete(as_user: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_product(session)

    response = await as_user.delete(f"{URL}/{stored.id}")

    assert response.status_code == 204
    assert (await as_user.delete(f"{URL}/{stored.id}")).status_code == 404


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_unknown_product(method: str, as_user: httpx2.AsyncClient) -> None:
    response = await as_user.request(method, f"{URL}/{UNKNOWN}", json={})

    assert response.status_code == 404
    assert response.json()["code"] == "product_not_found"


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("GET", URL),
        ("POST", URL),
        ("GET", f"{URL}/{UNKNOWN}"),
        ("PATCH", f"{URL}/{UNKNOWN}"),
        ("PUT", f"{URL}/{UNKNOWN}"),
        ("DELETE", f"{URL}/{UNKNOWN}"),
        ("PUT", f"{URL}/{UNKNOWN}/tags/{UNKNOWN}"),
        ("DELETE", f"{URL}/{UNKNOWN}/tags/{UNKNOWN}"),
    ],
)
async def test_without_token(method: str, url: str, client: httpx2.AsyncClient) -> None:
    response = await client.request(method, url)

    assert response.status_code == 401


async def test_list_products_of_category(
    as_user: httpx2.AsyncClient, session: AsyncSession
) -> None:
    parent = await create_category(session)
    stored = await create_product(session, category_id=parent.id)
    await create_product(session)
    url = f"/api/v1/categories/{parent.id}/products"

    response = await as_user.get(url)

    assert response.status_code == 200
    assert [item["id"] for item in response.json()["items"]] == [str(stored.id)]


async def test_list_products_of_tag(
    as_user: httpx2.AsyncClient, session: AsyncSession
) -> None:
    parent = await create_tag(session)
    stored = await create_product(session, tags=[parent])
    await create_product(session)
    url = f"/api/v1/tags/{parent.id}/products"

    response = await as_user.get(url)

    assert response.status_code == 200
    assert [item["id"] for item in response.json()["items"]] == [str(stored.id)]


async def test_delete_its_category(
    as_user: httpx2.AsyncClient, session: AsyncSession
) -> None:
    parent = await create_category(session)
    await create_product(session, category_id=parent.id)
    url = f"/api/v1/categories/{parent.id}"

    response = await as_user.delete(url)

    assert response.status_code == 409
    assert response.json()["code"] == "still_referenced"
    (item,) = response.json()["errors"]
    assert item["loc"] == ["products"]


async def test_set_tag_ids(as_user: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_product(session)
    other = await create_tag(session)

    for value in ([str(other.id)], []):
        response = await as_user.patch(
            f"{URL}/{stored.id}",
            json={"tag_ids": value},
        )

        assert response.status_code == 200
        assert response.json()["tag_ids"] == value


async def test_link_tag(as_user: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_product(session)
    other = await create_tag(session)
    item = f"{URL}/{stored.id}"
    url = f"{item}/tags/{other.id}"
    field = "tag_ids"

    for status in (204, 204):
        assert (await as_user.put(url)).status_code == status
    shown = await as_user.patch(item, json={})
    assert shown.json()[field] == [str(other.id)]

    for status in (204, 404):
        assert (await as_user.delete(url)).status_code == status
    shown = await as_user.patch(item, json={})
    assert shown.json()[field] == []


async def test_link_unknown_tag(
    as_user: httpx2.AsyncClient, session: AsyncSession
) -> None:
    stored = await create_product(session)
    other = await create_tag(session)

    for url in (
        f"{URL}/{UNKNOWN}/tags/{other.id}",
        f"{URL}/{stored.id}/tags/{UNKNOWN}",
    ):
        assert (await as_user.put(url)).status_code == 404
