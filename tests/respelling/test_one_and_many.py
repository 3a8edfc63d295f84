"""Resources whose name is the same for one and for many, as `series`, and what they become."""

from __future__ import annotations

import pytest

from generator.applying.journal import Entry
from generator.evolve import State, evolve
from generator.respelling import Respelling, carry, in_new_names
from generator.spec import changes
from generator.spec.project import Project, make_project
from generator.tree import File
from generator.undoing import undoing
from tests.memory import MemoryDisk
from tests.template import TEMPLATE
from tests.test_tree_merge import NOW, made

BASE = '''\
from src.series.models import Series


async def list_series(session: Session) -> Sequence[Series]:
    """List series."""
    return await session.all(Series)


async def latest_series(session: Session) -> Series:
    return await session.first(Series, kind="series")
'''
THEIRS = '''\
from src.shows.models import Show


async def list_shows(session: Session) -> Sequence[Show]:
    """List shows."""
    return await session.all(Show)


async def latest_show(
    session: Session
) -> Show:
    return await session.first(Show, kind="show")
'''
SHOWS = Respelling({"series": "shows"}, {"series": "shows"}, {"series": "show"})


def library(name: str) -> Project:
    """Something with reviews."""
    resources = [
        {"name": name, "fields": ["title:str:filter", "year:int:opt"]},
        {"name": "review", "fields": ["stars:int", f"{name}:ref:{name}"]},
    ]
    return make_project({"project_name": "library", "resources": resources})


def commented(disk: MemoryDisk) -> MemoryDisk:
    """What a user has who writes something above every function and class."""
    return MemoryDisk(
        {
            path: File.from_text((file.text or "").replace("\n\n\n", "\n\n\n# Mine.\n"))
            if path.endswith(".py")
            else file
            for path, file in disk.items()
        }
    )


def code(disk: MemoryDisk) -> dict[str, str | None]:
    """The modules, revisions aside."""
    return {path: file.text for path, file in disk.items() if path.startswith(("src/", "tests/"))}


def test_each_line_of_ours_tells_which_it_means() -> None:
    """As it stands today, or by the names in it where it is wrapped otherwise."""
    unwrapped = THEIRS.replace("(\n    session: Session\n)", "(session: Session)")
    assert carry(BASE, BASE, THEIRS, SHOWS).base == unwrapped


def test_lines_of_the_user_mean_one_unless_they_name_a_module() -> None:
    """What is imported is told by the names that ours have today."""
    own = (
        "from src.series import service\nfrom src.series.models import Series\n\n\n"
        "def of(series: Series) -> str:\n    return service.latest_series(series)\n"
    )
    assert in_new_names(own, [(BASE, THEIRS)], SHOWS) == (
        "from src.shows import service\nfrom src.shows.models import Show\n\n\n"
        "def of(show: Show) -> str:\n    return service.latest_show(show)\n"
    ).replace("service.latest_show", "service.latest_series")  # an attribute may be anybody's


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [("series", "show"), ("show", "series"), ("series", "sheep"), ("fish", "crab")],
)
def test_files_with_edits_everywhere(old: str, new: str) -> None:
    """The rename is what was written with the new name, and goes back the same way."""
    before = library(old)
    change = changes.rename_resource(before, old, new)
    disk = commented(made(before))
    states = State(TEMPLATE, before), State(TEMPLATE, change.project)
    plan = evolve(*states, disk, NOW, change.intent)
    assert plan.conflicts == ()
    renamed = disk.after(plan)
    assert code(renamed) == code(commented(made(change.project)))
    entry = Entry(1, "rename-resource", "", plan.writes, plan.renaming)
    back = undoing(entry, renamed)
    assert back.conflicts == ()
    assert code(renamed.after(back)) == code(disk)
