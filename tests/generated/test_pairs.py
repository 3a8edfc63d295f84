"""The projects in which options meet are those that they are taken for."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import BaseModel, StrictBool

from generator.spec.field import Field
from generator.spec.project import Project
from generator.spec.resource import Resource
from tests.generated.options import atoms, atoms_of, options
from tests.generated.pairs import every_pair, met_anywhere, whole_projects

pytestmark = pytest.mark.slow


class Thing(BaseModel):
    """Something with options of every kind, and with what is none."""

    name: str
    size: Literal["small", "large"] = "small"
    level: Literal["low", "high"] | None = None
    loud: bool = False
    strict: StrictBool = True
    parts: tuple[Literal["head", "tail"], ...] = ()
    words: tuple[str, ...] = ()


def test_options_are_found() -> None:
    """Booleans, words, words that may be left out, and choices of several."""
    assert options(Thing) == {
        "size": ("small", "large"),
        "level": ("low", "high"),
        "loud": (False, True),
        "strict": (False, True),
        "parts+head": (False, True),
        "parts+tail": (False, True),
    }


def test_every_pair_meets() -> None:
    """Every two values meet somewhere, but for those that the tool refuses."""
    projects, refused = whole_projects()
    assert {*every_pair()} - met_anywhere(projects) == refused


def test_every_value_is_there() -> None:
    """No value is refused whatever it stands with, and few pairs are."""
    projects, refused = whole_projects()
    resources = [one for each in projects for one in each.resources]
    fields = [field for each in resources for field in each.fields]
    models: list[Project | Resource | Field] = [*projects, *resources, *fields]
    assert {atom for each in models for atom in atoms_of(each)} == {*atoms()}
    assert len([pair for pair in refused if {each.model for each in pair} != {"Field"}]) < 20
