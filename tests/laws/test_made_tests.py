"""The tests of a made project can be run one by one, in any order."""

from __future__ import annotations

import ast

from generator.evolve import State
from generator.spec.project import make_project
from tests.generated.cases import CASES, Case
from tests.template import TEMPLATE

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.Module) -> list[Function]:
    """The functions of a module."""
    return [node for node in tree.body if isinstance(node, Function)]


def asked_for(function: Function) -> set[str]:
    """The fixtures that a test or a fixture asks for."""
    return {argument.arg for argument in function.args.args}


def asynchronous(fixtures: dict[str, Function]) -> set[str]:
    """The fixtures that are coroutines, and those that need one of them."""
    found = {name for name, each in fixtures.items() if isinstance(each, ast.AsyncFunctionDef)}
    while more := {name for name in fixtures.keys() - found if asked_for(fixtures[name]) & found}:
        found |= more
    return found


def test_a_test_that_waits_is_async() -> None:
    """Another one would fail wherever it is the first to ask for an async fixture."""
    (case,) = (each for each in CASES if each.name == "kitchen_sink")
    answers = {"project_name": "demo", "envelope": "wrapped", "resources": resources(case)}
    tree = State(TEMPLATE, make_project(answers)).render()
    modules = {
        path: ast.parse(file.text or "")
        for path, file in tree.items()
        if path.startswith("tests/") and path.endswith(".py")
    }
    shared = {each.name: each for each in functions(modules["tests/conftest.py"])}
    assert {"session", "shared_app"} <= asynchronous(shared)
    for path, module in modules.items():
        own = {each.name: each for each in functions(module)}
        waiting = asynchronous(shared | own)
        for name, each in own.items():
            if name.startswith("test_") and isinstance(each, ast.FunctionDef):
                assert not asked_for(each) & waiting, f"{path}: {name}"


def resources(case: Case) -> list[dict[str, object]]:
    """The resources of a case, without what the command line says of them beside their fields."""
    return [
        {
            "name": words[1],
            "fields": [each for each in words[2:] if ":" in each and "://" not in each],
        }
        for words in case.additions
        if "--deprecated" not in words  # a version of a resource that is there
    ]
