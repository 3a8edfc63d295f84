"""`fastapi-gen add-resource`."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.memory import read_tree

Unchanged = Callable[[], bool]


def actions(plan: dict[str, object]) -> dict[str, str]:
    """The action of each path of a plan."""
    changes = plan["changes"]
    assert isinstance(changes, list)
    return {change["path"]: change["action"] for change in changes}


def test_a_resource_is_written_and_wired(run: Run, demo: Path) -> None:
    """Package, tests and revision are new; the manifest and the answers are patched."""
    outcome = run("add-resource", "item", "name:str", "price:decimal", "--json")
    assert outcome.code == 0
    done = actions(outcome.json)
    assert done["src/items/router.py"] == "create"
    assert done["src/items/models.py"] == "create"
    assert done["src/api.py"] == "update"
    assert done[".copier-answers.yml"] == "update"
    assert [path for path in done if path.startswith("alembic/versions/2026_")] != []
    assert "items_router" in (demo / "src/api.py").read_text()


def test_both_sides_of_a_relation(run: Run, demo: Path) -> None:
    """The model of the target learns the way back, the users' too."""
    run("add-resource", "category")
    run("add-resource", "product", "category:ref:category", "owner:ref:user:opt")
    assert "products" in (demo / "src/categories/models.py").read_text()
    assert "products" in (demo / "src/users/models.py").read_text()


