"""What holds for every test."""

from __future__ import annotations

import os

from hypothesis import settings

# The tests of made projects are run in those.
collect_ignore = ["golden"]

# Speed is measured by the benchmarks, not by tests; and what is red in CI must be red again here.
# Few examples keep the fast ring fast; `nox -s laws` searches long.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "16")),
)
settings.load_profile("house")
