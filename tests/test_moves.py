"""Files that the template renames: they are found, and take the user's edits along."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.plan import Action, Plan
from generator.reconcile import reconcile
from generator.tree import File, Tree
from generator.tree_merging.moves import find_moves, reconcile_move
from tests.memory import MemoryDisk

SERVICE = "\n".join(
    f"def use_case_{number}() -> int:\n    return {number}\n" for number in range(9)
)
CHANGED = SERVICE.replace("return 7", "return 77")
OTHER = "\n".join(f"Paragraph {number} of the guide, about something else." for number in range(9))


def tree(files: Mapping[str, str]) -> Tree:
    """A tree of texts."""
    return Tree({path: File.from_text(text) for path, text in files.items()})


# --- finding them ---------------------------------------------------------------------------


def test_a_renamed_file_is_found() -> None:
    """Also if it was changed on its way; a path that both have does not move."""
    base = tree({"src/service.py": SERVICE, "src/guide.py": OTHER})
    assert find_moves(base, tree({"src/use_cases.py": SERVICE, "src/guide.py": OTHER})) == {
        "src/service.py": "src/use_cases.py"
    }
    assert find_moves(base, tree({"core/service.py": CHANGED, "src/text.py": OTHER})) == {
        "src/service.py": "core/service.py",
        "src/guide.py": "src/text.py",
    }


def test_another_file_is_not_taken_for_it() -> None:
    """Half of the text must be the same."""
    assert find_moves(tree({"a.py": SERVICE}), tree({"b.py": OTHER})) == {}
    assert find_moves(tree({"a.py": SERVICE}), tree({"a.py": SERVICE, "b.py": SERVICE})) == {}
    assert (
        find_moves(tree({"a.py": SERVICE}), tree({"b.py": SERVICE + OTHER + OTHER + OTHER})) == {}
    )


def test_equal_content_comes_first() -> None:
    """Of two candidates the one with the very content is the file, whatever its name."""
    base, theirs = tree({"src/a.py": SERVICE}), tree({"lib/a.py": CHANGED, "lib/b.py": SERVICE})
    assert find_moves(base, theirs) == {"src/a.py": "lib/b.py"}


def test_the_nearest_path_decides_between_equals() -> None:
    """The files of two resources look alike: each stays with its resource."""
    names = ("categories", "items", "products")
    base = Tree({f"src/{name}/service.py": File.from_text(SERVICE) for name in names})
    renamed = Tree({f"src/{name}/cases.py": File.from_text(SERVICE) for name in names})
    moved = Tree({f"src/domain/{name}/service.py": File.from_text(CHANGED) for name in names})
    assert find_moves(base, renamed) == {f"src/{n}/service.py": f"src/{n}/cases.py" for n in names}
    assert find_moves(base, moved) == {
        f"src/{n}/service.py": f"src/domain/{n}/service.py" for n in names
    }


def test_files_that_say_nothing_move_with_their_folder_only() -> None:
    """Two empty `__init__.py` are no pair, unless the folder of that name moved."""
    base = tree({"src/a/__init__.py": "", "src/b/__init__.py": '"""B."""\n'})
    theirs = tree({"lib/c/__init__.py": "", "lib/b/__init__.py": '"""B."""\n'})
    assert find_moves(base, theirs) == {"src/b/__init__.py": "lib/b/__init__.py"}


def test_revisions_never_move() -> None:
    """They are history, under whatever name."""
    base, theirs = (
        tree({"alembic/versions/1_a.py": SERVICE}),
        tree({"alembic/versions/2_a.py": SERVICE}),
    )
    assert find_moves(base, theirs) == {}


def test_a_picture_moves_if_it_is_the_same() -> None:
    """What is no text is known by its bytes alone."""
    one, two = File(b"\xff\x00one"), File(b"\xff\x00two")
    assert find_moves(Tree({"a.png": one}), Tree({"b.png": one})) == {"a.png": "b.png"}
    assert find_moves(Tree({"a.png": one}), Tree({"b.png": two})) == {}


def test_hundreds_of_files_take_no_time() -> None:
    """A folder of a hundred resources that all moved: well below what rendering them takes."""
    texts = {f"{n}/{m}.py": SERVICE.replace("7", f"7{n}") for n in range(100) for m in "abcd"}
    base = Tree({f"src/{each}": File.from_text(text) for each, text in texts.items()})
    theirs = Tree(
        {f"src/all/{each}": File.from_text(f"{text}\nNEW = 1\n") for each, text in texts.items()}
    )
    started = time.process_time()
    moves = find_moves(base, theirs)
    assert time.process_time() - started < 5
    assert moves == {f"src/{each}": f"src/all/{each}" for each in texts}


# --- carrying them out ----------------------------------------------------------------------


def planned(base: Tree, mine: Tree, theirs: Tree) -> Plan:
    """Every file of the template, moved or not."""
    moves = find_moves(base, theirs)
    moved = [
        change
        for old, new in moves.items()
        for change in reconcile_move(
            (old, new), base[old], mine.get(old), theirs[new], mine.get(new)
        )
    ]
    rest = sorted({*base, *theirs} - {*moves} - {*moves.values()})
    stayed = [reconcile(each, base.get(each), mine.get(each), theirs.get(each)) for each in rest]
    return Plan((*moved, *stayed))


def after(base: Tree, mine: Tree, theirs: Tree) -> dict[str, str]:
    """The files of the user afterwards, by path, with no conflict."""
    plan = planned(base, mine, theirs)
    assert plan.conflicts == ()
    return {path: file.text or "" for path, file in MemoryDisk(mine).after(plan).items()}


def test_an_untouched_file_moves() -> None:
    """With the template's change, and the old path is gone."""
    base, theirs = tree({"old.py": SERVICE}), tree({"new.py": CHANGED})
    assert after(base, base, theirs) == {"new.py": CHANGED}


