"""What holds for every test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from generator import evolve
from tests.template import render_once

# The tests of made projects are run in those.
collect_ignore = ["golden"]

# Speed is measured by the benchmarks, not by tests; and what is red in CI must be red again here.
# Few examples keep the fast ring fast; `nox -s laws` searches long.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "8")),
)
settings.load_profile("house")


@pytest.fixture(autouse=True, scope="session")
def rendered_once() -> Iterator[None]:
    """Most tests grow the same few projects, and rendering them takes the most time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(evolve, "render", render_once)
        yield
