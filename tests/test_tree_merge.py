"""What becomes of whole trees: the answers, the bits of a file, lines that name what was renamed."""

from __future__ import annotations

import datetime as dt
import functools
import re
import shutil
from pathlib import Path

import pytest
import yaml

from generator.errors import ProjectError, TemplateError
from generator.evolve import State, evolve
from generator.reconcile import reconcile
from generator.spec import changes
from generator.spec.changes import Change
from generator.spec.project import Project, make_project
from generator.templating.template import Template
from generator.tree import File
from tests.memory import MemoryDisk
from tests.template import TEMPLATE

NOW = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)
ANSWERS = ".copier-answers.yml"
SCHEMAS = "src/products/schemas.py"


@functools.cache
def shop() -> Project:
    """Products."""
    resources = [{"name": "product", "fields": ["name:str", "price:int"]}]
    return make_project({"project_name": "shop", "resources": resources})


@functools.cache
def made(project: Project) -> MemoryDisk:
    """The files of a new project."""
    return MemoryDisk().after(evolve(None, State(TEMPLATE, project), MemoryDisk(), NOW))


def written(disk: MemoryDisk, path: str, text: str) -> MemoryDisk:
    """The disk with one file written by the user."""
    return MemoryDisk({**disk, path: File.from_text(text)})


def test_answers_that_somebody_wrote_anew_are_still_answers() -> None:
    """In another layout they cannot be merged; ours says the same and what is new."""
    project = shop()
    change = changes.rename_field(project, "product", "price", "cost")
    disk = made(project)
    text = yaml.safe_dump(yaml.safe_load(disk[ANSWERS].text or ""), indent=4)
    disk = written(disk, ANSWERS, f"# mine\n{text}")
    plan = evolve(
        State(TEMPLATE, project), State(TEMPLATE, change.project), disk, NOW, change.intent
    )
    assert plan.conflicts == ()
    answers = yaml.safe_load(disk.after(plan)[ANSWERS].text or "")
    assert [each["name"] for each in answers["resources"][0]["fields"]] == ["name", "cost"]


def speaking(change: Change, path: str, text: str) -> tuple[str, ...]:
    """What is said of a change where the user wrote a file."""
    project = shop()
    disk = written(made(project), path, text)
    states = State(TEMPLATE, project), State(TEMPLATE, change.project)
    return evolve(*states, disk, NOW, change.intent).notices


def test_modules_of_the_user_that_name_a_renamed_resource_are_told() -> None:
    """If they do so in a way that does not tell whose names they use."""
    change = changes.rename_resource(shop(), "product", "article")
    text = "import os\n\nimport src.products.models as models\n"
    assert "src/reports.py:3" in " ".join(speaking(change, "src/reports.py", text))
    assert speaking(change, "src/reports.py", "# product\n") == ()


def test_strings_of_the_user_with_an_old_name_are_told() -> None:
    """Raw SQL, keys, addresses: in code that is about the resource, and not in prose."""
    change = changes.rename_field(shop(), "product", "name", "title")
    own = '''\
"""The name of a product."""
import src.products

QUERY = f"""
    SELECT id, name FROM product
"""
rename = "names"
getattr(src, "name")
'''
    assert speaking(change, "src/own.py", own) == (
        "Lines of yours that have the old name still: src/own.py:5, src/own.py:8.",
    )
    assert speaking(change, "src/own.py", 'x = {"name": 1}\n') == ()
    change = changes.rename_resource(shop(), "product", "article")
    [told] = speaking(change, "tests/test_own.py", 'client.get("/api/v1/products/1")\n' * 20)
    assert told.endswith("tests/test_own.py:12, and 8 more.")
    own = "from src.products.models import Product\n\n\nKIND = 'Product'\n"
    [told] = speaking(change, "src/own.py", own)
    assert "src/own.py:4" in told
    service = "src/products/service.py"
    text = made(shop())[service].text or ""
    [told] = speaking(change, service, f'{text}TABLE = "product"\n')
    assert f"src/articles/service.py:{text.count(chr(10)) + 1}." in told