def test_from_a_folder_below(run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project is found upwards, or where --project says."""
    monkeypatch.chdir(demo / "src")
    assert run("add-resource", "item").code == 0
    monkeypatch.chdir(demo.parent)
    assert run("add-resource", "thing", "-C", "demo").code == 0
    assert (demo / "src/things").is_dir()


@pytest.mark.parametrize("options", [["--dry-run"], ["--diff"], ["--dry-run", "--json"]])
def test_a_preview_writes_nothing(run: Run, unchanged: Unchanged, options: list[str]) -> None:
    """A preview shows the new files and leaves the project alone."""
    outcome = run("add-resource", "item", *options)
    assert outcome.code == 0
    assert "router.py" in outcome.out
    assert unchanged()


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["item", "name"], 2, "the type is missing"),
        (["item", "name:sttr"], 2, "Did you mean str?"),
        (["item", "name:str", "name:int"], 2, "two fields called 'name'"),
        (["item", "id:int"], 2, "'id' is used by"),
        (["item", "metadata:json"], 2, "'metadata' is used by"),
        (["item", "class:str"], 2, "keyword"),
        (["class"], 2, "keyword"),
        (["list"], 2, "a built-in of Python"),
        (["warning"], 2, "a built-in of Python"),
        (["value-error"], 2, "a built-in of Python"),
        (["item", "x:ref:nothing"], 1, "'nothing', which is no resource"),
        (["item", "n:int:min=5:max=1"], 2, "min 5 is above max 1"),
        (["item", "n:int:default=x"], 2, "does not fit its type int"),
        (["../../etc/item"], 2, "not a valid name"),
        (["item", "--operations", "list+dance"], 2, "list+get+create+update+delete+bulk"),
        (["item", "--operations", "list+bulk"], 2, "bulk needs an operation"),
        (["item", "--soft-delete", "--operations", "list"], 2, "without the operation 'delete'"),
        (["item", "deleted_at:date", "--soft-delete"], 2, "field 'deleted_at'"),
        (["item", "--versioned", "--operations", "list+create"], 2, "operation 'update'"),
        (["item", "version:int", "--versioned"], 2, "field 'version'"),
        (["item", "--idempotent", "--operations", "list"], 2, "operation 'create'"),
        (["item", "idempotency_key:str", "--idempotent"], 2, "field 'idempotency_key'"),
        (["item", "--pagination", "scroll"], 2, "page, offset, cursor, keyset"),
        (["item", "--read", "everybody"], 2, "public, user, owner, manager, admin"),
        (["item", "--read", "owner", "--write", "public"], 2, "have no owner"),
        (["item", "size:int:filter"], 2, "choose another --pagination"),
        (["item", "--project", "/"], 1, "no project in /"),
    ],
)
def test_a_refusal(
    run: Run, unchanged: Unchanged, words: list[str], code: int, message: str
) -> None:
    """One line that names the object, the right exit code, and nothing written."""
    outcome = run("add-resource", *words)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err
    assert outcome.err.count("\n") == 1
    assert unchanged()


def test_a_resource_that_is_there(run: Run, demo: Path) -> None:
    """Adding it again is refused, with nothing written."""
    assert run("add-resource", "item").code == 0
    before = read_tree(demo)
    outcome = run("add-resource", "item")
    assert outcome.code == 1
    assert "'item' (items) is there already" in outcome.err
    assert dict(read_tree(demo)) == dict(before)


def test_what_the_user_wrote_stays(run: Run, demo: Path) -> None:
    """A router of the user's own, registered beside ours, is still there afterwards."""
    run("add-resource", "category")
    manifest = demo / "src/api.py"
    mine = manifest.read_text().replace(
        "(categories_router)", "(categories_router)\nsecured.include_router(my_router)  # mine"
    )
    manifest.write_text(f"from somewhere import my_router\n{mine}")
    assert run("add-resource", "item").code == 0
    text = manifest.read_text()
    assert "secured.include_router(my_router)  # mine" in text
    assert "secured.include_router(items_router)" in text


def test_a_place_that_cannot_be_patched(run: Run, demo: Path) -> None:
    """The file stays as it is, the snippet to paste is printed, the exit code is 3."""
    manifest = demo / "src/api.py"
    manifest.write_text("def broken(:\n")
    outcome = run("add-resource", "item")
    assert outcome.code == 3
    assert "src/api.py" in outcome.out
    assert "items_router" in outcome.out
    assert manifest.read_text() == "def broken(:\n"


def test_a_file_in_the_way(run: Run, demo: Path) -> None:
    """A file of the user's is never overwritten; the conflict carries what would have been written."""
    (demo / "src/items").mkdir()
    (demo / "src/items/service.py").write_text("mine = 1\n")
    outcome = run("add-resource", "item", "--json")
    assert outcome.code == 3
    [conflict] = outcome.json["conflicts"]
    assert conflict["path"] == "src/items/service.py"
    assert (demo / "src/items/service.py").read_text() == "mine = 1\n"


def test_line_ends_of_the_user(run: Run, demo: Path) -> None:
    """A file with CRLF has CRLF afterwards, in the new lines too."""
    manifest = demo / "src/api.py"
    manifest.write_bytes(manifest.read_bytes().replace(b"\n", b"\r\n"))
    assert run("add-resource", "item").code == 0
    data = manifest.read_bytes()
    assert b"items_router" in data
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_link_out_of_the_project(run: Run, demo: Path, tmp_path: Path) -> None:
    """What lies outside of the project is never written, whatever leads there."""
    (tmp_path / "outside").mkdir()
    (demo / "src/items").symlink_to(tmp_path / "outside")
    outcome = run("add-resource", "item")
    assert outcome.code == 1
    assert "leads out of the project" in outcome.err
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.parametrize("place", ["src/items", "tests/items"])
def test_a_file_in_the_place_of_a_folder(
    run: Run, demo: Path, unchanged: Unchanged, place: str
) -> None:
    """It is refused before the first write, and stays."""
    (demo / place).write_text("mine")
    outcome = run("add-resource", "item")
    assert outcome.code == 1
    assert f"{place} is a file, where a folder has to be" in outcome.err
    (demo / place).unlink()
    assert unchanged()
    assert run("add-resource", "item").code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everything")
def test_a_read_only_file(run: Run, demo: Path, unchanged: Unchanged) -> None:
    """It is refused before the first write."""
    (demo / "src/api.py").chmod(0o444)
    outcome = run("add-resource", "item")
    assert outcome.code == 1
    assert "read-only" in outcome.err
    assert unchanged()


def test_a_failing_write_leaves_nothing(
    run: Run, demo: Path, unchanged: Unchanged, monkeypatch: pytest.MonkeyPatch
) -> None:
    """L7: whichever write fails, every file is as it was before."""
    real = Path.replace
    for fatal in range(1, 8):
        calls = 0

        def replace(self: Path, target: Path, fatal: int = fatal) -> Path:
            nonlocal calls
            calls += 1
            if calls == fatal:
                raise OSError(28, "No space left on device")
            return real(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", replace)
            outcome = run("add-resource", "item")
        assert outcome.code == 1
        assert "No space left on device" in outcome.err
        assert unchanged()


def test_repeated_heads_are_refused(run: Run, demo: Path) -> None:
    """With two heads nobody knows what a new revision follows."""
    run("add-resource", "item")
    versions = demo / "alembic/versions"
    [revision] = [path for path in versions.iterdir() if "item" in path.name]
    other = revision.read_text().replace('revision: str = "', 'revision: str = "f', 1)
    (versions / "2026_11_22_0000_other.py").write_text(other)
    outcome = run("add-resource", "thing")
    assert outcome.code == 1
    assert "alembic merge heads" in outcome.err


def test_no_revision_to_build_on(run: Run, demo: Path) -> None:
    """Without its revisions the database is not known."""
    for revision in (demo / "alembic/versions").iterdir():
        revision.unlink()
    outcome = run("add-resource", "item")
    assert outcome.code == 1
    assert "no revision in alembic/versions" in outcome.err


def test_something_that_is_no_file(run: Run, demo: Path) -> None:
    """A pipe would be waited for for ever."""
    (demo / "src/api.py").unlink()
    os.mkfifo(demo / "src/api.py")
    outcome = run("add-resource", "item")
    assert outcome.code == 1
    assert "src/api.py is no regular file" in outcome.err


def test_a_file_that_is_half_python(run: Run, demo: Path) -> None:
    """What does not parse is not merged, not even where only lines are added."""
    manifest = demo / "src/api.py"
    manifest.write_text(manifest.read_text() + "def (:\n")
    before = manifest.read_bytes()
    assert run("add-resource", "item").code == 3
    assert manifest.read_bytes() == before


@pytest.mark.parametrize(
    "resources", ["5", "[1]", "[{name: x, plural: 5, fields: []}]", "[{name: x, fields: [[a]]}]"]
)
def test_answers_that_are_none(run: Run, demo: Path, resources: str) -> None:
    """Answers edited by hand are refused with the name of the file, never a bug of ours."""
    answers = demo / ".copier-answers.yml"
    answers.write_text(answers.read_text().replace("resources: []", f"resources: {resources}"))
    outcome = run("add-resource", "item")
    assert outcome.code == 1
    assert ".copier-answers.yml" in outcome.err


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("<<<<<<< HEAD\nid: int\n=======\nid: uuid\n>>>>>>> other", "line 8 is a conflict marker"),
        ("id: uuid\nid: int", "line 9: the key 'id' stands twice"),
        ("id: uuid\n1: 2", "the key 1 is no text"),
        ("id: uuid\n\t", "it is not valid YAML: line 9: found a tab"),
    ],
)
def test_answers_after_a_merge(run: Run, demo: Path, lines: str, problem: str) -> None:
    """Nothing is taken from them that one side did not mean; the message is one line."""
    answers = demo / ".copier-answers.yml"
    text = answers.read_text().replace("id: uuid", lines)
    answers.write_text(text)
    outcome = run("add-resource", "item")
    assert outcome.code == 1
    assert problem in outcome.err
    assert outcome.err.count(str(answers)) == outcome.err.count("\n") == 1
    assert answers.read_text() == text


