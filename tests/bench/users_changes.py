"""What users typically make of a project. `<tag>` is a word that nothing else has."""

import ast
import random
from pathlib import Path

from tests.bench.text_edits import Edit, after, at_end, before, replaced
from tests.merging.user_edits import ADDITIONS, spots

EDITS = (
    # Use cases of their own, and steps in ours.
    Edit(
        "src/*/service.py",
        (
            after(r"^import sqlalchemy as sa\n", "from <tag>.reports import write_<tag>\n"),
            at_end(
                "\n\nasync def report_<tag>(session: AsyncSession) -> None:\n    write_<tag>()\n"
            ),
        ),
    ),
    Edit("src/*/service.py", (before(r"^    session\.add\(", "    seen_<tag> = dict(values)\n"),)),
    Edit(
        "src/*/service.py",
        (
            after(
                r"^    await (?:session\.delete|delete_row)\(.*\)\n",
                "    await forget_<tag>(session)\n",
            ),
        ),
    ),
    Edit("src/*/service.py", (after('"""Store a new .*"""\n', "    data = clean_<tag>(data)\n"),)),
    # Columns, properties and mixins.
    Edit(
        "src/*/models.py",
        (
            at_end(
                "\n    @property\n    def label_<tag>(self) -> str:\n"
                '        """How it is shown."""\n        return f"<tag> {self.id}"\n'
            ),
        ),
    ),
    Edit(
        "src/*/models.py",
        (after(r"^    name: Mapped\[str\] = .*\n", "    note_<tag>: Mapped[str | None]\n"),),
    ),
    Edit("src/*/models.py", (replaced(r"sa\.String\(\d+\)", "sa.String(LENGTH_<tag>)"),)),
    Edit(
        "src/*/models.py",
        (
            after(r"^from src\.models import .*\n", "from src.<tag> import <Tag>Mixin\n"),
            replaced(r"\(IdMixin, ", "(IdMixin, <Tag>Mixin, "),
        ),
    ),
    Edit("src/*/models.py", (after(r"^    __tablename__ = .*\n", '    __owner__ = "<tag>"\n'),)),
    # What clients see.
    Edit("src/*/schemas.py", (at_end('    label_<tag>: str = ""\n'),)),
    Edit("src/*/schemas.py", (after(r"^    name: \w+\n", "    extra_<tag>: str | None = None\n"),)),
    Edit("src/*/schemas.py", (at_end("\n\nclass <Tag>Summary(Schema):\n    total_<tag>: int\n"),)),
    # Routes.
    Edit(
        "src/*/router.py",
        (
            at_end(
                '\n\n@router.get("/<tag>", summary="Show <tag>")\n'
                "async def show_<tag>(session: ReadSessionDep) -> dict[str, int]:\n"
                '    return {"<tag>": 1}\n'
            ),
        ),
    ),
    Edit(
        "src/*/router.py",
        (
            after(r"^from src\.exceptions import .*\n", "from src.<tag> import Audit<Tag>\n"),
            after(r"changes: \w+Update, ", "audit: Audit<Tag>, "),
        ),
    ),
    Edit("src/*/router.py", (after('summary="Change .*",\n', '    description="<tag>",\n'),)),
    Edit("src/*/router.py", (replaced(r"@router\.put\((?:.|\n)*?\n\n\n", ""),)),
    # The application.
    Edit(
        "src/api.py",
        (
            after(
                r"^from src\.users\.router .*\n",
                "from src.<tag>.router import router as <tag>_router\n",
            ),
            after(r"^secured\.include_router\(users.*\n", "secured.include_router(<tag>_router)\n"),
        ),
    ),
    Edit(
        "src/api.py",
        (after(r"^public\.include_router\(auth.*\n", "public.include_router(<tag>_hooks)\n"),),
    ),
    Edit("src/main.py", (after(r"^    add_middleware\(.*\n", "    install_<tag>(app)\n"),)),
    Edit("src/main.py", (after(r"^        title=.*\n", '        version="<tag>",\n'),)),
    Edit("src/config.py", (after(r"^    log_level: .*\n", '    mail_<tag>: str = ""\n'),)),
    Edit("src/config.py", (replaced(r"(pool_recycle: int = )\d+", r"\g<1>seconds_<tag>"),)),
    # What is no Python.
    Edit(".env.example", (after("^LOG_LEVEL=.*\n", "# What <tag> is told\nMAIL_<tag>=\n"),)),
    Edit(".env.example", (at_end("\n# --- Ours ---\n# Another\nOTHER_<tag>=1\n"),)),
    Edit("pyproject.toml", (after('^    "alembic.*\n', '    "<tag>-client>=1",\n'),)),
    Edit("pyproject.toml", (after('^    "orjson.*\n', '    "<tag>-orm>=2",\n'),)),
    Edit("pyproject.toml", (after('^    "TRY003",.*\n', '    "<tag>1",  # ours\n'),)),
    Edit("pyproject.toml", (at_end('\n[tool.<tag>]\nlevel = "<tag>-high"\n'),)),
    Edit("README.md", (at_end("\n## Ours <tag>\n\nHow we run <tag>.\n"),)),
    Edit("README.md", (before("^## Configure\n", "## Deploy <tag>\n\n`make <tag>`\n\n"),)),
    Edit("README.md", (replaced("Read what autogenerate wrote", "Read (<tag>) what it wrote"),)),
    Edit(".github/workflows/ci.yml", (after("- run: uv sync\n", "      - run: make <tag>\n"),)),
)
"""None says something else than the template at the same place: that is nobody's to merge.

Each adds only lines with the tag, so that one can tell where they are.
"""

FEWEST, MOST = 14, 20


def make_changes(root: Path, folders: tuple[str, ...], seed: int) -> None:
    """Edit a project as a user would, each time with the same outcome.

    Args:
        root: The project.
        folders: Those of its resources.
        seed: Another one gives other edits.
    """
    dice = random.Random(seed)  # noqa: S311 - the same edits each time
    for number, edit in enumerate(dice.sample(EDITS, dice.randint(FEWEST, MOST))):
        tag = f"own{seed}x{number}"
        edit.apply(root, dice.choice(folders), tag=tag, Tag=tag.capitalize())
    for number in range(6):
        module = dice.choice(("service", "models", "router", "schemas"))
        path = root / "src" / dice.choice(folders) / f"{module}.py"
        path.write_text(_with_addition(path.read_text("utf-8"), dice, f"any{seed}x{number}"))


def _with_addition(text: str, dice: random.Random, tag: str) -> str:
    """A module with something more somewhere; as it was where that would not parse."""
    lines = text.splitlines(keepends=True)
    changed = "".join(dice.choice(ADDITIONS)(lines, dice.choice(spots(lines)), tag))
    try:
        ast.parse(changed)
    except SyntaxError:
        return text
    return changed
