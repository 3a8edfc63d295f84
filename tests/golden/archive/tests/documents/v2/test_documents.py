"""Documents over HTTP."""

import httpx2
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from src.documents.v2.schemas import DocumentParamsV2
from src.users.models import User
from tests.documents.factory import create_document, make_document_body
from tests.filters import filters_by
from tests.folders.factory import create_folder
from tests.queries import queries
from tests.users.factory import create_user

URL = "/api/v2/documents"
BULK = f"{URL}/bulk"
UNKNOWN = 999_999_999


async def test_create(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    body = await make_document_body(session)

    response = await as_admin.post(URL, json=body)

    assert response.status_code == 201
    created = response.json()
    assert created.items() >= body.items()
    again = await as_admin.get(response.headers["Location"])
    assert again.json() == created


async def test_create_with_required_fields_only(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    body = await make_document_body(session)
    required = {"title", "body", "folder_id"}

    response = await as_admin.post(URL, json={key: body[key] for key in required})

    assert response.status_code == 201
    again = await as_admin.get(response.headers["Location"])
    assert again.json() == response.json()


@pytest.mark.parametrize("field", ["title", "body", "folder_id"])
async def test_required_field(
    field: str, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    body = await make_document_body(session)
    del body[field]

    response = await as_admin.post(URL, json=body)

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["body", field]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("no_such_field", 1),
        ("title", "nul\x00"),
        ("title", 1),
        ("title", "x" * 201),
        ("body", "nul\x00"),
        ("body", 1),
        ("due_date", "2024-02-30"),
        ("folder_id", "nobody"),
    ],
)
async def test_invalid_value(
    field: str, value: object, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    body = await make_document_body(session)

    response = await as_admin.post(URL, json=body | {field: value})

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"][:2] == ["body", field]


@pytest.mark.parametrize(("field", "value"), [("folder_id", UNKNOWN)])
async def test_unknown_reference(
    field: str, value: object, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    body = await make_document_body(session)

    response = await as_admin.post(URL, json=body | {field: value})

    assert response.status_code == 422
    assert response.json()["code"] == "reference_not_found"
    assert response.json()["errors"][0]["loc"] == ["body", field]


async def test_list(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = [await create_document(session) for _ in range(3)]

    first = (await as_admin.get(URL, params={"limit": 2})).json()
    response = await as_admin.get(URL, params={"cursor": first["next_cursor"]})

    assert response.status_code == 200
    assert [item["id"] for item in response.json()["items"]] == [stored[2].id]
    assert response.json()["next_cursor"] is None


@pytest.mark.parametrize(
    ("name", "value"), [("cursor", "no cursor"), ("limit", 0), ("limit", 101)]
)
async def test_cursor_out_of_bounds(
    name: str, value: int | str, as_admin: httpx2.AsyncClient
) -> None:
    response = await as_admin.get(URL, params={name: value})

    assert response.status_code == 422


async def test_unknown_parameter(as_admin: httpx2.AsyncClient) -> None:
    response = await as_admin.get(URL, params={"no_such_parameter": 1})

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["query", "no_such_parameter"]


@pytest.mark.parametrize("field", ["title", "due_date"])
async def test_filter(
    field: str, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """By its own value, with every operator that there is."""
    await create_document(session)
    (shown,) = (await as_admin.get(URL)).json()["items"]

    for query, finds in filters_by(DocumentParamsV2, field, shown[field]):
        response = await as_admin.get(URL, params=query)
        assert response.json()["items"] == ([shown] if finds else []), query


@pytest.mark.parametrize(("field", "text"), [("body", "5%_x")])
async def test_search(
    field: str, text: str, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """What is a wildcard elsewhere is itself here."""
    stored = await create_document(session, **{field: text})
    await create_document(session)

    response = await as_admin.get(URL, params={"q": text[-3:-1] or text})

    assert [item["id"] for item in response.json()["items"]] == [stored.id]


@pytest.mark.parametrize("field", ["title", "created_at"])
async def test_sort(
    field: str, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """In both directions; what is equal stands beside each other, once."""
    for _ in range(3):
        await create_document(session)

    up = (await as_admin.get(URL, params={"sort": field})).json()["items"]
    down = (await as_admin.get(URL, params={"sort": f"-{field}"})).json()["items"]

    assert [item[field] for item in up] == [item[field] for item in reversed(down)]
    assert len({item["id"] for item in up}) == len({item["id"] for item in down}) == 3


async def test_read(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_document(session)

    response = await as_admin.get(f"{URL}/{stored.id}")

    assert response.status_code == 200
    assert response.json()["id"] == stored.id


async def test_update(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_document(session)
    body = await make_document_body(session)
    field = "title"

    response = await as_admin.patch(f"{URL}/{stored.id}", json={field: body[field]})

    assert response.status_code == 200
    assert response.json()[field] == body[field]
    assert (await as_admin.get(f"{URL}/{stored.id}")).json() == response.json()


@pytest.mark.parametrize("field", ["title", "body", "folder_id"])
async def test_update_with_null(
    field: str, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    stored = await create_document(session)

    response = await as_admin.patch(f"{URL}/{stored.id}", json={field: None})

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"][:2] == ["body", field]


async def test_replace(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_document(session)
    body = await make_document_body(session)

    response = await as_admin.put(f"{URL}/{stored.id}", json=body)

    assert response.status_code == 200
    assert response.json().items() >= body.items()


async def test_delete(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = await create_document(session)

    response = await as_admin.delete(f"{URL}/{stored.id}")

    assert response.status_code == 204
    assert (await as_admin.delete(f"{URL}/{stored.id}")).status_code == 404


async def test_bulk_create(
    as_admin: httpx2.AsyncClient, session: AsyncSession, admin: User
) -> None:
    bodies = [await make_document_body(session) for _ in range(3)]

    response = await as_admin.post(BULK, json={"items": bodies})

    assert response.status_code == 201
    for body, created in zip(bodies, response.json()["items"], strict=True):
        assert created.items() >= body.items()
        assert created["owner_id"] == admin.id
        url = f"{URL}/{created['id']}"
        assert (await as_admin.get(url)).json() == created


@pytest.mark.parametrize("count", [0, 101])
async def test_bulk_create_of_too_few_or_too_many(
    count: int, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    body = await make_document_body(session)

    response = await as_admin.post(BULK, json={"items": [body] * count})

    assert response.status_code == 422
    places = [error["loc"] for error in response.json()["errors"]]
    assert places == [["body", "items"]]


async def test_bulk_create_with_an_invalid_item(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    bodies = [await make_document_body(session) for _ in range(2)]
    bodies[1]["no_such_field"] = 1

    response = await as_admin.post(BULK, json={"items": bodies})

    assert response.status_code == 422
    places = [error["loc"] for error in response.json()["errors"]]
    assert places == [["body", "items", 1, "no_such_field"]]


@pytest.mark.parametrize(("field", "value"), [("folder_id", UNKNOWN)])
async def test_bulk_create_with_an_unknown_reference(
    field: str, value: object, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    bodies = [await make_document_body(session) for _ in range(2)]
    bodies[1][field] = value

    response = await as_admin.post(BULK, json={"items": bodies})

    assert response.status_code == 422
    places = [error["loc"] for error in response.json()["errors"]]
    assert places == [["body", "items", 1, field]]


async def test_bulk_update(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    stored = [await create_document(session) for _ in range(2)]
    field = "title"
    items = []
    for row in reversed(stored):
        body = await make_document_body(session)
        items.append({"id": row.id, field: body[field]})

    response = await as_admin.patch(BULK, json={"items": items})

    assert response.status_code == 200
    changed = response.json()["items"]
    assert [{"id": item["id"], field: item[field]} for item in changed] == items
    for item in changed:
        assert (await as_admin.get(f"{URL}/{item['id']}")).json() == item


async def test_bulk_update_of_unknown_ids(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    """One that stands there twice is named with them."""
    stored = await create_document(session)
    items = [{"id": stored.id}, {"id": UNKNOWN}, {"id": stored.id}]

    response = await as_admin.patch(BULK, json={"items": items})

    assert response.status_code == 422
    places = [error["loc"] for error in response.json()["errors"]]
    assert places == [["body", "items", 1, "id"], ["body", "items", 2, "id"]]


async def test_bulk_delete(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    """All of them go, or none."""
    stored = [await create_document(session) for _ in range(2)]
    ids = [row.id for row in stored]
    wrong = {"ids": [*ids, UNKNOWN, ids[0]]}

    response = await as_admin.request("DELETE", BULK, json=wrong)

    assert response.status_code == 422
    places = [error["loc"] for error in response.json()["errors"]]
    assert places == [["body", "ids", 2], ["body", "ids", 3]]
    for status_code in (204, 422):
        response = await as_admin.request("DELETE", BULK, json={"ids": ids})
        assert response.status_code == status_code
    for each in ids:
        response = await as_admin.post(f"{URL}/{each}/restore")
        assert response.status_code == 200


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
async def test_bulk_without_token(method: str, client: httpx2.AsyncClient) -> None:
    response = await client.request(method, BULK)

    assert response.status_code == 401


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
async def test_unknown_document(method: str, as_admin: httpx2.AsyncClient) -> None:
    response = await as_admin.request(method, f"{URL}/{UNKNOWN}", json={})

    assert response.status_code == 404
    assert response.json()["code"] == "document_not_found"


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


async def test_list_documents_of_folder(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    parent = await create_folder(session)
    stored = await create_document(session, folder_id=parent.id)
    await create_document(session)
    url = f"/api/v2/folders/{parent.id}/documents"

    response = await as_admin.get(url)

    assert response.status_code == 200
    assert [item["id"] for item in response.json()["items"]] == [stored.id]


async def test_list_documents_of_user(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    parent = await create_user(session)
    stored = await create_document(session, owner_id=parent.id)
    await create_document(session)
    url = f"/api/v2/users/{parent.id}/documents"

    response = await as_admin.get(url)

    assert response.status_code == 200
    assert [item["id"] for item in response.json()["items"]] == [stored.id]


async def test_delete_its_folder(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    parent = await create_folder(session)
    await create_document(session, folder_id=parent.id)
    url = f"/api/v1/folders/{parent.id}"

    response = await as_admin.delete(url)

    assert response.status_code == 409
    assert response.json()["code"] == "still_referenced"
    (item,) = response.json()["errors"]
    assert item["loc"] == ["documents"]


async def test_delete_its_owner(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    parent = await create_user(session)
    stored = await create_document(session, owner_id=parent.id)
    url = f"/api/v1/users/{parent.id}"

    response = await as_admin.delete(url)

    assert response.status_code == 204
    response = await as_admin.get(f"{URL}/{stored.id}")
    assert response.status_code == 404


async def test_include_folder(
    as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    other = await create_folder(session)
    stored = await create_document(session, folder_id=other.id)
    include = {"include": "folder"}

    item = f"{URL}/{stored.id}"
    plain = (await as_admin.get(item)).json()
    shown = (await as_admin.get(item, params=include)).json()
    listed = (await as_admin.get(URL, params=include)).json()["items"]

    assert "folder" not in plain
    row = shown["folder"]
    assert row["id"] == other.id
    assert shown in listed


async def test_includes_take_no_statement_a_row(
    as_admin: httpx2.AsyncClient, session: AsyncSession, engine: AsyncEngine
) -> None:
    include = "folder"

    counts = []
    for _ in range(2):
        other_1 = await create_folder(session)
        await create_document(
            session,
            folder_id=other_1.id,
        )
        with queries(engine) as seen:
            await as_admin.get(URL, params={"include": include})
        counts.append(len(seen))

    assert 0 < counts[0] == counts[1]


async def test_unknown_include(as_admin: httpx2.AsyncClient) -> None:
    response = await as_admin.get(URL, params={"include": "no_such_relation"})

    assert response.status_code == 422
    assert response.json()["errors"][0]["loc"] == ["query", "include", 0]


async def test_not_deprecated(client: httpx2.AsyncClient) -> None:
    response = await client.get(URL)

    assert "Deprecation" not in response.headers