def test_sentences_and_variables_are_not_told_of_a_field() -> None:
    """A text that merely has the word in it, and what is no field: they mean something else."""
    change = changes.rename_field(shop(), "product", "name", "title")
    own = "from src.products.models import Product\n\nTEXT = 'Each product has a name.'\n"
    assert speaking(change, "src/own.py", own) == ()
    own += "QUERY = 'SELECT name FROM product'\nKEYS = ['name', '-name']\n"
    [told] = speaking(change, "src/own.py", own)
    assert told.endswith(": src/own.py:4, src/own.py:5.")
    own = "def shout(name, name_of):\n    return name_of(name, name=name)\n"
    [told] = speaking(change, "src/products/own.py", own)
    assert told.endswith(": src/products/own.py:2.")


def test_all_code_with_an_old_name_is_told_where_the_field_is() -> None:
    """What lies beside a model uses its columns, and so does a mixin that has one of them."""
    change = changes.rename_field(shop(), "product", "name", "title")
    own = "def shout(it: Any) -> str:\n    return it.name.upper()\n"
    [told] = speaking(change, "src/products/shouting.py", own)
    assert told.endswith("src/products/shouting.py:2.")
    assert speaking(change, "src/shouting.py", own) == ()
    project, path = shop(), "src/products/models.py"
    disk = made(project)
    column = "    name: Mapped[str] = mapped_column(sa.String(255))\n"
    text = (disk[path].text or "").replace(column, "").replace("(IdMixin,", "(Named, IdMixin,")
    text = text.replace("from src.models", "from src.named import Named\nfrom src.models")
    mixin = f'class Named:\n{column}\n    @validates("name")\n    def f(self): ...\n'
    disk = written(written(disk, path, text), "src/named.py", mixin)
    states = State(TEMPLATE, project), State(TEMPLATE, change.project)
    plan = evolve(*states, disk, NOW, change.intent)
    assert plan.notices == ("Lines of yours that have the old name still: src/named.py:4.",)


def test_lines_of_ours_are_none_of_the_user() -> None:
    """A test of another resource speaks of a parameter `name`, not of the field."""
    order = {"name": "order", "fields": ["number:str", "product:ref:product"]}
    project = make_project({"project_name": "shop", "resources": [*shop().resources, order]})
    change = changes.rename_field(project, "product", "name", "title")
    disk, path = made(project), "tests/orders/test_orders.py"
    states = State(TEMPLATE, project), State(TEMPLATE, change.project)
    assert evolve(*states, disk, NOW, change.intent).notices == ()
    edited = written(disk, path, (disk[path].text or "") + 'KEY = "name"\n')
    line = (edited[path].text or "").count("\n")
    [told] = evolve(*states, edited, NOW, change.intent).notices
    assert told == f"Lines of yours that have the old name still: {path}:{line}."


@pytest.mark.parametrize("path", ["tests/products/test_products.py", "src/products/models.py"])
def test_lines_of_ours_that_are_wrapped_otherwise_are_none_of_the_user(path: str) -> None:
    """A formatter with longer lines wrote them, and the field has the old name still."""
    shelf = {"name": "shelf", "fields": ["name:str"]}
    product = {"name": "product", "fields": ["name:str", "shelf:ref:shelf:back=products"]}
    project = make_project({"project_name": "shop", "resources": [shelf, product]})
    change = changes.rename_resource(project, "shelf", "rack")
    states, disk = (State(TEMPLATE, project), State(TEMPLATE, change.project)), made(project)
    text = disk[path].text or ""
    joined = re.sub(r"\(\n +(.*shelf.*|.*session.*)\n *\)", r"(\1)", text).replace(",)", ")")
    assert joined != text
    assert evolve(*states, written(disk, path, joined), NOW, change.intent).notices == ()


