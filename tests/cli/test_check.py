"""`fastapi-gen check`, on projects that the command made itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.applying.journal import Journal
from generator.checking import examination
from generator.cli.app import app
from generator.plan import FileChange
from generator.tree import File, Tree
from tests.cli.conftest import Run
from tests.memory import read_tree

PRICE = "    price: Mapped[Decimal] = mapped_column(ExactDecimal(10, 2))\n"
IMPORT = "from src.products.router import router as products_router\n"
INCLUDE = "secured.include_router(products_router)\n"
MODEL = "src/products/models.py"


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a project with resources is made once."""
    return tmp_path_factory.mktemp("stocked") / "demo"


@pytest.fixture
def shop(demo: Path, stocked: Path, run: Run) -> Path:
    """A project with two resources."""
    if not stocked.exists():
        assert run("add-resource", "category").code == 0
        assert run("add-resource", "product", "price:decimal", "category:ref:category").code == 0
        shutil.copytree(demo, stocked)
    shutil.copytree(stocked, demo, dirs_exist_ok=True)
    return demo


def replace(path: str, old: str, new: str) -> None:
    """Change a place in a file of the project."""
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


def drift(run: Run, *words: str) -> list[tuple[str, str]]:
    """What a check finds, as kind and path; nothing in the project is touched."""
    before = read_tree(Path())
    outcome = run("check", "--offline", "--json", *words)
    assert dict(read_tree(Path())) == dict(before)
    found = [(each["kind"], each["path"]) for each in outcome.json["drift"]]
    assert outcome.code == (4 if found else 0)
    return found


def test_a_project_as_it_was_made(run: Run, shop: Path) -> None:
    """One line, and a note that something was not looked at."""
    before = read_tree(shop)
    outcome = run("check", "--offline", "--no-color")
    assert outcome.code == 0
    first, note = outcome.out.splitlines()
    assert first == "No drift: answers, code and migrations say the same."
    assert note.startswith("Note: The migrations were not compared with the models: no environment")
    assert dict(read_tree(shop)) == dict(before)


def test_the_form_for_machines(run: Run, shop: Path) -> None:
    """Versioned, with kind, path, message and hint of each finding."""
    replace(MODEL, PRICE, "")
    outcome = run("check", "--offline", "--json", "-C", str(shop / "src"))
    assert outcome.code == 4
    assert outcome.json | {"notices": []} == {
        "schema": 1,
        "command": "check",
        "project": str(shop),
        "drift": [
            {
                "kind": "field",
                "path": MODEL,
                "message": "Product has no 'price', which the answers ask for",
                "hint": f"Put it back, {PRICE.strip()}; or run: fastapi-gen remove-field product price",
            }
        ],
        "notices": [],
    }


def test_the_form_for_humans(run: Run, shop: Path) -> None:
    """What, where and the next step, a line for each."""
    replace(MODEL, PRICE, "")
    replace("src/api.py", INCLUDE, "")
    outcome = run("check", "--offline", "--no-color")
    assert outcome.code == 4
    model, router, _ = outcome.out.splitlines()
    assert model.startswith(f"{MODEL}: Product has no 'price', which the answers ask for. Put it")
    assert router.startswith("src/api.py: nothing includes src.products.router, so that")


def test_each_kind_of_drift(run: Run, shop: Path) -> None:
    """Answers, code and migrations that do not go together are all named at once."""
    replace(MODEL, PRICE, "")
    replace("src/api.py", INCLUDE, "")
    replace("src/categories/models.py", "    products: Mapped", "    things: Mapped")
    replace("README.md", "\n", "\n<<<<<<< mine\n")
    Path("alembic/versions/b.py").write_text("revision = 'b'\ndown_revision = 'gone'\n")
    assert drift(run) == [
        ("field", MODEL),
        ("relationship", "src/categories/models.py"),
        ("router", "src/api.py"),
        ("markers", "README.md"),
        ("revisions", "alembic/versions"),
    ]


def test_a_resource_written_into_the_answers(run: Run, shop: Path) -> None:
    """It has no code and no revision."""
    with Path(".copier-answers.yml").open("a", encoding="utf-8") as answers:
        answers.write("- {name: tag, plural: tags, table: tag, fields: ['label:str']}\n")
    assert drift(run) == [("resource", "src/tags"), ("migration", "alembic/versions")]


def test_answers_that_are_not_valid(run: Run, shop: Path) -> None:
    """No drift but an error, as for every command."""
    replace(".copier-answers.yml", "type: decimal", "type: money")
    outcome = run("check", "--offline")
    assert outcome.code == 1
    assert "money" in outcome.err


