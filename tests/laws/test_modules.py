"""Every module that the generated code imports is generated, whichever types are used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.evolve import State
from generator.spec.project import make_project
from generator.spec.resource import make_resource
from generator.spec.types import TYPES
from generator.template import Template
from generator.tree import Tree

TEMPLATE = Template(Path(__file__).parents[2], trusted=True)
PROJECT = make_project({"project_name": "demo", "description": "A demo."})
ARGUMENTS = {"enum": ":a+b", "ref": ":user", "m2m": ":self"}
FIELDS = [f"x:{name}{ARGUMENTS.get(name, '')}" for name in TYPES if name != "list"]
FIELDS += [f"x:list:{name}" for name, kind in TYPES.items() if kind.element]


@pytest.fixture(scope="module")
def empty() -> Tree:
    """The files of a project without resources."""
    return State(TEMPLATE, PROJECT).render()


@pytest.mark.parametrize("field", FIELDS)
def test_every_import_leads_to_a_file(field: str, empty: Tree) -> None:
    """A shared module is there as soon as one field of one resource needs it."""
    project = PROJECT.with_resource(make_resource("item", [field]))
    tree = empty | State(TEMPLATE, project).render({"item", "user"})
    folders = {path.rpartition("/")[0] for path in tree}
    for path in tree:
        for module in re.findall(
            r"^from ((?:src|tests)[\w.]*) import", tree[path].text or "", re.MULTILINE
        ):
            place = module.replace(".", "/")
            assert f"{place}.py" in tree or place in folders, f"{path} imports {module}"
