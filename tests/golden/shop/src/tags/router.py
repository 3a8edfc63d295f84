"""The routes of the tags."""

from fastapi import Request, Response, status

from src.database import ReadSessionDep, SessionDep
from src.exceptions import problems
from src.pagination import PageDep
from src.products.dependencies import ReadValidProduct
from src.routing import Router
from src.schemas import Page
from src.tags import service
from src.tags.dependencies import ReadValidTag, ValidTag
from src.tags.models import Tag
from src.tags.schemas import TagCreate, TagRead, TagUpdate

router = Router(tags=["Tags"])


@router.post(
    "/tags",
    summary="Create a tag",
    status_code=status.HTTP_201_CREATED,
    response_model=TagRead,
    responses=problems(409, 422),
)
async def create_tag(
    data: TagCreate, session: SessionDep, request: Request, response: Response
) -> Tag:
    created = await service.create_tag(session, data)
    response.headers["Location"] = f"{request.scope['path']}/{created.id}"
    return created


@router.get("/tags", summary="List tags", responses=problems(422))
async def list_tags(session: ReadSessionDep, params: PageDep) -> Page[TagRead]:
    return await service.list_tags(session, params)


@router.get(
    "/tags/{tag_id}",
    summary="Read a tag",
    response_model=TagRead,
    responses=problems(404, 422),
)
async def read_tag(tag: ReadValidTag) -> Tag:
    return tag


@router.patch(
    "/tags/{tag_id}",
    summary="Change a tag",
    response_model=TagRead,
    responses=problems(404, 409, 422),
)
async def update_tag(tag: ValidTag, changes: TagUpdate, session: SessionDep) -> Tag:
    return await service.update_tag(session, tag, changes)


@router.put(
    "/tags/{tag_id}",
    summary="Replace a tag",
    response_model=TagRead,
    responses=problems(404, 409, 422),
)
async def replace_tag(tag: ValidTag, data: TagCreate, session: SessionDep) -> Tag:
    return await service.replace_tag(session, tag, data)


@router.delete(
    "/tags/{tag_id}",
    summary="Delete a tag",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(404, 422),
)
async def delete_tag(tag: ValidTag, session: SessionDep) -> None:
    await service.delete_tag(session, tag)


@router.get(
    "/products/{product_id}/tags",
    summary="List the tags of a product",
    responses=problems(404, 422),
)
async def list_tags_of_product(
    product: ReadValidProduct, session: ReadSessionDep, params: PageDep
) -> Page[TagRead]:
    return await service.list_tags_of_product(session, product.id, params)