def test_edits_move_along() -> None:
    """The user's lines and the template's are both in the file at its new path."""
    mine = tree({"old.py": f"{SERVICE}\nMINE = 1\n"})
    assert after(tree({"old.py": SERVICE}), mine, tree({"new.py": SERVICE})) == {
        "new.py": f"{SERVICE}\nMINE = 1\n"
    }
    assert after(tree({"old.py": SERVICE}), mine, tree({"new.py": CHANGED})) == {
        "new.py": f"{CHANGED}\nMINE = 1\n"
    }


def test_an_edited_script_stays_executable() -> None:
    """The mode moves along."""
    mine = File.from_text(f"{SERVICE}\nMINE = 1\n", executable=True)
    plan = planned(tree({"old.py": SERVICE}), Tree({"old.py": mine}), tree({"new.py": CHANGED}))
    [moved] = [change.after for change in plan.changes if change.path == "new.py"]
    assert moved == File.from_text(f"{CHANGED}\nMINE = 1\n", executable=True)


def test_a_deleted_file_stays_deleted() -> None:
    """If the template changed it on its way, a conflict says what and under which names."""
    base = tree({"old.py": SERVICE})
    assert after(base, Tree(), tree({"new.py": SERVICE})) == {}
    plan = planned(base, Tree(), tree({"new.py": CHANGED}))
    assert plan.writes == ()
    [conflict] = plan.conflicts
    assert conflict.path == "new.py"
    assert conflict.what == "deleted here, changed in the template; it was old.py"
    assert "return 77" in conflict.snippet


def test_a_file_that_the_user_moved_before() -> None:
    """Who made the same move gets the template's change merged into the file."""
    mine = tree({"new.py": f"{SERVICE}\nMINE = 1\n"})
    assert after(tree({"old.py": SERVICE}), mine, tree({"new.py": CHANGED})) == {
        "new.py": f"{CHANGED}\nMINE = 1\n"
    }


def test_a_file_in_the_way() -> None:
    """Another file of the user at the new path: both stay, and the conflict names both."""
    base, theirs = tree({"old.py": SERVICE}), tree({"new.py": CHANGED})
    for old in (SERVICE, f"{SERVICE}\nMINE = 1\n"):
        plan = planned(base, tree({"old.py": old, "new.py": OTHER}), theirs)
        assert plan.writes == ()
        [conflict] = plan.conflicts
        assert (conflict.path, conflict.snippet) == ("new.py", CHANGED)
        assert "old.py" in conflict.what


def test_a_file_in_the_way_of_one_that_was_deleted() -> None:
    """It is no version of ours: it stays, and the conflict shows ours."""
    plan = planned(tree({"old.py": SERVICE}), tree({"new.py": OTHER}), tree({"new.py": CHANGED}))
    assert plan.writes == ()
    assert [conflict.snippet for conflict in plan.conflicts] == [CHANGED]