def test_nothing_is_imported_by_a_name_that_the_user_replaced() -> None:
    """What we call otherwise today has the user's own name, there and wherever it is used."""
    project = shop()
    change = changes.rename_resource(project, "product", "article")
    states, disk = (State(TEMPLATE, project), State(TEMPLATE, change.project)), made(project)
    for module in ("dependencies", "router"):
        path = f"src/products/{module}.py"
        text = re.sub(r"\b(Read)?ValidProduct\b", r"\1ProductInPath", disk[path].text or "")
        disk = written(disk, path, text)
    plan = evolve(*states, disk, NOW, change.intent)
    assert plan.conflicts == ()
    router = disk.after(plan)["src/articles/router.py"].text or ""
    assert "ValidArticle" not in router
    assert "ProductInPath" in router


def test_lines_of_ours_with_a_comment_of_the_user_are_ours() -> None:
    """The comment has no old name, and the field is called so still."""
    shelf = {"name": "shelf", "fields": ["name:str"]}
    product = {"name": "product", "fields": ["name:str", "shelf:ref:shelf:back=products"]}
    project = make_project({"project_name": "shop", "resources": [shelf, product]})
    change = changes.rename_resource(project, "shelf", "rack")
    states, path = (State(TEMPLATE, project), State(TEMPLATE, change.project)), SCHEMAS
    text = made(project)[path].text or ""
    commented = text.replace("    shelf_id: Id\n", "    shelf_id: Id  # where it lies\n")
    assert commented != text
    disk = written(made(project), path, commented)
    assert evolve(*states, disk, NOW, change.intent).notices == ()


def test_an_edited_file_that_has_no_news_is_looked_through_too() -> None:
    """Ours did not speak of the field there, the user does."""
    change = changes.rename_field(shop(), "product", "name", "title")
    path = "src/products/service.py"
    text = made(shop())[path].text or ""
    line = f"{path}:{text.count(chr(10)) + 1}"
    told = speaking(change, path, f"{text}print(it.name)\n")
    assert told == (f"Lines of yours that have the old name still: {line}.",)


def test_lines_are_told_as_they_are_after_the_merge() -> None:
    """Where ours takes the place of a line of the user's, it has no old name."""
    change = changes.rename_resource(shop(), "product", "article")
    path = "src/products/router.py"
    text = made(shop())[path].text or ""
    line = '@router.get("/products", summary="List products", '
    assert line in text
    edited = text.replace(
        line,
        '@router.get(\n    "/products",\n    summary="List products",\n    deprecated=True,\n    ',
    )
    assert speaking(change, path, edited) == ()
    told = speaking(change, path, f'{edited}\n\nOLD = "/products"\n')
    [path, line] = told[0].removesuffix(".").rsplit(" ", 1)[1].split(":")
    assert path == "src/articles/router.py"
    assert int(line) > text.count("\n")


def test_the_executable_bit_is_merged_as_well() -> None:
    """Whoever changed it wins; both is the same."""
    base, mine = File(b"a\n\nb\n"), File(b"a\n\nb\nmine\n")
    theirs = File(b"new\na\n\nb\n", executable=True)
    after = reconcile("run.sh", base, mine, theirs).after
    assert after == File(b"new\na\n\nb\nmine\n", executable=True)
    kept = reconcile("run.sh", theirs, File(b"new\na\n\nb\nmine\n"), base).after
    assert kept == File(b"a\n\nb\nmine\n")


@pytest.mark.parametrize("here", [b"a\r\nb\r\n", b"\xef\xbb\xbfa\r\nb\r\n", b"a\rb\r"])
def test_line_ends_are_no_edit(here: bytes) -> None:
    """Git writes others on other systems: such a file goes with ours, and is the one that comes."""
    ours, mine = File(b"a\nb\n"), File(here)
    assert reconcile("a.txt", ours, mine, None).after is None
    came = reconcile("a.txt", None, mine, ours)
    assert (came.after, came.conflicts) == (mine, ())
    edited = File(here + b"mine")
    [conflict] = reconcile("a.txt", ours, edited, None).conflicts
    assert "delete it, or keep it as yours" in conflict.what
    assert reconcile("a.txt", None, edited, ours).conflicts


