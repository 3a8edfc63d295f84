"""A shop in memory, to be edited as its owner would."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from generator.checking.answers import compare_answers
from generator.checking.drift import Drift
from generator.checking.modules import Modules, parse_modules, rendered_modules
from generator.spec.project import Project, make_project
from generator.spec.resource import make_resource
from generator.template_source import packaged
from generator.templating.rendering import complete, render
from generator.tree import Tree


@dataclass
class Shop:
    """Categories in a tree, tags, and products that refer to both and to a user."""

    project: Project
    rendered: Tree
    modules: Modules
    edited: dict[str, str | None] = field(default_factory=dict)

    def text(self, path: str) -> str:
        """A file as it is now."""
        return self.edited.get(path) or self.rendered[path].text or ""

    def replace(self, path: str, old: str, new: str) -> None:
        """Change a place in a file."""
        assert old in self.text(path)
        self.edited[path] = self.text(path).replace(old, new)

    def append(self, path: str, new: str) -> None:
        """Write something at the end of a file."""
        self.edited[path] = self.text(path) + new

    def move(self, old: str, new: str) -> None:
        """Give a file another place."""
        self.edited |= {new: self.text(old), old: None}

    def delete(self, folder: str) -> None:
        """Remove a file, or all files of a folder."""
        self.edited |= dict.fromkeys(path for path in self.rendered if path.startswith(folder))

    def drift(self) -> list[Drift]:
        """What has drifted."""
        files = {path: module.data for path, module in self.modules.all.items()}
        files |= {path: text.encode() for path, text in self.edited.items() if text is not None}
        kept = {path: data for path, data in files.items() if self.edited.get(path, "") is not None}
        disk = parse_modules(kept.items(), self.modules.all)
        return list(compare_answers(self.project, self.modules, disk))

    def places(self) -> list[tuple[str, str]]:
        """The kind and the place of what has drifted."""
        return [(each.kind.value, each.path) for each in self.drift()]


@pytest.fixture(scope="session")
def project() -> Project:
    """The answers of the shop."""
    fields = ["name:str", "price:decimal", "category:ref:category", "tags:m2m:tag"]
    resources = (
        make_resource("category", ["name:str:80:unique", "parent:ref:self"]),
        make_resource("tag", ["label:str:40"]),
        make_resource("product", [*fields, "seller:ref:user"]),
    )
    answers = complete(packaged(), {"project_name": "shop"})
    return make_project(answers).with_resources(resources)


@pytest.fixture(scope="session")
def rendered(project: Project) -> Tree:
    """The files of the shop."""
    return render(packaged(), project.to_mapping())


@pytest.fixture(scope="session")
def modules(rendered: Tree) -> Modules:
    """The code of the shop."""
    return rendered_modules(rendered, "src")


@pytest.fixture
def shop(project: Project, rendered: Tree, modules: Modules) -> Shop:
    """A shop as it was written."""
    return Shop(project, rendered, modules)
