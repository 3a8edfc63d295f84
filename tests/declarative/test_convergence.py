"""A project becomes what a file says, and knows when it is that already."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.declarative.convergence import converge
from generator.declarative.declaration import Path
from generator.declarative.differences import differences
from generator.declarative.lookalikes import Lookalike, lookalikes
from generator.declarative.reading import read
from generator.errors import ProjectError, UsageError
from generator.spec.changes import Change
from generator.spec.intent import UNSAID, Intent
from tests.declarative.files import applied, following, project
from tests.strategies import changes, projects


@given(st.data())
def test_a_file_does_what_a_command_does(data: st.DataObject) -> None:
    """The file of a project that a command changed, with its renames, is that same change."""
    before = data.draw(projects().filter(lambda each: each.resources))
    wanted = data.draw(changes(before))
    change = following(before, wanted)
    assert change.project == wanted.project
    assert (change.intent.resources, change.intent.fields) == (
        wanted.intent.resources,
        wanted.intent.fields,
    )
    assert bool(differences(before, change)) is (before != wanted.project)
    again = following(wanted.project, wanted)
    assert again == Change(wanted.project)
    assert differences(wanted.project, again) == []


@pytest.mark.parametrize(
    ("said", "plan"),
    [
        ("description: Sells.", ["~ description:  -> Sells."]),
        ("resources: []", ["- resource item", "- resource tag"]),
        (
            "resources: [{name: item, fields: [name:str, tags:m2m:tag]}, {name: tag, fields: [label:str]}, {name: box, fields: [size:int]}]",
            ["+ resource box"],
        ),
        (
            "resources: [{name: item, fields: [name:str:80, tags:m2m:tag]}, {name: tag, plural: labels, fields: [label:str]}]",
            ["~ field item.name: str -> str:80", "~ resource tag: plural: tags -> labels"],
        ),
        (
            "resources: [{name: item, fields: [name:str, size:int:opt]}, {name: tag, fields: [label:str]}]",
            ["- field item.tags", "+ field item.size: int:opt"],
        ),
        (
            "renames: {item: thing, item.name: title}\nresources: [{name: thing, fields: [title:text, tags:m2m:tag]}, {name: tag, fields: [label:str]}]",
            ["> resource item renamed to thing", "> field thing.name renamed to title", "~ field thing.title: str -> text"],
        ),
        (
            "resources: [{name: item, fields: [tags:m2m:tag, name:str]}, {name: tag, fields: [label:str]}]",
            ["~ resource item: the order of its fields"],
        ),
        (
            "resources: [{name: tag, fields: [label:str]}, {name: item, fields: [name:str, tags:m2m:tag]}]",
            ["~ the order of the resources"],
        ),
    ],
)  # fmt: skip
def test_the_plan_in_words(said: str, plan: list[str]) -> None:
    """One line for each thing that comes, goes, becomes another or gets another name."""
    before = project(item=["name:str", "tags:m2m:tag"], tag=["label:str"])
    assert [str(each) for each in differences(before, applied(before, said))] == plan


def test_what_is_not_mentioned_stays() -> None:
    """Without `resources` they stay; the answers of a fork stay."""
    before = project(item=["name:str"]).model_copy(update={"region": "eu"})
    change = applied(before, "python: '3.13'")
    assert change == Change(before.model_copy(update={"python": "3.13"}))
    assert applied(before, "region: us").project.to_mapping()["region"] == "us"


@pytest.mark.parametrize(
    ("renames", "fields"),
    [
        ("{item.name: title}", {"name": "title"}),
        ("{Item.Name: Title}", {"name": "title"}),
        ("{item.name: heading, item.heading: title}", {"name": "title"}),  # not carried out yet
        ("{item.older: name, item.name: title}", {"name": "title"}),  # the first one was
        ("{item.owner_id: buyer}", {"owner": "buyer"}),
        ("{item.gone: title}", {}),  # long ago, or in another project
        ("{box.gone: title}", {}),
        ("{item.name: null}", {}),
    ],
)
def test_what_renames_mean(renames: str, fields: dict[str, str]) -> None:
    """An entry counts while its old name is there; entries that were carried out may stay."""
    before = project(item=["name:str", "owner:ref:user"])
    said = f"renames: {renames}\nresources: [{{name: item, fields: [title:str:default=x, buyer:ref:user:opt]}}]"
    change = converge(before, read(said))
    assert change.intent == Intent(fields={("item", old): new for old, new in fields.items()})
    assert converge(change.project, read(said)) == Change(change.project)


@pytest.mark.parametrize(
    ("renames", "problem"),
    [
        ("{item.title: name}", "item.title becomes 'name', and is described by its old name as well"),
        ("{item.name: label}", "item.name becomes 'label', which the file does not describe"),
        ("{item.name: size}", "item.name cannot become 'size': there is another one of that name"),
        ("{item.name: title, item.more: title}", "item.name cannot become 'title'"),
        ("{item.name: label, item.label: name}", "which the file does not describe"),
        ("{item.title: size, item.size: title}", "item.title, item.size would change places"),
        ("{item: tag, tag: item}", "item, tag would change places, and change back when"),
        ("{tag: label}", "tag becomes 'label', which the file does not describe"),
        ("{item: tag}", "item becomes 'tag', and is described by its old name as well"),
    ],
)  # fmt: skip
def test_renames_that_contradict_the_file(renames: str, problem: str) -> None:
    """Nothing is guessed: the entry is named."""
    before = project(item=["name:str", "more:str", "size:int"], tag=["label:str"])
    said = f"renames: {renames}\nresources: [{{name: item, fields: [title:str:opt, size:int]}}]"
    with pytest.raises(UsageError, match=problem):
        applied(before, said)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("[{name: item, fields: [title:str, size:int]}]", [Lookalike(Path("item", "name"), ["title"])]),
        ("[{name: item, fields: [a:str, size:int, b:str]}]", [Lookalike(Path("item", "name"), ["a", "b"])]),
        ("[{name: item, fields: [title:str:80, size:int]}]", []),
        ("[{name: thing, fields: [name:str, size:int]}]", [Lookalike(Path("item"), ["thing"])]),
        ("[{name: thing, fields: [name:str]}]", []),
        ("[{name: box, fields: [label:str, size:int]}]\nrenames: {item: box}", [Lookalike(Path("box", "name"), ["label"])]),
        ("[{name: item, fields: [title:str, size:int]}]\nrenames: {item.name: title}", []),
        ("[{name: item, fields: [title:str, size:int]}]\nrenames: {item.name: null}", []),
        ("[{name: thing, fields: [name:str, size:int]}]\nrenames: {item: thing}", []),
        ("[{name: thing, fields: [name:str, size:int]}]\nrenames: {item: null}", []),
    ],
)  # fmt: skip
def test_what_looks_like_a_rename(said: str, found: list[Lookalike]) -> None:
    """What goes while its like comes, unless the file says what it is."""
    before = project(item=["name:str", "size:int"])
    declaration = read(f"resources: {said}")
    change = converge(before, declaration)
    assert list(lookalikes(before, change, declaration)) == found


def test_what_rows_need() -> None:
    """Values for new required fields and for lost words go along, once."""
    before = project(item=["name:str:opt", "status:enum:draft+done"], tag=["label:str"])
    said = (
        "backfill: {item.price: 1, item.name: none, tag.label: x, item.is_open: yes}\n"
        "values: {item.status: {draft: open, older: open}}\n"
        "resources: [{name: item, fields: [name:str, status:enum:open+done, price:decimal, "
        "is_open:bool]}, {name: tag, fields: [label:str]}]"
    )
    change = applied(before, said)
    assert change.intent == Intent(
        fill={("item", "price"): "1", ("item", "name"): "none", ("item", "is_open"): True},
        values={("item", "status"): {"draft": "open"}},
    )
    assert applied(change.project, said).intent == UNSAID


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("", "item: field 'price' is required"),
        ("backfill: {item.price: x}", "backfill=x does not fit its type int"),
        ("backfill: {item.prize: 1}", "there is no field item.prize in the file"),
        ("backfill: {item.price: 1}", "item: field 'status' loses the value 'draft'"),
        ("values: {item.status: {done: open}}", "values: item.status: 'done' cannot become 'open'"),
        ("values: {item.status: {draft: shut}}", "values: item.status: 'draft' cannot become 'shut'"),
        ("values: {item.name: {draft: open}}", "'draft' cannot become 'open'"),
    ],
)  # fmt: skip
def test_what_rows_have_not(said: str, problem: str) -> None:
    """A row that would have no valid value is a reason to refuse."""
    before = project(item=["name:str", "status:enum:draft+done"])
    fields = "[name:str, status:enum:open+done, price:int]"
    with pytest.raises(UsageError, match=problem):
        applied(before, f"{said}\nresources: [{{name: item, fields: {fields}}}]")


@pytest.mark.parametrize("said", ["package: app", "id: int"])
def test_what_cannot_change(said: str) -> None:
    """The package and the type of ids: no merge could do it."""
    with pytest.raises(ProjectError, match="cannot change from"):
        applied(project(), said)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("a: [", r"line \d: "),
        ("a: 1\nb: 2\na: 3", "line 3: the key 'a' stands twice"),
        ("name: x\n1: y", "line 2: a key is text; put 1 in quotes"),
        ("? [a]\n: b", "line 1: a key is text"),
        ("a: b: c", "line 1: "),
        ("a: \x00", "special characters|control characters"),
        ("- a", "no mapping"),
        ("", "no mapping"),
        ("resorces: []", "unknown key 'resorces'"),
        ("python: 3.11", "python is 3.11, not text"),
        ("description:", "description is nothing, not text"),
        ("python: '3.9'", "python '3.9': input should be"),
        ("package: App", "'App' is not lower case"),
        ("resources:", "resources is nothing, not a list"),
        ("resources: {}", "resources is {}, not a list"),
        ("resources: [item]", "resource number 1 is 'item', not a mapping"),
        ("resources: [{fields: [a:str]}]", "resource number 1"),
        ("resources: [{name: item}]", "resource 'item': fields is nothing"),
        ("resources: [{name: item, fields: []}]", r"resource 'item': fields is \[\]"),
        ("resources: [{name: item, fields: a:str}]", "resource 'item': fields is 'a:str'"),
        ("resources: [{name: item, filds: [a:str]}]", "resource 'item' has the unknown key 'filds'"),
        ("resources: [{name: item, fields: [a: str]}]", "a field is {'a': 'str'}"),
        ("resources: [{name: item, fields: [3]}]", "a field is 3"),
        ("resources: [{name: item, fields: [a]}]", "the type is missing"),
        ("resources: [{name: item, fields: [a:strr]}]", "resource 'item': field 'a' has the unknown type 'strr'"),
        ("resources: [{name: item, fields: [{name: a, type: str, maxlength: 2}]}]", "field 'a' has the unknown key 'maxlength'"),
        ("resources: [{name: item, fields: [{name: a, type: enum, values: [1]}]}]", "resource 'item': field 'a': values.0"),
        ("resources: [{name: item, fields: [a:str, a:int]}]", "two fields called 'a'"),
        ("resources: [{name: item, fields: [a:ref:nothing]}]", "points to 'nothing', which is no resource"),
        ("resources: [{name: item, operations: list, fields: [a:str]}]", "operations is 'list', not a list"),
        ("resources: [{name: item, pagination: pages, fields: [a:str]}]", "pagination: input should be"),
        ("resources: [{name: item, fields: [a:str]}, {name: Item, fields: [a:str]}]", "resource 'item' stands twice"),
        ("resources: [{name: class, fields: [a:str]}]", "resource name 'class' is used by Python"),
        ("renames: [a]", r"renames is \['a'\], not a mapping"),
        ("renames: {a.b.c: d}", "the field 'b.c' is not a valid name"),
        ("renames: {a: 3}", "renames: a is 3, not a name"),
        ("renames: {a: b.c}", "the new name 'b.c' is not a valid name"),
        ("backfill: {a: 3}", "backfill: 'a' is no field"),
        ("backfill: {a.b: [3]}", r"backfill: a.b is \[3\], not one value"),
        ("values: {a.b: c}", "values: a.b is 'c', not a mapping"),
    ],
)  # fmt: skip
def test_what_a_file_cannot_mean(said: str, problem: str) -> None:
    """Each kind of mistake has its line, which names the object."""
    with pytest.raises(UsageError, match=problem):
        applied(project(), said)