def test_modules_of_the_user_beside_a_renamed_resource_go_with_it() -> None:
    """They lie in its package, and import from it."""
    project = shop()
    change = changes.rename_resource(project, "product", "article")
    text = "from src.products.models import Product\n\n\ndef own(product: Product): ...\n"
    disk = written(made(project), "src/products/helpers.py", text)
    states = State(TEMPLATE, project), State(TEMPLATE, change.project)
    plan = evolve(*states, disk, NOW, change.intent)
    after = disk.after(plan)
    assert "src/products/helpers.py" not in after
    moved = "from src.articles.models import Article\n\n\ndef own(article: Article): ...\n"
    assert after["src/articles/helpers.py"].text == moved
    assert plan.notices == ()


@pytest.mark.slow
def test_a_template_without_answers_is_no_template(tmp_path: Path) -> None:
    """Every file of the project would count as removed."""
    shutil.copytree(TEMPLATE.root / "templates", tmp_path / "templates")
    text = (TEMPLATE.root / "copier.yml").read_text()
    (tmp_path / "copier.yml").write_text(text.replace("templates/project", "templates/_macros"))
    broken = State(Template(tmp_path, trusted=True), shop())
    with pytest.raises(TemplateError, match="renders no"):
        evolve(State(TEMPLATE, shop()), broken, made(shop()), NOW)


@pytest.mark.slow
def test_a_template_with_a_bug_is_told(tmp_path: Path) -> None:
    """Whatever its code does, it is the template's error."""
    shutil.copytree(TEMPLATE.root / "templates", tmp_path / "templates")
    shutil.copy(TEMPLATE.root / "copier.yml", tmp_path)
    (tmp_path / "templates/project/x.txt.jinja").write_text("{{ 1 // 0 }}")
    with pytest.raises(TemplateError, match="does not render"):
        State(Template(tmp_path, trusted=True), shop()).render()
    (tmp_path / "templates/project/x.txt.jinja").write_bytes(b"\xff {{ package }}")
    with pytest.raises(TemplateError, match="does not render"):
        State(Template(tmp_path, trusted=True), shop()).render()


def test_a_revision_that_is_no_utf_8_is_refused() -> None:
    """Alembic may load it all the same, and others may build on it."""
    disk = made(shop())
    path = "alembic/versions/2026_01_01_0000_own.py"
    disk = MemoryDisk({**disk, path: File("# -*- coding: latin-1 -*-\n# ä\n".encode("latin-1"))})
    change = changes.rename_resource(shop(), "product", "article")
    states = State(TEMPLATE, shop()), State(TEMPLATE, change.project)
    with pytest.raises(ProjectError, match=r"own\.py is no UTF-8"):
        evolve(*states, disk, NOW, change.intent)


@pytest.mark.parametrize("own", ["src/products/own.py", "src/products/deep/own.py"])
def test_a_package_in_which_something_stays_is_one_still(own: str) -> None:
    """A folder without `__init__.py` is none to linters, and maybe not to what imports from it."""
    project = shop()
    change = changes.remove_resource(project, "product")
    states = State(TEMPLATE, project), State(TEMPLATE, change.project)
    disk = made(project)
    after = disk.after(evolve(*states, disk, NOW, change.intent))
    assert not [path for path in after if path.startswith("src/products/")]
    disk = written(disk, own, "mine = 1\n")
    after = disk.after(evolve(*states, disk, NOW, change.intent))
    here = {path for path in after if path.startswith("src/products/")}
    assert here == {own, "src/products/__init__.py"}
