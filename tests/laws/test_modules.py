"""Every module that the generated code imports is generated, whichever types are used."""

from __future__ import annotations

import re

import pytest

from generator.evolve import State
from generator.spec.project import Project, make_project
from generator.spec.resource import make_resource
from generator.spec.types import TYPES
from generator.tree import Tree
from tests.strategies import PAGINATION
from tests.template import TEMPLATE

pytestmark = pytest.mark.thorough

PROJECT = make_project({"project_name": "demo", "description": "A demo."})
ARGUMENTS = {"enum": ":a+b", "ref": ":user", "m2m": ":self"}
FIELDS = [f"x:{name}{ARGUMENTS.get(name, '')}" for name in TYPES if name != "list"]
FIELDS += [f"x:list:{name}" for name, kind in TYPES.items() if kind.element]


@pytest.fixture(scope="module")
def empty() -> Tree:
    """The files of a project without resources."""
    return State(TEMPLATE, PROJECT).render()


@pytest.mark.parametrize("pagination", PAGINATION)
@pytest.mark.parametrize("modifier", ["", ":filter", ":sort", ":search"])
def test_lists_have_their_modules(pagination: str, modifier: str, empty: Tree) -> None:
    """So is one as soon as a list needs it."""
    resource = make_resource("item", [f"x:str{modifier}"], pagination=pagination)
    check_imports(PROJECT.with_resource(resource), empty)


@pytest.mark.parametrize("field", ["x:str", "x:str:unique", "x:ref:user", "x:m2m:self"])
@pytest.mark.parametrize("operation", ["create", "update", "delete"])
def test_several_rows_have_their_modules(operation: str, field: str, empty: Tree) -> None:
    """Neither is there without the other."""
    resource = make_resource("item", [field], operations=(operation, "bulk"))
    project = PROJECT.with_resource(resource)
    check_imports(project, empty)
    modules = {f"src/{name}.py" for name in ("bulk", "bulk_problems", "bulk_references")}
    expected = (
        modules if ":ref:" in field or ":m2m:" in field else modules - {"src/bulk_references.py"}
    )
    assert State(TEMPLATE, project).render().keys() & modules == expected
    assert not empty.keys() & modules


@pytest.mark.parametrize("soft_delete", [True, False])
@pytest.mark.parametrize("field", ["x:str", "x:m2m:self", "x:ref:user:opt:ondelete=setnull"])
def test_versions_have_their_modules(field: str, soft_delete: bool, empty: Tree) -> None:  # noqa: FBT001
    """No project without versions has them."""
    resource = make_resource("item", [field], versioned=True, soft_delete=soft_delete)
    project = PROJECT.with_resource(resource)
    check_imports(project, empty)
    modules = {"src/versioning.py", "src/preconditions.py", "tests/test_preconditions.py"}
    assert State(TEMPLATE, project).render().keys() >= modules
    assert not empty.keys() & modules


@pytest.mark.parametrize("field", FIELDS)
def test_every_import_leads_to_a_file(field: str, empty: Tree) -> None:
    """A shared module is there as soon as one field of one resource needs it."""
    check_imports(PROJECT.with_resource(make_resource("item", [field])), empty)


def check_imports(project: Project, empty: Tree) -> None:
    """Look for the files of the modules that a project imports."""
    tree = empty | State(TEMPLATE, project).render({"item", "user"})
    folders = {path.rpartition("/")[0] for path in tree}
    for path in tree:
        for module in re.findall(
            r"^from ((?:src|tests)[\w.]*) import", tree[path].text or "", re.MULTILINE
        ):
            place = module.replace(".", "/")
            assert f"{place}.py" in tree or place in folders, f"{path} imports {module}"
