"""The endpoints of one resource as somebody writes them by hand, with a token and no middleware."""

import datetime as dt
import os
from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID, uuid4

import jwt
import sqlalchemy as sa
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Query, Response, status
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from src.auth.config import get_auth_settings

auth = get_auth_settings()
url = "postgresql+asyncpg://" + os.environ["DATABASE_URL"].partition("://")[2]
engine = create_async_engine(url, pool_size=10, max_overflow=0)
sessions = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Article(Base):
    __tablename__ = "article"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    title: Mapped[str] = mapped_column(sa.String(200))
    body: Mapped[str] = mapped_column(sa.Text)
    price: Mapped[Decimal] = mapped_column(sa.Numeric(10, 2))
    published: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[dt.datetime] = mapped_column(sa.DateTime(timezone=True), default=now)
    updated_at: Mapped[dt.datetime] = mapped_column(
        sa.DateTime(timezone=True), default=now, onupdate=now
    )


class ArticleCreate(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = Field(max_length=200)
    body: str
    price: Decimal = Field(max_digits=10, decimal_places=2)
    published: bool = False


class ArticleRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str
    body: str
    price: Decimal
    published: bool
    created_at: dt.datetime
    updated_at: dt.datetime


class Meta(BaseModel):
    total: int
    page: int
    size: int
    total_pages: int


class ArticlePage(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    items: list[ArticleRead]
    meta: Meta


async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session


async def get_claims(
    token: Annotated[str, Depends(OAuth2PasswordBearer("api/v1/auth/token"))],
) -> dict[str, Any]:
    try:
        return jwt.decode(
            token,
            auth.secret.get_secret_value(),
            algorithms=["HS256"],
            issuer=auth.issuer,
            audience=auth.audience,
        )
    except jwt.InvalidTokenError as error:
        raise HTTPException(401) from error


Session = Annotated[AsyncSession, Depends(get_session)]
router = APIRouter(prefix="/api/v1/articles", dependencies=[Depends(get_claims)])


@router.post("", status_code=status.HTTP_201_CREATED, response_model=ArticleRead)
async def create(data: ArticleCreate, session: Session, response: Response) -> Article:
    article = Article(**data.model_dump())
    session.add(article)
    await session.commit()
    response.headers["Location"] = f"/api/v1/articles/{article.id}"
    return article


@router.get("", response_model=ArticlePage)
async def list_all(
    session: Session,
    page: Annotated[int, Query(ge=1)] = 1,
    size: Annotated[int, Query(ge=1, le=100)] = 20,
) -> dict[str, Any]:
    statement = sa.select(Article).order_by(Article.id)
    items = list(await session.scalars(statement.limit(size).offset((page - 1) * size)))
    total = await session.scalar(sa.select(sa.func.count()).select_from(Article)) or 0
    meta = Meta(total=total, page=page, size=size, total_pages=-(-total // size))
    return {"items": items, "meta": meta}


@router.get("/{article_id}", response_model=ArticleRead)
async def read(article_id: UUID, session: Session) -> Article:
    article = await session.get(Article, article_id)
    if article is None:
        raise HTTPException(404)
    return article


app = FastAPI()
app.include_router(router)
