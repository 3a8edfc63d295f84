"""The tree of the folders."""

import asyncio
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from src.database import Database
from src.users.models import Role
from tests.connecting import connect, open_connections
from tests.folders.factory import create_folder
from tests.users.factory import create_user

URL = "/api/v1/folders"
PARENT = "parent_id"


async def create_line(session: AsyncSession, length: int) -> list[str]:
    """Store rows, each below the one before."""
    ids: list[Any] = [None]
    for _ in range(length):
        stored = await create_folder(session, **{PARENT: ids[-1]})
        ids.append(stored.id)
    return [str(each) for each in ids[1:]]


async def test_ancestors(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    *above, last = await create_line(session, 4)

    response = await as_admin.get(f"{URL}/{last}/ancestors")

    assert [str(item["id"]) for item in response.json()] == above


@pytest.mark.parametrize(("depth", "count"), [(1, 1), (2, 2), (100, 3)])
async def test_descendants(
    depth: int, count: int, as_admin: httpx2.AsyncClient, session: AsyncSession
) -> None:
    first, *below = await create_line(session, 4)
    await create_folder(session)

    url = f"{URL}/{first}/descendants"
    response = await as_admin.get(url, params={"depth": depth, "size": 1})
    assert response.json()["meta"]["total"] == count

    response = await as_admin.get(url, params={"depth": depth})
    assert [str(item["id"]) for item in response.json()["items"]] == below[:count]


async def test_cycle(as_admin: httpx2.AsyncClient, session: AsyncSession) -> None:
    first, _, last = await create_line(session, 3)

    response = await as_admin.patch(f"{URL}/{first}", json={PARENT: last})

    assert response.status_code == 422
    assert response.json()["code"] == "cycle"
    assert response.json()["errors"][0]["loc"] == ["body", PARENT]
    # The control: the other way round it may move.
    response = await as_admin.patch(f"{URL}/{last}", json={PARENT: first})
    assert response.status_code == 200


async def test_two_cannot_close_a_cycle_together(own_app: FastAPI) -> None:
    """Each goes below the other, and sees it where it was."""
    database: Database = own_app.state.database
    async with database.writes.begin() as session:
        user = await create_user(session, role=Role.ADMIN)
        (one,) = await create_line(session, 1)
        (two,) = await create_line(session, 1)

    async with connect(own_app, user=user) as client:
        await open_connections(own_app, 2)
        responses = await asyncio.gather(
            *(
                client.patch(f"{URL}/{row}", json={PARENT: below})
                for row, below in ((one, two), (two, one))
            )
        )

    assert sorted(each.status_code for each in responses) == [200, 422]
