"""The projects that are made: sets of resources by hand, and those in which all options meet."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.spec.project import Project
from tests.generated.pairs import bare_projects, whole_projects


@dataclass(frozen=True)
class Case:
    """A project to make.

    Attributes:
        name: How it is called in reports.
        options: The options of `new`.
        resources: A file of calls of `add-resource`, or the number of a project in which options
            meet.
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
        """The words of each command that adds resources."""
        if isinstance(self.resources, int):
            return [["apply", "../project.yaml", "--yes"]]
        if self.resources is None:
            return []
        text = (Path(__file__).parent / self.resources).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith("#")]
        return [["add-resource", *shlex.split(line)] for line in lines]

    @property
    def declaration(self) -> str:
        """What `../project.yaml` says, where something is applied."""
        if not isinstance(self.resources, int):
            return ""
        project = whole_projects()[0][self.resources]
        return yaml.safe_dump(project.to_mapping(), sort_keys=False)


def _of_pairs(number: int, project: Project) -> Case:
    """A project in which options meet; what `new` has a word for is said there."""
    own = {"project_name", "python", "resources"}
    answers = project.model_dump(mode="json", exclude_defaults=True, exclude=own)
    said = [(key, value) for key, value in answers.items() if isinstance(value, str)]
    options = [f"--{key.replace('_', '-')} {value}" for key, value in said]
    return Case(f"pairs_{number}", " ".join(options), number, project.python)


# Every kind of package name: it sorts before and after `tests`, and before and after the libraries.
BY_HAND = (
    Case(
        "plain",
        "--package zoo --without docker,github-actions,pre-commit,agents,redis",
        None,
        "3.12",
    ),
    Case("kitchen_sink", "--database postgresql", "kitchen_sink.txt", "3.11"),
    Case(
        "integers", "--id int --package shop_backend --envelope wrapped", "kitchen_sink.txt", "3.13"
    ),
    Case(
        "long_package",
        f"--id int --package {'wide_' * 3}house --envelope wrapped",
        "shop.txt",
        "3.11",
    ),
    Case("access", "--package app --api-version-by header", "access.txt", "3.11"),
    Case("bounds", "--package app", "bounds.txt", "3.13"),
    Case(
        "operations",
        '--id int --package app --description "it\'s {{ 1 }} \\"%s\\""',
        "operations.txt",
        "3.12",
    ),
    Case("files", "--package app", "files.txt", "3.13"),
)
PAIRS = tuple(_of_pairs(number, project) for number, project in enumerate(bare_projects()))
CASES = (*BY_HAND, *PAIRS)
