"""Revision files: their text, their names and the laws of their order."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from generator.errors import GeneratorError, ProjectError
from generator.migrations import Revision, find_head, write_revisions
from generator.spec.project import Project, make_project
from generator.spec.types import TYPES
from tests.migrations.ruff import refuse_untidy
from tests.migrations.start import INITIAL

NOW = datetime(2026, 11, 21, 9, 30, 59, tzinfo=UTC)
LONG = "extraordinarily_long_name_of_forty_chars"
WORDS = ["product", "category", "tag", "order", "check", "postgresql", LONG, f"{LONG[:-2]}_x"]


def _project(*resources: dict[str, Any], **answers: str) -> Project:
    return make_project({"project_name": "demo", "resources": resources, **answers})


def _add(*resources: dict[str, Any], versions: dict[str, str] = INITIAL) -> tuple[Revision, ...]:
    return write_revisions(_project(), _project(*resources), versions, NOW)


def test_text_of_a_revision() -> None:
    """A reference, its index, a unique constraint, an enum and a bound, in both directions."""
    tag = {"name": "tag", "fields": ["label:str:50"]}
    product = {
        "name": "product",
        "fields": [
            "sku:str:20:unique",
            "price:decimal:10.2:min=0",
            "status:enum:draft+published",
            "extra:json:opt",
            "tag:ref:tag",
            "owner:ref:user:opt:ondelete=setnull",
        ],
    }

    revision = write_revisions(_project(tag), _project(tag, product), INITIAL, NOW)[0]

    golden = Path(__file__).parent / "golden" / "create_product.txt"
    assert revision.text == golden.read_text()
    assert revision.path == "alembic/versions/2026_11_21_0930_create_product.py"


# --- laws -------------------------------------------------------------------------------------


@st.composite
def _fields(draw: st.DrawFn, name: str, targets: list[str]) -> dict[str, Any]:
    kind = draw(st.sampled_from([*TYPES, *["ref"] * 12, "m2m"]))
    field: dict[str, Any] = {"name": name, "type": kind, "optional": draw(st.booleans())}
    if kind in {"ref", "m2m"}:
        field["target"] = draw(st.sampled_from(targets))
        field["back"] = f"back_{draw(st.integers(0, 10**6))}"
    if kind == "m2m":
        del field["optional"]
    if kind == "enum":
        values = st.sampled_from(["a", "in-progress", "Done", "waiting-for-" + "x" * 28])
        field["values"] = draw(st.lists(values, min_size=1, unique=True))
    if kind == "list":
        field["element"] = "str"
    if kind == "decimal":
        field |= {"precision": draw(st.sampled_from([3, 15, 16, 100])), "scale": 2}
    if "min" in TYPES[kind].modifiers:
        field |= draw(st.sampled_from([{}, {"min": "-5"}, {"min": "0", "max": "9"}]))
    for word in ("unique", "index"):
        if word in TYPES[kind].modifiers:
            field[word] = draw(st.booleans())
    return field


@st.composite
def _projects(draw: st.DrawFn, *, forward: bool = False) -> Project:
    """Any valid project; relations point to what is declared before, or anywhere."""
    names = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique=True))
    resources = []
    for index, name in enumerate(names):
        targets = ["user", *(names if forward else names[: index + 1])]
        fields = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique=True))
        made = [draw(_fields(field, targets)) for field in fields]
        resources.append({"name": name, "plural": f"{name[:38]}zz", "fields": made})
    try:
        return _project(*resources, id=draw(st.sampled_from(["uuid", "int"])))
    except GeneratorError:
        reject()


def _grown(project: Project, stages: list[Project]) -> list[Revision]:
    """The revisions of a project that grows in stages, each stage a command of its own."""
    before, versions = project.model_copy(update={"resources": ()}), dict(INITIAL)
    written: list[Revision] = []
    for after in stages:
        revisions = write_revisions(before, after, versions, NOW)
        versions |= {each.path: each.text for each in revisions}
        written += revisions
        before = after
    return written


@given(_projects())
def test_one_command_gives_the_files_of_several(project: Project) -> None:
    """Resources added at once and one after the other: the same files, byte for byte."""
    stages = [
        project.model_copy(update={"resources": project.resources[:count]})
        for count in range(len(project.resources) + 1)
    ]
    try:
        at_once = _grown(project, [project])
    except ProjectError:
        reject()  # two names collide

    assert at_once == _grown(project, stages)
    assert len(at_once) == len(project.resources)


@given(_projects(forward=True), st.data())
def test_where_a_project_is_cut_makes_no_difference(project: Project, data: st.DataObject) -> None:
    """Relations may point forward: any first part that is valid alone can come first."""
    count = data.draw(st.integers(0, len(project.resources)))
    try:
        part = make_project({**project.to_mapping(), "resources": project.resources[:count]})
        at_once = _grown(project, [project])
    except GeneratorError:
        reject()

    assert at_once == _grown(project, [part, project])


@given(_projects(forward=True))
def test_revisions_are_a_chain_that_sorts_by_name(project: Project) -> None:
    """Each revision builds on the one before, and the last one is the head."""
    try:
        written = _grown(project, [project])
    except ProjectError:
        reject()
    versions = INITIAL | {each.path: each.text for each in written}

    assert [each.path for each in written] == sorted(each.path for each in written)
    assert find_head(versions) == written[-1].revision
    assert len(versions) == len(written) + 1


@given(_projects(forward=True))
def test_no_table_points_to_one_that_comes_later(project: Project) -> None:
    """SQLite would take a key to a table that is not there; PostgreSQL does not."""
    try:
        written = _grown(project, [project])
    except ProjectError:
        reject()
    there = {"users"}
    for text in (each.text.partition("def downgrade")[0] for each in written):
        for created, target in re.findall(r'create_table\(\s*"(\w+)"|\["(\w+)\.id"\]', text):
            there.add(created or "users")
            assert not target or target in there


@given(_projects(forward=True))
def test_removing_takes_back_what_adding_made(project: Project) -> None:
    """The upgrades of a removal are the downgrades of the addition, in reverse; and vice versa."""
    nothing = project.model_copy(update={"resources": ()})
    try:
        added = write_revisions(nothing, project, INITIAL, NOW)
    except ProjectError:
        reject()
    removed = write_revisions(project, nothing, INITIAL, NOW)

    directions = [_directions(each.text) for each in added]
    assert [_directions(each.text) for each in removed] == [
        (down, up) for up, down in reversed(directions)
    ]


def _directions(text: str) -> tuple[str, str]:
    bodies = {
        node.name: "\n".join(map(ast.unparse, node.body))
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
    }
    return bodies["upgrade"], bodies["downgrade"]


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_projects(forward=True))
def test_text_is_canonical(project: Project) -> None:
    """`ruff format` and `ruff check` have nothing to say, under all rules but a few of taste."""
    nothing = project.model_copy(update={"resources": ()})
    try:
        written = write_revisions(nothing, project, INITIAL, NOW)
        written += write_revisions(project, nothing, {}, NOW)
    except ProjectError:
        reject()
    refuse_untidy(written)


# --- names and order --------------------------------------------------------------------------


def test_nothing_to_do_writes_nothing() -> None:
    """What no table shows, such as a filter, needs no revision; the versions are not even read."""
    before = _project({"name": "tag", "fields": ["label:str"]})
    after = _project({"name": "tag", "fields": ["label:str:filter:sort"]})
    assert write_revisions(before, after, {"broken.py": "("}, NOW) == ()


def test_first_revision_of_all_has_no_parent() -> None:
    """A project without revisions starts a history."""
    text = _add({"name": "tag"}, versions={})[0].text
    assert "Revises:\n" in text
    assert "down_revision: str | None = None\n" in text


def test_revision_after_one_of_the_same_minute_takes_the_next() -> None:
    """So that a listing of the folder is in the order of the history."""
    paths = [each.path.rpartition("/")[2] for each in _add({"name": "tag"}, {"name": "cat"})]
    assert paths == ["2026_11_21_0930_create_tag.py", "2026_11_21_0931_create_cat.py"]


def test_file_that_is_there_is_never_taken() -> None:
    """A path of another branch of the history is passed over."""
    taken = {
        "alembic/versions/2026_11_21_0930_create_tag.py": 'revision = "x"\ndown_revision = "0"\n',
        "alembic/versions/merged.py": 'revision = "m"\ndown_revision = "x", "0"\n',
    }
    [revision] = _add({"name": "tag"}, versions=INITIAL | taken)
    assert revision.path.endswith("/2026_11_21_0931_create_tag.py")


@pytest.mark.parametrize("stamp", ["9999_12_31_2359", "2026_99_99_9999"])
def test_head_with_an_impossible_date_counts_for_nothing(stamp: str) -> None:
    """The clock is used then."""
    versions = {f"alembic/versions/{stamp}_x.py": 'revision = "x"\ndown_revision = None\n'}
    [revision] = _add({"name": "tag"}, versions=versions)
    assert revision.path.endswith("/2026_11_21_0930_create_tag.py")


def test_circle_of_resources_is_one_revision() -> None:
    """Tables first, then the keys that close the circle."""
    [revision] = _add(
        {"name": "book", "fields": ["author:ref:author"]},
        {"name": "author", "fields": ["best:ref:book:opt:back=fans"]},
    )
    upgrade, _ = _directions(revision.text)
    assert revision.path.endswith("_create_book_and_author.py")
    assert (
        upgrade.index("create_table('book'")
        < upgrade.index("create_table('author'")
        < upgrade.index("batch_alter_table('book')")
    )


def test_id_depends_on_parent_and_content_only() -> None:
    """The same command gives the same id at any time; on another head it is another one."""
    [one] = _add({"name": "tag"})
    [later] = write_revisions(
        _project(), _project({"name": "tag"}), INITIAL, datetime(2030, 1, 1, tzinfo=UTC)
    )
    [elsewhere] = _add({"name": "tag"}, versions={})
    assert one.revision == later.revision != elsewhere.revision


# --- refusals ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("resources", "name"),
    [
        (
            [
                {"name": "blog", "fields": ["post_title:str:index"]},
                {"name": "blog_post", "fields": ["title:str:index"]},
            ],
            "ix_blog_post_title",
        ),
        (
            [
                {"name": "product_tag"},
                {"name": "product", "fields": ["tag:m2m:product_tag"]},
            ],
            "product_tag",
        ),
        ([{"name": "x", "fields": ["a:int:min=0", "a_min:enum:u+v"]}], "ck_x_a_min"),
        ([{"name": "refresh_token"}], "refresh_token"),
    ],
)
def test_two_things_of_one_name_are_refused(resources: list[dict[str, Any]], name: str) -> None:
    """Names are joined by underscores, so that two different pairs can give one."""
    with pytest.raises(ProjectError, match=f"needs the name '{name}'"):
        _add(*resources)
