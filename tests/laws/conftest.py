"""The laws say what is wrong where they do not hold, though they are no test modules."""

import pytest

pytest.register_assert_rewrite("tests.laws.laws", "tests.laws.databases", "tests.laws.histories")
