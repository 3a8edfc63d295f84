"""`fastapi-gen apply` and `fastapi-gen export`."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from email import message_from_string
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

from generator.declarative.schema import schema_text
from tests.cli.conftest import Run
from tests.cli.test_wizard import spawn
from tests.memory import read_tree

pytestmark = pytest.mark.slow

SHOP = """\
resources:
  - name: category
    fields: [name:str:80:unique, parent:ref:self]
  - name: product
    fields: [name:str:120, price:decimal:10.2:min=0, category:ref:category]
"""
OTHER = """\
description: Sells things.
resources:
  - name: category
    fields: [name:str:80:unique, parent:ref:self]
  - name: review
    fields: [stars:int:min=1:max=5]
"""

EVOLVED = """\
renames: {product.name: title, category: section}
backfill: {product.stock: 5}
resources:
  - name: section
    fields: [name:str:80:unique, parent:ref:self]
  - name: product
    fields: [title:str:120, stock:int, category:ref:section, price:decimal:12.2:min=0]
"""
GUIDE = (Path(__file__).parents[2] / "docs/declarative.md").read_text()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of `SHOP`, made once and copied for each test."""
    return tmp_path_factory.mktemp("made") / "demo"


@pytest.fixture
def shop(run: Run, demo: Path, made: Path) -> Path:
    """A project made by a file, `shop.yaml` in its folder."""
    if not made.exists():
        (demo / "shop.yaml").write_text(SHOP)
        assert run("apply", "shop.yaml").code == 0
        shutil.copytree(demo, made)
    shutil.copytree(made, demo, dirs_exist_ok=True)
    return demo


@pytest.fixture
def other(shop: Path) -> str:
    """A file for the project in which things go and come."""
    (shop / "other.yaml").write_text(OTHER)
    return "other.yaml"


def test_resources_come_and_go(run: Run, shop: Path, other: str) -> None:
    """The plan is told first, then the files; applied again, nothing is left to do."""
    assert (shop / "src/products/models.py").exists()
    outcome = run("apply", other, "--yes")
    assert outcome.code == 0, outcome.err
    plan, _, files = outcome.out.partition("demo/")
    assert plan.splitlines() == [
        "~ description: demo, an API built with FastAPI. -> Sells things.",
        "- resource product",
        "+ resource review",
    ]
    assert "alembic upgrade head" in files
    assert (shop / "src/reviews").exists()
    assert not (shop / "src/products").exists()
    before = read_tree(shop)
    again = run("apply", other)
    assert (again.code, again.out) == (0, "demo/\nNothing to do.\n")
    assert dict(read_tree(shop)) == dict(before)


def test_it_does_what_single_commands_do(run: Run, shop: Path, tmp_path: Path) -> None:
    """The code of a file is the code of the commands, byte for byte."""
    by_file = read_tree(shop / "src")
    assert run("undo").code == 0
    assert run("add-resource", "category", "name:str:80:unique", "parent:ref:self").code == 0
    words = ["name:str:120", "price:decimal:10.2:min=0", "category:ref:category"]
    assert run("add-resource", "product", *words).code == 0
    assert dict(read_tree(shop / "src")) == dict(by_file)


def test_data_goes_only_with_a_yes(run: Run, shop: Path, other: str) -> None:
    """Without a terminal it needs --yes; to look needs nothing."""
    before = read_tree(shop)
    outcome = run("apply", other)
    assert outcome.code == 1
    assert "Remove resource product, with the data in it?" in outcome.err
    assert "--yes" in outcome.err
    looked = run("apply", other, "--dry-run")
    assert (looked.code, "- resource product" in looked.out) == (0, True)
    told = run("apply", other, "--dry-run", "--json")
    assert "- resource product" in told.err
    assert told.json["command"] == "apply"
    assert dict(read_tree(shop)) == dict(before)


