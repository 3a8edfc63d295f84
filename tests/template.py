"""Our own template, compiled once for all tests, workers and runs: that takes longer than rendering.

And projects that many tests need are rendered once.
"""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from generator.templating.rendering import render
from generator.templating.template import Template
from generator.tree import Tree

ROOT = Path(__file__).parents[1]
COMPILED = ROOT / ".pytest_cache" / f"templates-{sys.implementation.cache_tag}"
COMPILED.mkdir(parents=True, exist_ok=True)

TEMPLATE = Template(ROOT, cache=COMPILED, trusted=True)


def render_once(
    template: Template, answers: Mapping[str, Any], only: Collection[str] | None = None
) -> Tree:
    """Render a project, unless that was done lately; a template without versions may be written to."""
    if template != TEMPLATE and not template.version:
        return render(template, answers, only)
    return _rendered(template, json.dumps(answers), None if only is None else frozenset(only))


@functools.lru_cache(maxsize=256)
def _rendered(template: Template, answers: str, only: frozenset[str] | None) -> Tree:
    return render(template, json.loads(answers), only)
