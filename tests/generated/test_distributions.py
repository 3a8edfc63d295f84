"""What is published works where there is no checkout; `nox -s build` builds it."""

from __future__ import annotations

import os
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from tests.generated.made import run

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ADDITIONS = (
    ["add-resource", "category", "name:str:unique"],
    ["add-resource", "product", "name:str", "price:decimal", "category:ref:category"],
)


@pytest.fixture(scope="session")
def distributions() -> Path:
    """A folder with what was built."""
    if "DISTRIBUTIONS" not in os.environ:
        pytest.skip("run this with: nox -s build")
    return Path(os.environ["DISTRIBUTIONS"])


@pytest.fixture(scope="session")
def wheel(distributions: Path) -> Path:
    """The wheel that was built from the checkout."""
    (wheel,) = (distributions / "from_checkout").glob("*.whl")
    return wheel


@pytest.fixture(scope="session", params=["wheel", "checkout"])
def project(
    request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A project with resources, made by a tool that was installed in an environment of its own."""
    place = tmp_path_factory.mktemp("elsewhere")
    run(place, sys.executable, "-m", "venv", "environment")
    tool = wheel if request.param == "wheel" else ROOT
    run(place, place / "environment/bin/pip", "install", "--quiet", tool)
    command = place / "environment/bin/fastapi-gen"
    run(place, command, "new", "demo", "--yes", "--no-git")
    for words in ADDITIONS:
        run(place / "demo", command, *words)
    return place / "demo"


def content(wheel: Path) -> dict[str, bytes]:
    """The files of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(folder: Path) -> dict[str, str]:
    """The files of a project, without its revisions and its journal, which are never Copier's."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and not {"versions", ".fastapi-gen"} & {*path.parts}
    }


def test_the_source_distribution_is_enough(distributions: Path, wheel: Path) -> None:
    """A wheel built from it is the wheel built from the checkout."""
    (other,) = (distributions / "from_sdist").glob("*.whl")
    assert content(wheel) == content(other)


def test_the_wheel_holds_the_template(wheel: Path) -> None:
    """Every file of the template is in it, with its version, and nothing else of the checkout."""
    template = {
        f"generator/_template/{path.relative_to(ROOT).as_posix()}": path.read_bytes()
        for path in [ROOT / "copier.yml", *(ROOT / "templates").rglob("*")]
        if path.is_file() and "cache" not in str(path)
    }
    found = content(wheel)
    assert {name: found.get(name) for name in template} == template
    assert found["generator/_template/VERSION"].strip()
    tops = {name.partition("/")[0].partition("-")[0] for name in found}
    assert tops == {"generator", "fastapi_evolve"}


def test_the_record_of_the_answers(project: Path, request: pytest.FixtureRequest) -> None:
    """It says which template, at which version, and every resource."""
    answers = yaml.safe_load((project / ".copier-answers.yml").read_text(encoding="utf-8"))
    assert answers["_commit"]
    if "checkout" in request.node.name and (ROOT / ".git").exists():
        assert answers["_src_path"] == str(ROOT)
    assert [each["name"] for each in answers["resources"]] == ["category", "product"]


def test_copier_makes_the_same(project: Path, tmp_path: Path) -> None:
    """L4: Copier makes the same of the checkout and the same answers."""
    answers = yaml.safe_load((project / ".copier-answers.yml").read_text(encoding="utf-8"))
    data = {key: value for key, value in answers.items() if not key.startswith("_")}
    (tmp_path / "data.yml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    copier = Path(sys.executable).parent / "copier"
    options = ("--defaults", "--quiet", "--vcs-ref", "HEAD", "--data-file", "data.yml")
    run(tmp_path, copier, "copy", *options, ROOT, "demo")
    ours, theirs = tree(project), tree(tmp_path / "demo")
    for each in (ours, theirs):
        lines = each[".copier-answers.yml"].splitlines()
        each[".copier-answers.yml"] = "\n".join(
            line for line in lines if not line.startswith(("_commit", "_src_path"))
        )
    assert ours == theirs
