"""What a user has given a table of ours is named after it, and follows where that is renamed."""

from __future__ import annotations

import re

import pytest

from generator.evolve import State, evolve
from generator.spec import changes
from generator.spec.changes import Change
from generator.spec.project import Project, make_project
from tests.memory import MemoryDisk
from tests.template import TEMPLATE
from tests.test_tree_merge import NOW, made, written

MODELS = "src/products/models.py"
REVISION = "alembic/versions/2026_01_01_0000_own.py"


def shop() -> Project:
    """Products with a price."""
    product = {"name": "product", "fields": ["name:str", "price:int"]}
    return make_project({"project_name": "shop", "resources": [product]})


ARTICLES = changes.rename_resource(shop(), "product", "article")
TITLED = changes.rename_field(shop(), "product", "name", "title")
UNNAMED = changes.remove_fields(shop(), "product", ["name"])


def with_own(code: str, name: str) -> MemoryDisk:
    """The shop with more in its model, and a revision that makes it."""
    disk = made(shop())
    text = disk[MODELS].text or ""
    disk = written(disk, MODELS, f"{text}{code}")
    [head] = [path for path in disk if path.endswith("_create_product.py")]
    found = re.search(r'^revision: str = "(\w+)"', disk[head].text or "", re.MULTILINE)
    assert found
    ids = f'revision = "own"\ndown_revision = "{found[1]}"\n'
    return written(disk, REVISION, f'{ids}\n\ndef upgrade():\n    op.f("{name}")\n')


def calls(disk: MemoryDisk, change: Change) -> tuple[list[str], list[str]]:
    """What the new revision drops and creates that is the user's own, on the way up and back."""
    states = State(TEMPLATE, shop()), State(TEMPLATE, change.project)
    plan = evolve(*states, disk, NOW, change.intent)
    [text] = [
        str(each.after.text) for each in plan.changes if each.after and "versions/" in each.path
    ]
    flat = (
        re.sub(r"\s*\n\s*", " ", text.split("def upgrade")[1])
        .replace("( ", "(")
        .replace(", )", ")")
    )
    pattern = re.compile(r"(?:drop|create)_(?:index|\w*constraint)\(op\.f\([^)]*\)[^)]*\)")
    up, down = (pattern.findall(part) for part in flat.split("def downgrade"))
    return [each for each in up if "pk_" not in each], [each for each in down if "pk_" not in each]


OWN = [
    ("    code: Mapped[str] = mapped_column(index=True)\n", "ix_product_code", '["code"]'),
    ('    it: Mapped[str] = mapped_column("code", index=True)\n', "ix_product_code", '["code"]'),
    ("    code: Mapped[str] = mapped_column(unique=True)\n", "uq_product_code", '["code"]'),
    ("    code: Mapped[str] = mapped_column(unique=True, index=True)\n", "ix_product_code", '["code"], unique=True'),
    ('    __table_args__ = (sa.UniqueConstraint("code", "price"),)\n', "uq_product_code_price", '["code", "price"]'),
    ('    __table_args__ = (sa.Index(None, "code", "price"),)\n', "ix_product_code_product_price", '["code", "price"]'),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name", "rest"), OWN)
def test_own_keys_of_a_renamed_table_follow(code: str, name: str, rest: str) -> None:
    """They go under the old name and come under the new one; on the way back it is the same."""
    up, down = calls(with_own(code, name), ARTICLES)
    new = name.replace("product", "article")
    for way, old, now in ((up, name, new), (down, new, name)):
        drop, create = (each for each in way if old in each or now in each)
        assert drop.startswith(("drop_index", "drop_constraint"))
        assert f'op.f("{old}")' in drop
        assert create.startswith(("create_index", "create_unique_constraint"))
        assert f'op.f("{now}"), {rest})' in create


def test_what_is_not_named_by_the_convention_stays() -> None:
    """It has another name, or is in no database yet."""
    code = "    code: Mapped[str] = mapped_column(index=True)\n"
    named = '    __table_args__ = (sa.Index("ix_product_code", "code"), sa.UniqueConstraint("code", name="u"))\n'
    assert calls(with_own(code, "other"), ARTICLES) == ([], [])
    assert calls(with_own(named, "ix_product_code"), ARTICLES) == ([], [])


def test_own_keys_on_renamed_columns_follow() -> None:
    """Those on others stay."""
    code = '    code: Mapped[str] = mapped_column(index=True)\n    __table_args__ = (sa.UniqueConstraint("code", "name"),)\n'
    disk = with_own(code, 'uq_product_code_name"), op.f("ix_product_code')
    up, down = calls(disk, TITLED)
    assert [each.split(")")[0] for each in up] == [
        'drop_constraint(op.f("uq_product_code_name"',
        'create_unique_constraint(op.f("uq_product_code_title"',
    ]
    assert [each.split(")")[0] for each in down] == [
        'drop_constraint(op.f("uq_product_code_title"',
        'create_unique_constraint(op.f("uq_product_code_name"',
    ]


def test_own_keys_on_a_column_that_goes_go_before_it() -> None:
    """And come again after it."""
    code = '    __table_args__ = (sa.UniqueConstraint("code", "name"),)\n'
    up, down = calls(with_own(code, "uq_product_code_name"), UNNAMED)
    assert [each.split("(")[0] for each in up] == ["drop_constraint"]
    assert [each.split("(")[0] for each in down] == ["create_unique_constraint"]


def test_own_keys_of_bases_and_types_follow() -> None:
    """A mixin has them, or what stands behind an annotation."""
    disk = with_own("    code: Mapped[Code]\n", 'ix_product_code"), op.f("ix_product_by')
    text = (disk[MODELS].text or "").replace("class Product(", "class Product(Audit, ")
    text = text.replace("from src.models", "from src.kinds import Audit, Code\nfrom src.models")
    kinds = (
        "class Audit:\n    by: Mapped[str] = mapped_column(index=True)\n\n\n"
        "Code = Annotated[str, mapped_column(index=True)]\n"
    )
    disk = written(written(disk, MODELS, text), "src/kinds.py", kinds)
    up, _ = calls(disk, ARTICLES)
    assert [each.split(")")[0].split('"')[1] for each in up] == [
        "ix_product_code",
        "ix_product_by",
        "ix_article_code",
        "ix_article_by",
    ]