def test_edits(run: Run, shop: Path) -> None:
    """What the user writes, moves and deletes is no drift."""
    for path in ("Dockerfile", "compose.yaml", "tests/products/test_products.py", "src/health.py"):
        Path(path).unlink()
    replace("src/products/schemas.py", "price", "cost")
    replace(MODEL, PRICE, "    weight: Mapped[int | None]\n")
    replace(MODEL, "class Product(", "class Product(Priced, ")
    Path("src/pricing.py").write_text(f"class Priced:\n{PRICE}")
    replace("src/api.py", INCLUDE, "")
    replace("src/main.py", "    secured.add_to(app)\n", "    app.include_router(products_router)\n")
    replace("src/main.py", "from src.observability", f"{IMPORT}from src.observability")
    replace("pyproject.toml", "line-length = 88", "line-length = 100")
    assert drift(run) == []


def test_a_command_that_was_killed(run: Run, shop: Path) -> None:
    """It is told, and what it wrote is left for the next command to take back."""
    changes = (FileChange("src/new.py", None, File.from_text("half = 1\n")),)
    Journal(shop).begin("add-resource x", "2026-11-21T09:30:00+00:00", changes)
    Path("src/new.py").write_text("half = 1\n")
    assert drift(run) == [("interrupted", ".fastapi-gen")]
    assert Journal(shop).pending()


def test_a_broken_module(run: Run, shop: Path) -> None:
    """One of ours is drift, unless a forgotten conflict says it already; others are only noted."""
    Path("src/extra.py").write_text("def (\n")
    notices = run("check", "--offline", "--json").json["notices"]
    assert (
        notices[0] == "src/extra.py was not compared, it cannot be read (line 1: invalid syntax)."
    )
    replace("src/api.py", INCLUDE, f"({INCLUDE}")
    assert drift(run) == [("syntax", "src/api.py")]
    outcome = run("check", "--offline")
    assert outcome.code == 4
    assert "src/api.py: it cannot be read: line " in outcome.out
    replace("src/api.py", f"({INCLUDE}", INCLUDE)
    replace("src/api.py", INCLUDE, f"<<<<<<< mine\n{INCLUDE}")
    found = run("check", "--offline", "--json").json
    assert [each["kind"] for each in found["drift"]] == ["markers"]
    assert not [each for each in found["notices"] if "src/api.py" in each]


def test_a_project_for_a_newer_python() -> None:
    """Syntax that this Python cannot read is told in one line with the way out."""
    broken = {"src/b.py": "line 1: expected '('", "src/a.py": "line 2: expected '('"}
    found = examination._unread(broken, Tree({"src/a.py": File(b"")}), "9.99")
    (notice,) = found.notices
    assert found.drift == ()
    assert "src/a.py, src/b.py not compared; install it with Python 9.99." in notice


def test_a_newer_template(run: Run, shop: Path, tmp_path: Path) -> None:
    """The template of a project is asked for its releases, unless --offline."""
    template = tmp_path / "template"
    subprocess.run(["git", "init", "--quiet", template], check=True)
    subprocess.run(["git", "-C", template, "commit", "-qm", "x", "--allow-empty"], check=True)
    subprocess.run(["git", "-C", template, "tag", "v1.0.0"], check=True)
    answers = Path(".copier-answers.yml")
    lines = answers.read_text().splitlines(keepends=True)
    ours = [f"_src_path: {template}\n" if "_src_path" in each else each for each in lines]
    answers.write_text("".join(ours))
    outcome = run("check", "--json")
    assert outcome.code == 4
    assert [each["kind"] for each in outcome.json["drift"]] == ["template"]
    assert drift(run) == []


def test_a_python_that_is_not_there(run: Run, shop: Path) -> None:
    """A usage error, with exit code 2."""
    assert run("check", "--python", "nowhere").code == 2


def test_no_project(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error, with exit code 1."""
    monkeypatch.chdir(tmp_path)
    assert run("check").code == 1


def test_the_hints_name_commands_that_exist() -> None:
    """A next step can be taken."""
    modules = Path(examination.__file__).parent.glob("*.py")
    text = " ".join(path.read_text(encoding="utf-8") for path in modules)
    known = {each.callback.__name__ for each in app.registered_commands if each.callback}
    named = set(re.findall(r"fastapi-gen ([a-z-]+)", text)) | {"add-resource"}
    assert {each.replace("-", "_") for each in named} <= known
