"""The laws of the one recipe, over random specifications."""

from __future__ import annotations

import datetime as dt
import shutil

import copier
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.errors import GeneratorError
from generator.evolve import State, evolve
from generator.spec.features import FEATURES, switched
from generator.spec.project import Project
from generator.spec.resource import Resource
from generator.spec.versions import read_versions
from generator.templating.template import Template
from tests.laws.snapshots import differing
from tests.memory import MemoryDisk, read_tree
from tests.strategies import projects, resources
from tests.template import COMPILED, ROOT, TEMPLATE

NOW = dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC)

# Rendering takes too long for many examples, and to shrink a failure by; a failing example is small
# enough to read.
slow = settings(
    max_examples=settings().max_examples // 8,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def new(project: Project, template: Template = TEMPLATE) -> MemoryDisk:
    """The files of a new project."""
    return MemoryDisk().after(evolve(None, State(template, project), MemoryDisk(), NOW))


def grow(disk: MemoryDisk, before: Project, after: Project) -> MemoryDisk:
    """The files after a command that changed the answers; nothing may be left to the user."""
    plan = evolve(State(TEMPLATE, before), State(TEMPLATE, after), disk, NOW)
    assert plan.conflicts == ()
    return disk.after(plan)


@slow
@given(projects(max_resources=3), resources())
def test_adding_commutes_with_making(project: Project, resource: Resource) -> None:
    """L1: a project made with a resource is the project to which it was added, byte for byte."""
    try:
        grown = project.with_resource(resource)
    except GeneratorError:
        return
    assert differing(new(grown), grow(new(project), project, grown)) == []


@slow
@given(projects())
def test_resources_added_one_by_one(project: Project) -> None:
    """L1 over a whole history: the order of commands leaves no trace but the revisions."""
    step = project.model_copy(update={"resources": ()})
    disk = new(step)
    for resource in project.resources:
        following = step.with_resource(resource)
        disk, step = grow(disk, step, following), following
    assert differing(new(project), disk) == []


@slow
@given(projects(max_resources=3), resources())
def test_removing_undoes_adding(project: Project, resource: Resource) -> None:
    """L2: a resource that is added and removed leaves nothing but its two revisions."""
    try:
        grown = project.with_resource(resource)
    except GeneratorError:
        return
    before = new(project)
    after = grow(grow(before, project, grown), grown, grown.without_resource(resource.name))
    left = differing(before, after)
    assert all(path.startswith("alembic/versions/") for path in left)
    assert len(left) == 2


@pytest.mark.thorough
@slow
@given(projects(max_resources=2), st.sets(st.sampled_from(FEATURES), min_size=1))
def test_features_come_and_go(project: Project, names: set[str]) -> None:
    """L1 and L2: without features a project is as if it never had them; they come back whole."""
    without, whole = (switched(project, names, on=each) for each in (False, True))
    assert differing(new(without), grow(new(whole), whole, without)) == []
    assert differing(new(whole), grow(new(without), without, whole)) == []


@pytest.mark.thorough
@slow
@given(projects(max_resources=3), st.data())
def test_versions_come_and_go(project: Project, data: st.DataObject) -> None:
    """L1 and L2: a resource in other versions is as if it had always been in them."""
    versions = [{"name": "v1", "deprecated": "2026-11-21"}, {"name": "v2", "sunset": None}, "v3"]
    kept = data.draw(st.sets(st.sampled_from([0, 1]), max_size=1))
    some = read_versions([each for index, each in enumerate(versions) if index not in kept])
    resources = [each.model_copy(update={"versions": some}) for each in project.resources]
    try:
        versioned = project.with_resources(resources)
    except GeneratorError:
        return
    assert differing(new(versioned), grow(new(project), project, versioned)) == []
    assert differing(new(project), grow(new(versioned), versioned, project)) == []


@slow
@given(projects())
def test_nothing_new_changes_nothing(project: Project) -> None:
    """L5: the same answers and the same template are a fixed point."""
    state = State(TEMPLATE, project)
    assert evolve(state, state, new(project), NOW).writes == ()


@pytest.fixture(scope="module")
def plain_template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The template as a folder without versions, which spares Copier a clone for each run."""
    root = tmp_path_factory.mktemp("template")
    shutil.copy(ROOT / "copier.yml", root)
    shutil.copytree(ROOT / "templates", root / "templates")
    return Template(root, source=str(root), cache=COMPILED)


@pytest.mark.slow
@settings(slow, max_examples=6)
@given(project=projects())
def test_copier_writes_the_same_tree(
    project: Project, plain_template: Template, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """L4: `copier copy` with the same answers writes the same files; only revisions are ours alone."""
    target = tmp_path_factory.mktemp("copied")
    copier.run_copy(
        str(plain_template.root), target, data=project.to_mapping(), defaults=True, quiet=True
    )
    ours = State(plain_template, project).render()
    assert differing(ours, read_tree(target)) == []
