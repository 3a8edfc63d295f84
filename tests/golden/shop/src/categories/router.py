"""The routes of the categories."""

from fastapi import Request, Response, status

from src.categories import service
from src.categories.dependencies import ReadValidCategory, ValidCategory
from src.categories.models import Category
from src.categories.schemas import CategoryCreate, CategoryRead, CategoryUpdate
from src.database import ReadSessionDep, SessionDep
from src.exceptions import problems
from src.pagination import PageDep
from src.routing import Router
from src.schemas import Page

router = Router(tags=["Categories"])


@router.post(
    "/categories",
    summary="Create a category",
    status_code=status.HTTP_201_CREATED,
    response_model=CategoryRead,
    responses=problems(409, 422),
)
async def create_category(
    data: CategoryCreate, session: SessionDep, request: Request, response: Response
) -> Category:
    created = await service.create_category(session, data)
    response.headers["Location"] = f"{request.scope['path']}/{created.id}"
    return created


@router.get("/categories", summary="List categories", responses=problems(422))
async def list_categories(
    session: ReadSessionDep, params: PageDep
) -> Page[CategoryRead]:
    return await service.list_categories(session, params)


@router.get(
    "/categories/{category_id}",
    summary="Read a category",
    response_model=CategoryRead,
    responses=problems(404, 422),
)
async def read_category(category: ReadValidCategory) -> Category:
    return category


@router.patch(
    "/categories/{category_id}",
    summary="Change a category",
    response_model=CategoryRead,
    responses=problems(404, 409, 422),
)
async def update_category(
    category: ValidCategory, changes: CategoryUpdate, session: SessionDep
) -> Category:
    return await service.update_category(session, category, changes)


@router.put(
    "/categories/{category_id}",
    summary="Replace a category",
    response_model=CategoryRead,
    responses=problems(404, 409, 422),
)
async def replace_category(
    category: ValidCategory, data: CategoryCreate, session: SessionDep
) -> Category:
    return await service.replace_category(session, category, data)


@router.delete(
    "/categories/{category_id}",
    summary="Delete a category",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(404, 409, 422),
)
async def delete_category(category: ValidCategory, session: SessionDep) -> None:
    await service.delete_category(session, category)
