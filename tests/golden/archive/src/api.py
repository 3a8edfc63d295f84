"""The router manifest: what is served, and what of it is open to everybody."""

from fastapi import Depends

from src.auth.dependencies import get_claims
from src.auth.router import router as auth_router
from src.documents.router import router as documents_router
from src.documents.v2.router import router as documents_v2_router
from src.exceptions import problems
from src.folders.router import router as folders_router
from src.routing import RouterGroup
from src.users.router import router as users_router

PREFIX = "/api/v1"
PREFIX_V2 = "/api/v2"

public = RouterGroup(PREFIX)
public.include_router(auth_router)
# Their routes say which of them need a token.
public.include_router(folders_router)

# Whatever is included here answers 401 without an access token.
secured = RouterGroup(
    PREFIX, dependencies=[Depends(get_claims)], responses=problems(401)
)
secured.include_router(users_router)
secured.include_router(documents_router)
secured.include_router(documents_v2_router, prefix=PREFIX_V2)
