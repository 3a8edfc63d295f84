"""The router manifest: what is served, and what of it is open to everybody."""

from fastapi import Depends

from src.auth.dependencies import get_claims
from src.auth.router import router as auth_router
from src.categories.router import router as categories_router
from src.exceptions import problems
from src.products.router import router as products_router
from src.routing import RouterGroup
from src.tags.router import router as tags_router
from src.users.router import router as users_router

PREFIX = "/api/v1"

public = RouterGroup(PREFIX)
public.include_router(auth_router)

# Whatever is included here answers 401 without an access token.
secured = RouterGroup(
    PREFIX, dependencies=[Depends(get_claims)], responses=problems(401)
)
secured.include_router(users_router)
secured.include_router(categories_router)
secured.include_router(tags_router)
secured.include_router(products_router)
