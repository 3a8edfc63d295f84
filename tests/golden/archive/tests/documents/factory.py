"""Documents for tests."""

from itertools import count
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from src.documents.models import Document
from tests.folders.factory import create_folder
from tests.users.factory import create_user

_numbers = count(1)


async def create_document(session: AsyncSession, **overrides: Any) -> Document:
    """Store a document and the rows that it needs."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "title": f"Title {number}",
        "body": f"Body {number}",
    }
    if "folder_id" not in overrides:
        folder_row = await create_folder(session)
        values["folder_id"] = folder_row.id
    if "owner_id" not in overrides:
        owner_row = await create_user(session)
        values["owner_id"] = owner_row.id
    stored = Document(**values | overrides)
    session.add(stored)
    await session.flush()
    return stored


async def make_document_body(session: AsyncSession, **overrides: Any) -> dict[str, Any]:
    """Make the body of a request and store the rows that it needs."""
    number = next(_numbers)
    body: dict[str, Any] = {
        "title": f"Title {number}",
        "body": f"Body {number}",
        "due_date": f"{2000 + number}-01-01",
    }
    if "folder_id" not in overrides:
        folder_row = await create_folder(session)
        body["folder_id"] = folder_row.id
    return body | overrides