def test_what_may_be_a_rename(run: Run, shop: Path) -> None:
    """Nobody guesses, not even with --yes: the file or the option says what it is."""
    (shop / "other.yaml").write_text(SHOP.replace("name: product", "name: article"))
    before = read_tree(shop)
    for words in ([], ["--yes"], ["--dry-run"]):
        outcome = run("apply", "other.yaml", *words)
        assert outcome.code == 1
        assert "renames: {product: article}" in outcome.err
    assert dict(read_tree(shop)) == dict(before)
    assert run("apply", "other.yaml", "--no-renames", "--yes").code == 0
    assert (shop / "src/articles").exists()


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("resources: [", "line "),
        ("a: 1\na: 2", "line 2: the key 'a' stands twice"),
        ("resorces: []", "Did you mean resources?"),
        ("python: 3.12", 'Write python: "3.12".'),
        ("resources: [{name: item, fields: [a:strr]}]", "Did you mean str?"),
        ("resources: [{name: item, fields: [a: str]}]", "with no space behind the colons"),
        ("resources: [{name: item, fields: [a:str]}, {name: item, fields: [a:str]}]", "stands twice"),
        ("resources: [{name: item, fields: [a:ref:nothing]}]", "points to 'nothing'"),
        ("resources: [{name: item, fields: [category:str]}, {name: box, fields: [item:ref:item:back=category]}]", "back=NAME"),
    ],
)  # fmt: skip
def test_a_bad_file(
    run: Run, demo: Path, unchanged: Callable[[], bool], tmp_path: Path, said: str, problem: str
) -> None:
    """One line names the file and the mistake, with exit code 2; nothing is written."""
    spec = tmp_path / "spec.yaml"
    spec.write_text(said)
    outcome = run("apply", str(spec), "--yes")
    assert outcome.code == 2
    assert outcome.err.startswith(f"Error: {spec}: ")
    assert problem in outcome.err
    assert outcome.err.count("\n") == 1
    assert unchanged()


def test_what_is_no_file(run: Run, demo: Path, tmp_path: Path) -> None:
    """It is not there, or no text."""
    outcome = run("apply", "nothing.yaml")
    assert (outcome.code, "nothing.yaml: it cannot be read" in outcome.err) == (2, True)
    (tmp_path / "image.yaml").write_bytes(b"\xff\xfe\x00")
    assert run("apply", str(tmp_path / "image.yaml")).code == 2


def test_what_cannot_change(run: Run, demo: Path, unchanged: Callable[[], bool]) -> None:
    """The package and the type of ids are refused with the reason."""
    for said in ("package: app", "id: int"):
        Path("../spec.yaml").write_text(said)
        outcome = run("apply", "../spec.yaml", "--yes")
        assert outcome.code == 1
        assert "cannot change from" in outcome.err
    assert unchanged()


