"""What the user moved to modules of their own gets what it would have got in its place."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from generator.evolve import State, evolve
from generator.moved_code.module_code import ModuleCode
from generator.spec.changes import Change
from generator.spec.project import Project
from generator.tree import File, Tree
from tests.laws.test_laws import NOW, new
from tests.memory import MemoryDisk
from tests.strategies import changes, projects
from tests.template import TEMPLATE

PLACES = ("parts", "entities")
"""Modules of the user; the second may import from the first."""

slow = settings(
    max_examples=max(settings().max_examples // 8, 2),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.thorough
@slow
@given(projects(max_resources=3).filter(lambda project: project.resources), st.data())
def test_moved_definitions_get_what_is_new(project: Project, data: st.DataObject) -> None:
    """Nothing is left to the user, each definition is what we would write, and nothing is undefined."""
    change = data.draw(changes(project))
    before = new(project)
    moved = before
    for each in project.resources:
        moved = apart(moved, f"{project.package}/{each.plural}", in_two=data.draw(st.booleans()))
    wanted, got = (after(project, change, disk) for disk in (before, moved))
    kept = {change.intent.resources.get(each.name, each.name) for each in project.resources}
    folders = [
        f"{project.package}/{each.plural}" for each in change.project.resources if each.name in kept
    ]
    for folder in folders:
        assert definitions(got, folder) == definitions(wanted, folder)
    paths = [f"{folder}/{name}.py" for folder in folders for name in ("models", *PLACES)]
    assert_is_clean(Tree({path: got[path] for path in paths if path in got}))


def after(project: Project, change: Change, disk: MemoryDisk) -> MemoryDisk:
    """The files after a change, with which nothing is left to the user."""
    states = State(TEMPLATE, project), State(TEMPLATE, change.project)
    assume(len(change.project.resources) >= len(project.resources))  # a removed one is a conflict
    plan = evolve(*states, disk, NOW, change.intent)
    assert plan.conflicts == ()
    return disk.after(plan)


def apart(disk: MemoryDisk, folder: str, *, in_two: bool) -> MemoryDisk:
    """A resource whose models stand in one or two modules of the user's, and are imported back."""
    path = f"{folder}/models.py"
    module = ModuleCode.read(disk[path].text or "")
    assert module
    enums = {name for name in module.definitions if in_two and is_enum(module.definitions[name])}
    rest = module.definitions.keys() - enums
    back = f"from .parts import {', '.join(sorted(enums))}\n" if enums else ""
    texts = (
        {"parts": module.only(enums), "entities": back + module.only(rest)}
        if enums
        else {"entities": module.only(rest)}
    )
    own = {f"{folder}/{name}.py": File.from_text(text) for name, text in texts.items()}
    home = f'"""Mine."""\n\n{back}from .entities import {", ".join(sorted(rest))}\n\n'
    home += f"__all__ = {json.dumps(sorted(module.definitions))}\n"
    return MemoryDisk({**disk, **own, path: File.from_text(home)})


def is_enum(node: ast.stmt) -> bool:
    """Whether it is one of the enums of a model."""
    return isinstance(node, ast.ClassDef) and "StrEnum" in map(ast.unparse, node.bases)


def definitions(tree: Tree, folder: str) -> dict[str, str]:
    """What is defined in the modules in which models can stand."""
    found: dict[str, str] = {}
    for name in ("models", *PLACES):
        file = tree.get(f"{folder}/{name}.py")
        module = ModuleCode.read(file.text or "") if file else None
        nodes = module.definitions if module else {}
        found |= {each: ast.unparse(node) for each, node in nodes.items() if each != "__all__"}
    return found


def assert_is_clean(tree: Tree) -> None:
    """No module uses a name that it does not have, or imports one that it does not use."""
    with TemporaryDirectory() as folder:
        for path, file in tree.items():
            target = Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.data)
        command = [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--isolated",
            "--no-cache",
            "--select=F",
        ]
        done = subprocess.run(
            [*command, "."], cwd=folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout
