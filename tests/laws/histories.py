"""Random histories of a project on disk: commands, newer templates, and what users do between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from generator.applying.creation import create
from generator.applying.journal import Journal
from generator.applying.transaction import apply, recover, undo
from generator.errors import GeneratorError
from generator.evolve import State, evolve
from generator.merging import OnConflict
from generator.migrations.revisions import VERSIONS as REVISIONS
from generator.plan import Plan
from generator.spec.changes import Change
from generator.spec.project import Project
from generator.tree import Tree
from generator.undoing import undoing
from tests.laws import laws
from tests.laws.databases import check_schema, heads
from tests.laws.faults import FAULTS, Fault, run
from tests.laws.laws import Step
from tests.laws.living import rendered
from tests.laws.snapshots import differing, is_marked, snapshot
from tests.laws.users import COUNTS, Users
from tests.laws.variants import VERSIONS, write_variant
from tests.laws.wishes import wishes
from tests.strategies import projects


class History(Users):
    """One project, from its making to its end; after each command the laws are checked."""

    @initialize(
        project=projects(max_resources=1),
        version=st.sampled_from(VERSIONS),
        on_conflict=st.sampled_from(OnConflict),
    )
    def make(self, project: Project, version: str, on_conflict: OnConflict) -> None:
        """A new project."""
        self.on_conflict = on_conflict
        self.knows_schema = True
        # Newer Pythons have syntax that the one that runs the tests may not know.
        project = project.model_copy(update={"python": "3.11"})
        state = State(write_variant(self.project.templates, version), project)
        create(evolve(None, state, self.project.folder, self.project.now()), self.project.root)
        assert differing(snapshot(self.project.root), rendered(state)) == sorted(
            path for path in snapshot(self.project.root) if path not in rendered(state)
        )

    @rule(data=st.data(), fault=FAULTS)
    def change(self, data: st.DataObject, fault: Fault) -> None:
        """A command that changes the answers; the disk may fail meanwhile."""
        state = self.project.state()
        try:
            change = data.draw(wishes(state.project))
        except GeneratorError as error:
            self.refused(error)
            return
        self.evolve(data, state, replace(state, project=change.project), change, fault)

    @rule(data=st.data(), version=st.sampled_from(VERSIONS), fault=FAULTS)
    def update(self, data: st.DataObject, version: str, fault: Fault) -> None:
        """Another version of the template, be it newer or older."""
        state = self.project.state()
        after = replace(state, template=write_variant(self.project.templates, version))
        self.evolve(data, state, after, Change(state.project), fault)

    @rule(data=st.data(), fault=FAULTS)
    def undo(self, data: st.DataObject, fault: Fault) -> None:
        """Take back the last command, whatever was done since."""
        entries = Journal(self.project.root).entries()
        if not entries:
            return
        plan = undoing(entries[-1], self.project.folder)
        step = self.carry_out(
            "undo",
            plan,
            lambda: undo(entries[-1], plan, self.project.folder, self.project.stamp()),
            fault,
        )
        if step is None:
            return
        laws.check_words(step, self.project.markers, once_more=bool(plan.conflicts))
        if any(path.startswith(REVISIONS) for path in step.conflicts):
            self.knows_schema = False  # a table stays that no model has
        self.settle(data, step)

    def evolve(
        self, data: st.DataObject, before: State, after: State, change: Change, fault: Fault
    ) -> None:
        """Carry out a command and hold all that there is against the laws."""
        self.project.minutes += 1
        disk, now, kind = self.project.folder, self.project.now(), "change"
        try:
            plan = evolve(before, after, disk, now, change.intent, self.on_conflict)
        except GeneratorError as error:
            self.refused(error)
            return
        kind = _kind(before, after, change)
        step = self.carry_out(
            kind, plan, lambda: apply(plan, disk, kind, self.project.stamp()), fault
        )
        if step is None:
            return
        laws.check_words(step, self.project.markers)
        laws.check_untouched(step, rendered(before), rendered(after))
        assert self.project.state() == after
        self.check_again(after)
        if plan.writes and data.draw(st.integers(0, 3)) == 0:
            self.check_way_back(step)
        self.settle(data, step)

    def carry_out(
        self, kind: str, plan: Plan, work: Callable[[], Any], fault: Fault
    ) -> Step | None:
        """Carry out a plan and check what holds of every command; None if it was cut short."""
        before = snapshot(self.project.root)
        note(f"{kind}: {[change.path for change in plan.writes]}")
        note(f"conflicts: {[str(each) for each in plan.conflicts]}")
        try:
            is_killed = run(work, fault)
        except GeneratorError as error:
            self.cut_short(before, plan)
            self.refused(error)
            return None
        if is_killed:
            self.cut_short(before, plan)
            COUNTS["killed"] += 1
            return None
        COUNTS[kind] += 1
        COUNTS[f"{kind} with conflicts"] += bool(plan.conflicts)
        step = Step(before, snapshot(self.project.root), plan)
        laws.check_plan(step)
        laws.check_form(step)
        laws.check_habits(step)
        return step

    def cut_short(self, before: Tree, plan: Plan) -> None:
        """L7: after a failure all is as before, or done, at the latest with the next command."""
        recover(self.project.folder)
        laws.check_all_or_nothing(Step(before, snapshot(self.project.root), plan))

    def check_again(self, state: State) -> None:
        """L5: nothing new changes nothing."""
        assert evolve(state, state, self.project.folder, self.project.now()).writes == ()
        assert len(heads(self.project.root)) == 1

    def check_way_back(self, step: Step) -> None:
        """L2: undo restores every byte."""
        COUNTS["undo at once"] += 1
        entry = Journal(self.project.root).entries()[-1]
        undo(entry, undoing(entry, self.project.folder), self.project.folder, self.project.stamp())
        assert differing(snapshot(self.project.root), step.before) == []
        apply(step.plan, self.project.folder, entry.command, self.project.stamp())
        assert differing(snapshot(self.project.root), step.after) == []

    def settle(self, data: st.DataObject, step: Step) -> None:
        """The user chooses a side in each file with conflicts."""
        for path, file in step.after.items():
            if is_marked(file):
                mine = data.draw(st.booleans(), label="keep mine")
                self.write(path, file, laws.settled(file, mine=mine))
                COUNTS["conflicts settled"] += 1
        if self.project.minutes % 4 == 0:
            self.check_schema()

    def check_schema(self) -> None:
        """L8: the database is what the answers say, wherever the history went."""
        if self.knows_schema and self.project.root.exists():
            COUNTS["database"] += 1
            check_schema(self.project.root, self.project.state().project)

    def teardown(self) -> None:
        """The last look at the database."""
        self.check_schema()
        self.project.remove()

    def refused(self, error: GeneratorError) -> None:
        """A command that says why it does nothing."""
        note(f"refused: {error.message}")
        COUNTS["refused"] += 1


def _kind(before: State, after: State, change: Change) -> str:
    """What a command is called in the counts."""
    if before.template != after.template:
        return "update"
    renamed = change.intent.resources or change.intent.fields
    sizes = len(before.project.resources), len(after.project.resources)
    if sizes[0] != sizes[1]:
        return "add-resource" if sizes[0] < sizes[1] else "remove-resource"
    if before.project.resources == after.project.resources:
        return "switch"
    return "rename" if renamed else "change-fields"