def test_standard_input(run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is what comes through a pipe."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"description: Piped.")))
    assert run("apply", "-").code == 0
    assert "description: Piped." in (demo / ".copier-answers.yml").read_text()


def test_outside_of_a_project(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way to one is told."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "spec.yaml").write_text("resources: []")
    outcome = run("apply", "spec.yaml")
    assert (outcome.code, "fastapi-gen new" in outcome.err) == (1, True)


def test_on_a_terminal_it_asks(shop: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What may be a rename, and before data goes; no leaves everything as it was."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setenv("TERM", "dumb")
    (shop / "other.yaml").write_text(SHOP.replace("name: product", "name: article"))
    before = read_tree(shop)
    terminal = spawn("apply", "other.yaml")
    terminal.expect("Is product called article from now on")
    terminal.sendline("n")
    terminal.expect("- resource product")
    terminal.expect("Remove resource product, with the data in it")
    terminal.sendline("n")
    terminal.expect("Aborted")
    terminal.close()
    assert dict(read_tree(shop)) == dict(before)


def test_an_export_is_applied_without_a_change(run: Run, shop: Path) -> None:
    """To standard output or to a new file; nothing is overwritten."""
    printed = run("export")
    assert (printed.code, printed.err) == (0, "")
    assert run("export", "project.yaml").code == 0
    assert (shop / "project.yaml").read_text() == printed.out
    assert run("apply", "project.yaml").out == "demo/\nNothing to do.\n"
    outcome = run("export", "project.yaml")
    assert (outcome.code, "is there already" in outcome.err) == (1, True)


def test_an_export_names_its_schema(run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy on this machine, until the tool has a public repository."""
    first, _, _ = run("export").out.partition("\n")
    address = first.removeprefix("# yaml-language-server: $schema=")
    assert Path(url2pathname(urlsplit(address).path)).read_text() == schema_text()
    assert run("export", "--schema").out == schema_text()
    text = "Metadata-Version: 2.4\nName: x\nVersion: 3.1\nProject-URL: Repository, https://example.com/tool\n"
    monkeypatch.setattr(metadata, "metadata", lambda _: message_from_string(text))
    published = "https://example.com/tool/raw/v3.1/docs/project.schema.json"
    assert f"$schema={published}\n" in run("export").out


def test_names_values_and_rows(run: Run, shop: Path) -> None:
    """What the file says of them reaches the revision; said again, it means nothing more."""
    (shop / "other.yaml").write_text(EVOLVED)
    outcome = run("apply", "other.yaml")
    assert outcome.code == 0, outcome.err
    assert outcome.out.partition("demo/")[0].splitlines() == [
        "> resource category renamed to section",
        "+ field product.stock: int",
        "> field product.name renamed to title",
        "~ field product.price: decimal:10.2:min=0 -> decimal:12.2:min=0",
        "~ resource product: the order of its fields",
    ]
    revisions = [path.read_text() for path in sorted((shop / "alembic/versions").glob("*.py"))]
    for code in ('new_column_name="title"', "values(stock=5)", '"category", "section"'):
        assert code in "".join(revisions)
    before = read_tree(shop)
    assert run("apply", "other.yaml").out == "demo/\nNothing to do.\n"
    assert dict(read_tree(shop)) == dict(before)


def test_rows_without_a_value(run: Run, shop: Path) -> None:
    """The file is what can say it, so the hint speaks of the file."""
    (shop / "other.yaml").write_text(EVOLVED.replace("backfill", "# backfill"))
    outcome = run("apply", "other.yaml", "--yes")
    assert outcome.code == 2
    assert "backfill: {product.stock: VALUE}" in outcome.err


def test_the_worked_example(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the guide types, edits and shows is what happens."""
    monkeypatch.chdir(tmp_path)
    for kind, block in re.findall(r"```(console|yaml|diff)\n(.*?)```", GUIDE, re.DOTALL):
        if kind == "yaml":
            assert Path("shop.yaml").read_text().partition("\n")[2] == block
        elif kind == "diff":
            subprocess.run(["git", "apply", "-"], input=block, text=True, check=True)
        for _, words, shown in re.findall(r"^\$ (\S+) (.*)\n((?:[^$].*\n)*)", block, re.MULTILINE):
            if words == "shop":
                monkeypatch.chdir(words)
                continue
            outcome = run(*shlex.split(words))
            assert outcome.code == 0, outcome.err
            assert outcome.out.startswith(shown)
    assert outcome.out == "shop/\nNothing to do.\n"


def test_conflicts_are_left_as_asked(run: Run, demo: Path, tmp_path: Path) -> None:
    """Both versions between markers, or the user's own."""
    assert run("add-resource", "product", "name:str:80").code == 0
    model = demo / "src/products/models.py"
    model.write_text(model.read_text().replace("sa.String(80)", "sa.Text()"))
    wanted = tmp_path / "wanted.yaml"
    wanted.write_text("resources: [{name: product, fields: ['name:str:90']}]\n")
    assert run("apply", str(wanted), "--conflict=keep-mine").code == 3
    assert "<<<<<<<" not in model.read_text()
    assert run("undo").code == 0
    assert run("apply", str(wanted)).code == 3
    assert "<<<<<<< mine" in model.read_text()
