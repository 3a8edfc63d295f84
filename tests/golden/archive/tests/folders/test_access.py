"""Who may do what with folders."""

import httpx2
import pytest
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from src.users.models import Role
from tests.connecting import connect
from tests.folders.factory import create_folder, make_folder_body
from tests.users.factory import create_user

URL = "/api/v1/folders"


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("GET", "/{id}")])
async def test_open_to_everybody(
    method: str, path: str, client: httpx2.AsyncClient, session: AsyncSession
) -> None:
    stored = await create_folder(session)
    url = URL + path.format(id=stored.id)

    response = await client.request(method, url)

    assert response.is_success


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", ""), ("PATCH", "/{id}"), ("PUT", "/{id}"), ("DELETE", "/{id}")],
)
@pytest.mark.parametrize("role", list(Role))
async def test_admins_only(
    method: str, path: str, role: Role, app: FastAPI, session: AsyncSession
) -> None:
    allowed = role == Role.ADMIN
    caller = await create_user(session, role=role)
    stored = await create_folder(session)
    url = URL + path.format(id=stored.id)
    body = make_folder_body()

    async with connect(app, session, caller) as client:
        response = await client.request(method, url, json=body)

    assert response.is_success is allowed
    assert (response.status_code == 403) is not allowed
