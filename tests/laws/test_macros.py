"""Files of macros that run once for all files make what they make when they run for each."""

from __future__ import annotations

from contextlib import nullcontext
from unittest.mock import patch

import pytest
from hypothesis import given, settings

from generator.spec.project import Project
from generator.templating import rendering
from tests.strategies import projects
from tests.template import TEMPLATE


@pytest.mark.thorough
@settings(max_examples=settings().max_examples // 8)
@given(projects())
def test_sharing_makes_no_difference(project: Project) -> None:
    """No macro of ours looks at more than its arguments and the answers."""
    shared = rendering.render(TEMPLATE, project.to_mapping())
    with patch.object(rendering, "sharing_macros", lambda *_: nullcontext()):
        each = rendering.render(TEMPLATE, project.to_mapping())
    assert dict(shared) == dict(each)
