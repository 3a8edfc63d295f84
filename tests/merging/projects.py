"""Modules as the generator writes them, as functions of a few answers, for the property tests."""

from dataclasses import dataclass, field

RESOURCES = ("categories", "orders", "products", "tags")
COLUMNS = {
    "name": ("str", "sa.String(100)"),
    "price": ("Decimal", "sa.Numeric(10, 2)"),
    "due": ("dt.date", "sa.Date()"),
    "owner_id": ("UUID", 'sa.ForeignKey("users.id", ondelete="CASCADE")'),
    "notes": ("str", "sa.Text()"),
}


@dataclass(frozen=True)
class Answers:
    """What a small project is made of."""

    resources: tuple[str, ...] = ("products",)
    columns: tuple[str, ...] = ("name",)
    relation: str | None = None
    width: int = 100
    docs: bool = False
    extras: tuple[str, ...] = field(default=())


def render(kind: str, answers: Answers) -> str:
    """One module of the project."""
    return {"api": api, "models": models, "service": service, "settings": settings}[kind](answers)


def api(answers: Answers) -> str:
    """The router manifest."""
    imports = "".join(
        f"from src.{name}.router import router as {name}_router\n"
        for name in sorted({*answers.resources, "users"})
    )
    calls = "".join(f"secured.include_router({name}_router)\n" for name in answers.resources)
    docs = '    """All routers."""\n' if answers.docs else ""
    return (
        '"""The routers of the application."""\n\n'
        "from fastapi import APIRouter, Depends\n\n"
        "from src.auth.dependencies import require_user\n"
        f"{imports}\n"
        'public = APIRouter(prefix="/api/v1")\n'
        'secured = APIRouter(prefix="/api/v1", dependencies=[Depends(require_user)])\n\n'
        "# Resources: one line each.\n"
        "secured.include_router(users_router)\n"
        f"{calls}\n\n"
        "def routers() -> list[APIRouter]:\n"
        f"{docs}"
        "    return [public, secured]\n"
    )


def models(answers: Answers) -> str:
    """A table."""
    types = {COLUMNS[name][0] for name in answers.columns}
    standard = ["import datetime as dt\n"] if "dt.date" in types else []
    standard += ["from decimal import Decimal\n"] if "Decimal" in types else []
    standard += ["from typing import TYPE_CHECKING\n"] if answers.relation else []
    standard += ["from uuid import UUID\n"] if "UUID" in types else []
    head = '"""The table of the products."""\n\n' + "".join(standard) + ("\n" if standard else "")
    orm = "Mapped, mapped_column" + (", relationship" if answers.relation else "")
    head += f"import sqlalchemy as sa\nfrom sqlalchemy.orm import {orm}\n\n"
    head += "from src.models import Base, IdMixin\n"
    if answers.relation:
        head += f"\nif TYPE_CHECKING:\n    from src.{answers.relation}.models import Other\n"
    body = "".join(
        f"    {name}: Mapped[{COLUMNS[name][0]}] = mapped_column({COLUMNS[name][1]})\n"
        for name in answers.columns
    )
    if answers.relation:
        body += (
            f'\n    {answers.relation}: Mapped[list["Other"]] = relationship(\n'
            '        back_populates="product",\n        lazy="raise",\n    )\n'
        )
    return (
        f"{head}\n\nclass Product(IdMixin, Base):\n"
        '    """A product."""\n\n    __tablename__ = "product"\n\n'
        f"{body}"
    )


def service(answers: Answers) -> str:
    """Functions with bodies."""
    text = (
        '"""Use cases of products."""\n\n'
        "from sqlalchemy.ext.asyncio import AsyncSession\n\n"
        "from src.products.models import Product\n\n\n"
        "async def create(session: AsyncSession, name: str) -> Product:\n"
        '    """Create a product."""\n'
        "    product = Product(name=name)\n"
        "    session.add(product)\n"
        "    await session.flush()\n"
        + ('    await session.refresh(product, ["tags"])\n' if answers.docs else "")
        + "    return product\n"
    )
    for name in answers.resources:
        text += (
            f"\n\nasync def count_{name}(session: AsyncSession, *, limit: int = {answers.width}) -> int:\n"
            f"    rows = await session.scalars(statements.{name}.limit(limit))\n"
            "    return len(rows.all())\n"
        )
    return text


def settings(answers: Answers) -> str:
    """Literals of all kinds."""
    names = "".join(f'    "{name}",\n' for name in sorted(answers.resources))
    pairs = "".join(f'    "{name}": {answers.width},\n' for name in answers.columns)
    return (
        '"""Settings."""\n\nimport os\n\n'
        f"__all__ = [\n{names}]\n\n"
        f"WIDTH = {answers.width}\n"
        f"LIMITS = {{\n{pairs}}}\n"
        f'DEBUG = os.environ.get("DEBUG", "{answers.docs}")\n'
        "if DEBUG:\n    WIDTH = 1\nelse:\n    WIDTH = 2\n"
    )
