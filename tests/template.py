"""Our own template, compiled once for all tests, workers and runs: that takes longer than rendering."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.templating.template import Template

ROOT = Path(__file__).parents[1]
COMPILED = ROOT / ".pytest_cache" / f"templates-{sys.implementation.cache_tag}"
COMPILED.mkdir(parents=True, exist_ok=True)

TEMPLATE = Template(ROOT, cache=COMPILED, trusted=True)
