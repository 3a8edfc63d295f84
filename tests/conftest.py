"""What holds for every test."""

from __future__ import annotations

import os

from hypothesis import settings

# Speed is measured by the benchmarks, not by tests; and what is red in CI must be red again here.
settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")
