"""Finding the head of the revisions that a project has."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import ProjectError
from generator.migrations import find_head


def _file(revision: str, down: object = None) -> str:
    return f'"""A revision."""\n\nrevision = {revision!r}\ndown_revision = {down!r}\n'


@st.composite
def _dags(draw: st.DrawFn) -> dict[str, set[str]]:
    """Revisions and their parents; a revision builds on some of those before it."""
    names = [f"r{number}" for number in range(draw(st.integers(1, 8)))]
    return {
        name: draw(st.sets(st.sampled_from(names[:index]), max_size=3)) if index else set()
        for index, name in enumerate(names)
    }


@given(_dags(), st.randoms(use_true_random=False))
def test_head_of_any_history_is_what_nothing_builds_on(
    dag: dict[str, set[str]], random: Random
) -> None:
    """One leaf is found whatever the order of the files; several are refused by name."""
    files = [
        (f"{random.random()}_{name}.py", _file(name, tuple(parents) or None))
        for name, parents in dag.items()
    ]
    random.shuffle(files)
    leaves = sorted(set(dag) - set().union(*dag.values()))
    if len(leaves) == 1:
        assert find_head(dict(files)) == leaves[0]
        return
    with pytest.raises(ProjectError) as refusal:
        find_head(dict(files))
    assert all(leaf in refusal.value.message for leaf in leaves)
    assert "alembic merge heads" in refusal.value.hint


def test_no_revisions_have_no_head() -> None:
    """An empty folder is a beginning, not an error."""
    assert find_head({}) is None


def test_annotated_ids_and_merges_are_read() -> None:
    """Alembic's own template annotates the ids, and a merge has a tuple of parents."""
    assert (
        find_head(
            {
                "a.py": 'revision: str = "a"\ndown_revision: str | None = None\n',
                "b.py": 'revision: str = "b"\ndown_revision: str | None = "a"\n',
                "c.py": 'revision: str = "c"\ndown_revision: Sequence[str] = "a",\n',
                "m.py": 'revision = "m"\ndown_revision = ("b", "c")\n',
            }
        )
        == "m"
    )


def test_files_that_alembic_does_not_load_are_left_alone() -> None:
    """A package marker, a lock file of an editor and notes are no revisions."""
    ignored = {"__init__.py": "(", ".#a.py": "(", "README": "(", "notes.txt": "("}
    assert find_head({**ignored, "a.py": _file("a")}) == "a"


def test_nothing_is_executed() -> None:
    """A revision is read, whatever its code would do."""
    assert find_head({"a.py": f'{_file("a")}raise SystemExit("executed")\n'}) == "a"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a.py": "def upgrade(:"}, "a.py cannot be read"),
        ({"a.py": "\0"}, "a.py cannot be read"),
        ({"a.py": "revision = make_id()"}, "line 1: revision is no literal"),
        ({"a.py": "x = 1"}, "a.py has no revision id"),
        ({"a.py": "revision = 7"}, "a.py has no revision id"),
        ({"a.py": _file('"""\nimport os')}, "a.py has no revision id"),
        ({"a.py": _file("a", 7)}, "its down_revision 7 is no id"),
        ({"a.py": _file("a", ("b", None))}, r"its down_revision \('b', None\) is no id"),
        ({"a.py": _file("a", "gone")}, "a.py builds on revision 'gone', which is in no file"),
        ({"a.py": _file("a"), "b.py": _file("a")}, "a.py and b.py are both revision 'a'"),
        ({"a.py": _file("a", "b"), "b.py": _file("b", "a")}, "in a circle"),
        ({"a.py": _file("a"), "b.py": _file("b")}, r"2 heads: a \(a.py\), b \(b.py\)"),
    ],
)
def test_unusable_histories_are_refused(files: dict[str, str], message: str) -> None:
    """The message names the file, and there is a hint."""
    with pytest.raises(ProjectError, match=message) as refusal:
        find_head(files)
    assert refusal.value.hint