@pytest.mark.parametrize("old", [SERVICE, f"{SERVICE}\nMINE = 1\n"])
def test_the_new_file_is_there_already(old: str) -> None:
    """Taken by hand or by Copier: only the old one is left to be decided, as ever."""
    plan = planned(
        tree({"old.py": SERVICE}),
        tree({"old.py": old, "new.py": CHANGED}),
        tree({"new.py": CHANGED}),
    )
    assert [change.path for change in plan.writes] == (["old.py"] if old == SERVICE else [])
    assert [conflict.path for conflict in plan.conflicts] == ([] if old == SERVICE else ["old.py"])


def test_both_changed_the_same_place() -> None:
    """The file moves; the conflict is one of the new path."""
    mine = tree({"old.py": SERVICE.replace("return 7", "return 700")})
    plan = planned(tree({"old.py": SERVICE}), mine, tree({"new.py": CHANGED}))
    assert {conflict.path for conflict in plan.conflicts} == {"new.py"}
    files = MemoryDisk(mine).after(plan)
    assert list(files) == ["new.py"]
    assert "return 700" in (files["new.py"].text or "")


# --- laws -----------------------------------------------------------------------------------

PLACES = st.sampled_from(["src/a.py", "src/b.py", "src/c/a.py", "lib/a.py", "lib/c/d.py"])
LINES = [f"NAME_{number} = 'the value of number {number}'" for number in range(12)]
TEXTS = st.lists(st.sampled_from(LINES), min_size=4, unique=True).map(sorted)
TREES = st.dictionaries(PLACES, TEXTS, max_size=3).map(
    lambda files: Tree({path: File.from_text("\n".join([*t, ""])) for path, t in files.items()})
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Tree, Tree, Tree]:
    """A base, what a user made of it, and what the template became."""
    base, theirs = draw(TREES), draw(TREES)
    mine = dict(base) | {path: draw(TREES).get(path) for path in draw(st.lists(PLACES, max_size=1))}
    for number, each in enumerate(draw(st.lists(PLACES, unique=True, max_size=3))):
        text = (file.text if (file := mine.get(each)) else None) or ""
        mine[each] = File.from_text(f"{text}MINE_{number} = 'mark {number}'\n")
    return base, Tree({path: file for path, file in mine.items() if file}), theirs


@given(histories())
def test_no_line_of_the_user_is_lost(history: tuple[Tree, Tree, Tree]) -> None:
    """It is in some file afterwards."""
    _, mine, _ = history
    files = MemoryDisk(mine).after(planned(*history)).values()
    kept = "".join(file.text or "" for file in files)
    for file in mine.values():
        for line in (file.text or "").splitlines():
            assert "mark" not in line or line in kept


@given(histories())
def test_no_file_appears_from_nowhere(history: tuple[Tree, Tree, Tree]) -> None:
    """Each path is planned once; what is written was the user's or is the template's."""
    _, mine, theirs = history
    plan = planned(*history)
    paths = [change.path for change in plan.changes]
    assert len(paths) == len({*paths})
    assert {*MemoryDisk(mine).after(plan)} <= {*mine, *theirs}


@given(histories())
def test_moves_repeated_change_nothing(history: tuple[Tree, Tree, Tree]) -> None:
    """L5: with the new version as the base there is nothing left to do."""
    _, mine, theirs = history
    moved = MemoryDisk(mine).after(planned(*history))
    again = planned(theirs, moved, theirs)
    assert again.writes == ()
    assert again.conflicts == ()


@given(TREES, TREES)
def test_untouched_files_become_the_template(base: Tree, theirs: Tree) -> None:
    """Where the user changed nothing, the result is the new version, moves or not."""
    plan = planned(base, base, theirs)
    assert plan.conflicts == ()
    assert dict(MemoryDisk(base).after(plan)) == dict(theirs)
    assert Action.CONFLICT not in plan.counts()


@given(TREES, TREES)
def test_moves_are_pairs(base: Tree, theirs: Tree) -> None:
    """From what only the old version has to what only the new one has, one to one."""
    moves = find_moves(base, theirs)
    assert {*moves} <= {*base} - {*theirs}
    assert {*moves.values()} <= {*theirs} - {*base}
    assert len({*moves.values()}) == len(moves)
    assert moves == find_moves(Tree(dict(reversed([*base.items()]))), theirs)
