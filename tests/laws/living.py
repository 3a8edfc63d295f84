"""A project on disk that users work on: what they wrote is remembered."""

from __future__ import annotations

import datetime as dt
import functools
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from generator.applying.files import put
from generator.applying.transaction import recover
from generator.evolve import State
from generator.project import Folder, find_project
from generator.templating.template import Template
from generator.tree import File, Tree
from tests.laws.snapshots import occurrences, snapshot
from tests.laws.variants import VERSIONS, write_variant

BIRTH = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)


@functools.lru_cache(maxsize=128)
def rendered(state: State) -> Tree:
    """The whole project as it is written today, without any user."""
    return state.render()


@functools.lru_cache(maxsize=128)
def disputed(state: State, versions: tuple[Template, ...]) -> frozenset[str]:
    """The lines that another version of the template does not have: there, edits can clash."""
    here = _lines(rendered(state))
    return frozenset().union(
        *(here - _lines(rendered(replace(state, template=each))) for each in versions)
    )


def _lines(tree: Tree) -> frozenset[str]:
    texts = (file.text or "" for file in tree.values())
    return frozenset(line for text in texts for line in text.splitlines() if line.strip())


class LivingProject:
    """A project from its making to its end.

    Attributes:
        folder: Its files.
        markers: The words of users that are in it.
        minutes: How old it is.
    """

    def __init__(self, templates: Path) -> None:
        """Take an empty folder, and one for the versions of the template, which others share."""
        self.templates = templates
        self.home = Path(tempfile.mkdtemp(prefix="history-"))
        self.folder = Folder(self.home / "demo")
        self.markers: set[str] = set()
        self.planted = 0
        self.minutes = 0

    def remove(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self.home)

    @property
    def root(self) -> Path:
        """The folder of the project."""
        return self.folder.root

    def state(self) -> State:
        """What the project was last written from, as commands find it out."""
        recover(self.folder)
        opened = find_project(self.root)
        return State(write_variant(self.templates, str(opened.version)), opened.project)

    def disputed(self) -> frozenset[str]:
        """The lines that an update would change."""
        templates = tuple(write_variant(self.templates, each) for each in VERSIONS)
        return disputed(self.state(), templates)

    def now(self) -> dt.datetime:
        """The clock: a minute goes by between commands."""
        return BIRTH + dt.timedelta(minutes=self.minutes)

    def stamp(self) -> str:
        """The moment, for the journal."""
        return self.now().isoformat()

    def tag(self) -> str:
        """A word that is nowhere yet."""
        self.planted += 1
        self.markers.add(tag := f"mark{self.planted:04}z")
        return tag

    def lively(self, paths: Iterable[str]) -> set[str]:
        """Those of the files that depend on the answers."""
        folders = [each.plural for each in self.state().project.resources]
        names = {"api.py", "pyproject.toml", ".env.example", "config.py", "compose.yaml"}
        return {
            path
            for path in paths
            if path.rpartition("/")[2] in names or any(f"/{each}/" in path for each in folders)
        }

    def write(self, path: str, after: File | None) -> None:
        """Let the user have a file like this, and see which of the words are left."""
        place = self.root / path
        put(place, after)
        if after is not None and after.executable:
            place.chmod(0o755)
        found = occurrences(snapshot(self.root), self.markers)
        self.markers = {each for each in self.markers if found[each]}
