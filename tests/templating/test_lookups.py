"""Plain data is looked into directly, and what is found is what Jinja finds."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.templating.macros import SharingEnvironment

OURS, JINJA = SharingEnvironment(), jinja2.Environment()  # noqa: S701 - no HTML
KEYS = st.sampled_from(["name", "items", "get", "__class__", "none", ""])
DATA = st.dictionaries(KEYS, st.none() | st.integers() | st.text())
METHODS = ("getattr", "getitem")


def found(environment: jinja2.Environment, method: str, data: object, key: object) -> Any:
    """What is found; of what is not, what an error would say of it."""
    value = getattr(environment, method)(data, key)
    return value._undefined_message if isinstance(value, jinja2.Undefined) else value


@pytest.mark.parametrize("method", METHODS)
@given(DATA, KEYS)
def test_keys(method: str, data: dict[str, Any], key: str) -> None:
    """A key, a method, or neither."""
    assert found(OURS, method, data, key) == found(JINJA, method, data, key)


@pytest.mark.parametrize("data", [{}, {1: "one"}, "text", ["item"], {"1": "word"}])
@pytest.mark.parametrize("key", [0, 1, "upper", "index", "1"])
def test_other_data(data: object, key: object) -> None:
    """Numbers as keys, and what is no mapping."""
    for method in METHODS if isinstance(key, str) else ["getitem"]:
        assert found(OURS, method, data, key) == found(JINJA, method, data, key)