def test_a_project_in_git(run: Run, demo: Path) -> None:
    """A refused command leaves `git status` empty."""
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "-A"], check=True)
    subprocess.run(["git", "commit", "-qm", "start"], check=True)
    assert run("add-resource", "item", "x:nothing").code == 2
    assert subprocess.check_output(["git", "status", "--porcelain"]) == b""


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "it is not a mapping of keys to values"),
        (b"a: [\n", "it is not valid YAML"),
        (b"a: &a [{b: *a}]\n", "it is not valid YAML: something in it contains itself"),
        (b"\xff\xfe", "is no UTF-8"),
    ],
)
def test_answers_that_cannot_be_read(run: Run, demo: Path, data: bytes, told: str) -> None:
    """The file is named, once, and what is wrong with it."""
    (demo / ".copier-answers.yml").write_bytes(data)
    outcome = run("add-resource", "item")
    assert outcome.code == 1
    assert outcome.err.count("\n") == 1
    assert outcome.err.count(".copier-answers.yml") == 1
    assert told in outcome.err


def test_a_package_that_was_renamed_by_hand(run: Run, demo: Path) -> None:
    """It would be made anew; once the answers tell of it, all goes on there."""
    (demo / "src").rename(demo / "lib")
    outcome = run("add-resource", "item")
    assert outcome.code == 1
    assert "there is no package 'src'" in outcome.err
    assert not (demo / "src").exists()
    answers = demo / ".copier-answers.yml"
    answers.write_text(answers.read_text().replace("package: src", "package: lib"))
    for path in demo.rglob("*.py"):
        path.write_text(path.read_text().replace("src.", "lib.").replace("from src ", "from lib "))
    assert run("add-resource", "item").code == 0
    assert (demo / "lib/items/models.py").exists()


@pytest.mark.parametrize(
    ("fields", "decorator"),
    [
        (("property:str", "near:m2m:self"), "@builtins.property"),
        (("next:ref:self:back=property", "near:m2m:self"), "@builtins.property"),
        (("name:str", "near:m2m:self"), "@property"),
    ],
)
def test_a_field_called_property(
    run: Run, demo: Path, fields: tuple[str, ...], decorator: str
) -> None:
    """It hides the built-in in the class, whose decorated methods stand below it."""
    assert run("add-resource", "flat", *fields).code == 0
    model = (demo / "src/flats/models.py").read_text()
    assert f"    {decorator}\n    def near_ids" in model
    assert ("import builtins\n" in model) == (decorator != "@property")
