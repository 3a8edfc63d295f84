"""Users of a project, who do as they like with its files between the commands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from generator.migrations.revisions import VERSIONS
from generator.plan import FileChange
from generator.tree import File
from tests.laws import project_edits
from tests.laws.living import LivingProject
from tests.laws.snapshots import snapshot

COUNTS: Counter[str] = Counter()
"""How many histories there were, and how many steps of each kind."""


class Users(RuleBasedStateMachine):
    """What users do.

    Attributes:
        templates: A folder for the versions of the template, shared by all histories.
        project: What they work on.
    """

    templates: Path

    def __init__(self) -> None:
        """Take an empty folder."""
        super().__init__()
        COUNTS["histories"] += 1
        self.project = LivingProject(self.templates)

    @rule(data=st.data(), times=st.integers(1, 8))
    def edit(self, data: st.DataObject, times: int) -> None:
        """The user writes something into a few files."""
        lively = self.project.lively(snapshot(self.project.root))
        disputed = self.project.disputed()
        for _ in range(times):
            tree = snapshot(self.project.root)
            path = project_edits.choose(data.draw, tree, lively)
            tag = self.project.tag()
            edited = project_edits.edit_text(data.draw, path, tree[path], tag, disputed)
            self.write(path, tree[path], edited)

    @rule(data=st.data(), what=st.sampled_from(project_edits.AS_A_WHOLE))
    def edit_as_a_whole(self, data: st.DataObject, what: Callable[[File], File]) -> None:
        """The user's editor or system does something to a file."""
        tree = snapshot(self.project.root)
        path = project_edits.choose(data.draw, tree, self.project.lively(tree))
        self.write(path, tree[path], what(tree[path]))

    @rule(data=st.data())
    def add_file(self, data: st.DataObject) -> None:
        """The user makes a file."""
        tree, package = snapshot(self.project.root), self.project.state().project.package
        path, file = project_edits.new_file(data.draw, tree, package, self.project.tag())
        if path not in tree:
            self.write(path, None, file)

    @rule(data=st.data())
    def move_code(self, data: st.DataObject) -> None:
        """The user keeps what a module defines in another one, and imports it back."""
        tree, package = snapshot(self.project.root), self.project.state().project.package
        found = sorted(project_edits.modules_to_move(tree, package))
        if found:
            path = data.draw(st.sampled_from(found))
            there = f"{path.rpartition('/')[0]}/{self.project.tag()}.py"
            COUNTS["moved code"] += 1
            self.write(there, None, tree[path])
            self.write(path, tree[path], project_edits.importing(tree[path], there))

    @rule(data=st.data())
    def delete_file(self, data: st.DataObject) -> None:
        """The user does without a file; revisions are needed."""
        tree = snapshot(self.project.root)
        path = project_edits.choose(data.draw, tree, self.project.lively(tree))
        if not path.startswith(VERSIONS):
            self.write(path, tree[path], None)

    @invariant()
    def count(self) -> None:
        """One step more."""
        COUNTS["steps"] += 1

    def write(self, path: str, before: File | None, after: File | None) -> None:
        """Let the user have a file like this."""
        if before != after:
            COUNTS["edit"] += 1
            note(FileChange(path, before, after).diff if before and after else f"{path} {after}")
            self.project.write(path, after)
