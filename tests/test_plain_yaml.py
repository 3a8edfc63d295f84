"""The short way to read YAML gives what PyYAML gives."""

from collections.abc import Callable

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import plain_yaml

WORDS = ("yes", "1:30", "0x1F", "1_000", "~", "<<", "=", "null")
scalars: st.SearchStrategy[object] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.dates(),
    st.sampled_from(WORDS),
)
values: st.SearchStrategy[object] = st.recursive(
    scalars, lambda each: st.lists(each) | st.dictionaries(scalars, each), max_leaves=20
)
UNUSUAL = (
    "a: &x [1]\nb: *x\n",
    "a: &x {b: 1}\nc:\n  <<: *x\n",
    "a: !!str 1\n",
    "a: !!binary aGk=\n",
    "? [1, 2]\n: 3\n",
    "? a\n",
    "{1: 2, 1: 3}",
    "yes: no\n'yes': 'no'\n",
    "a: 2001-01-01\nb: 2001-01-01T10:00:00Z\n",
    "%YAML 1.1\n--- 1\n",
    "",
    "# nothing\n",
    "--- 1\n--- 2\n",
    "a: !own 1\n",
    "a: =\n",
    "a: <<\n",
    "a: [\n",
    "a: 'x\n",
    "a: b: c\n",
    "a: *x\n",
    "\t",
)


def told(read: Callable[[str], object], text: str) -> str:
    """What is read, with its types, or why nothing is."""
    try:
        return repr(read(text))
    except yaml.YAMLError as error:
        return str(error)


def whole(text: str) -> object:
    """Read by PyYAML alone."""
    return yaml.load(text, plain_yaml.Loader)  # noqa: S506 - it is one of the safe loaders


@given(values, st.sampled_from(["block", "flow"]))
def test_what_was_written_is_read_as_by_pyyaml(value: object, style: str) -> None:
    """Whatever the style, the values and their types are the same."""
    text = yaml.safe_dump(value, default_flow_style=style == "flow", allow_unicode=True)
    assert told(plain_yaml.load, text) == told(whole, text)


@pytest.mark.parametrize("text", UNUSUAL)
def test_unusual_documents_are_read_as_by_pyyaml(text: str) -> None:
    """Anchors, tags and merge keys work, and what is not valid is refused in the same words."""
    assert told(plain_yaml.load, text) == told(whole, text)
