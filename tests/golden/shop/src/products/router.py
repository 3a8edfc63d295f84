"""The routes of the products."""

from typing import Annotated

from fastapi import Query, Request, Response, status

from src.categories.dependencies import ReadValidCategory
from src.database import ReadSessionDep, SessionDep
from src.exceptions import problems
from src.linking import add_link, remove_link
from src.products import service
from src.products.dependencies import BareProduct, ReadValidProduct, ValidProduct
from src.products.models import Product
from src.products.schemas import (
    ProductCreate,
    ProductParams,
    ProductRead,
    ProductUpdate,
)
from src.routing import Router
from src.schemas import Id, Page
from src.tags.dependencies import ReadValidTag
from src.tags.exceptions import TagNotFound

router = Router(tags=["Products"])


@router.post(
    "/products",
    summary="Create a product",
    status_code=status.HTTP_201_CREATED,
    response_model=ProductRead,
    responses=problems(422),
)
async def create_product(
    data: ProductCreate, session: SessionDep, request: Request, response: Response
) -> Product:
    created = await service.create_product(session, data)
    response.headers["Location"] = f"{request.scope['path']}/{created.id}"
    return created


@router.get("/products", summary="List products", responses=problems(422))
async def list_products(
    session: ReadSessionDep, params: Annotated[ProductParams, Query()]
) -> Page[ProductRead]:
    return await service.list_products(session, params)


@router.get(
    "/products/{product_id}",
    summary="Read a product",
    response_model=ProductRead,
    responses=problems(404, 422),
)
async def read_product(product: ReadValidProduct) -> Product:
    return product


@router.patch(
    "/products/{product_id}",
    summary="Change a product",
    response_model=ProductRead,
    responses=problems(404, 422),
)
async def update_product(
    product: ValidProduct, changes: ProductUpdate, session: SessionDep
) -> Product:
    return await service.update_product(session, product, changes)


@router.put(
    "/products/{product_id}",
    summary="Replace a product",
    response_model=ProductRead,
    responses=problems(404, 422),
)
async def replace_product(
    product: ValidProduct, data: ProductCreate, session: SessionDep
) -> Product:
    return await service.replace_product(session, product, data)


@router.delete(
    "/products/{product_id}",
    summary="Delete a product",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(404, 422),
)
async def delete_product(product: ValidProduct, session: SessionDep) -> None:
    await service.delete_product(session, product)


@router.get(
    "/categories/{category_id}/products",
    summary="List the products of a category",
    responses=problems(404, 422),
)
async def list_products_of_category(
    category: ReadValidCategory,
    session: ReadSessionDep,
    params: Annotated[ProductParams, Query()],
) -> Page[ProductRead]:
    return await service.list_products_of_category(session, category.id, params)


@router.get(
    "/tags/{tag_id}/products",
    summary="List the products of a tag",
    responses=problems(404, 422),
)
async def list_products_of_tag(
    tag: ReadValidTag,
    session: ReadSessionDep,
    params: Annotated[ProductParams, Query()],
) -> Page[ProductRead]:
    return await service.list_products_of_tag(session, tag.id, params)


@router.put(
    "/products/{product_id}/tags/{tag_id}",
    summary="Link a tag to a product",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(404, 422),
)
async def link_tag_to_product(
    product: BareProduct, tag_id: Id, session: SessionDep
) -> None:
    await add_link(session, Product.tags, product.id, tag_id, TagNotFound)


@router.delete(
    "/products/{product_id}/tags/{tag_id}",
    summary="Unlink a tag from a product",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(404, 422),
)
async def unlink_tag_from_product(
    product: BareProduct, tag_id: Id, session: SessionDep
) -> None:
    await remove_link(session, Product.tags, product.id, tag_id)
