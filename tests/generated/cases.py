"""The projects that are made: pairs of options, and sets of resources."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from generator.spec.grammar import format_field
from generator.spec.project import Project
from generator.spec.resource import Resource
from tests.strategies import projects


@dataclass(frozen=True)
class Case:
    """A project to make.

    Attributes:
        name: How it is called in reports.
        options: The options of `new`.
        resources: A file of calls of `add-resource`, the seed of a random set, or None.
        python: The lowest Python that it supports; it is run on that one.
    """

    name: str
    options: str
    resources: str | int | None
    python: str

    def __str__(self) -> str:
        """The name."""
        return self.name

    @property
    def new(self) -> list[str]:
        """The words of `new`."""
        options = shlex.split(self.options)
        return ["new", "demo", "--yes", "--no-git", "--python", self.python, *options]

    @property
    def additions(self) -> Sequence[list[str]]:
        """The words of each `add-resource`."""
        if isinstance(self.resources, str):
            text = (Path(__file__).parent / self.resources).read_text(encoding="utf-8")
            lines = [line for line in text.splitlines() if not line.startswith("#")]
            return [["add-resource", *shlex.split(line)] for line in lines]
        if self.resources is None:
            return []
        return [addition(each) for each in random_project(self.resources).resources]


# Every two values of database, id and python meet, and every kind of package name. The package sorts
# before and after `tests`, and before and after the libraries.
CASES = (
    Case("plain", "--package zoo", None, "3.12"),
    Case("kitchen_sink", "--database postgresql", "kitchen_sink.txt", "3.11"),
    Case("integers", "--id int --package shop_backend", "kitchen_sink.txt", "3.13"),
    Case("long_package", f"--id int --package {'wide_' * 3}house", "shop.txt", "3.11"),
    Case("random_1", "--database postgresql --id int --package app", 1, "3.12"),
    Case("random_2", '--database postgresql --description "it\'s {{ 1 }} \\"%s\\""', 2, "3.13"),
)


def random_project(number: int) -> Project:
    """The richest of some random projects, the same for the same seed."""
    found: list[Project] = []

    @seed(number)
    @settings(
        max_examples=30,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(projects(max_resources=6))
    def collect(project: Project) -> None:
        found.append(project)

    collect()
    return max(found, key=lambda each: sum(len(one.fields) for one in each.resources))


def addition(resource: Resource) -> list[str]:
    """The command that adds a resource; a field that no string of the grammar says is left out."""
    fields = [text for each in resource.fields if isinstance(text := format_field(each), str)]
    timestamps = [] if resource.timestamps else ["--no-timestamps"]
    operations = ["--operations", "+".join(resource.operations)]
    options = ["--plural", resource.plural, *timestamps, *operations]
    return ["add-resource", resource.name, *fields, *options]
