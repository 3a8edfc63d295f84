"""Resources among each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given

from generator.errors import GeneratorError, ProjectError, UsageError
from generator.spec.project import Project, make_project
from generator.spec.resource import make_resource
from tests.strategies import projects


def shop() -> Project:
    """A project with a category and a product that points to it."""
    project = make_project({"project_name": "shop"})
    project = project.with_resource(make_resource("category", ["name:str"]))
    return project.with_resource(make_resource("product", ["name:str", "category:ref:category"]))


@given(projects())
def test_answers_are_read_back(project: Project) -> None:
    """The plain data of the answers file gives the same project again."""
    assert make_project(project.to_mapping()) == project


def test_a_resource_is_normalised() -> None:
    """Plural, table, targets and the names of the ways back are settled once and recorded."""
    resource = make_resource("Order", ["buyer:ref:user", "tags:m2m:tag", "parent:ref:self"])
    assert resource.to_mapping() == {
        "name": "order",
        "plural": "orders",
        "table": "orders",
        "fields": [
            {"name": "buyer", "type": "ref", "target": "user", "on_delete": "restrict", "back": "orders"},
            {"name": "tags", "type": "m2m", "target": "tag", "ids": "tag_ids", "back": "orders"},
            {"name": "parent", "type": "ref", "target": "order", "optional": True, "on_delete": "restrict", "back": "children"},
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("category", "categories"), ("person", "people"), ("analysis", "analyses"), ("bus", "buses"), ("hero", "heroes"),
        ("campus", "campuses"), ("canvas", "canvases"), ("lens", "lenses"), ("goose", "geese"), ("cookie", "cookies"),
        ("leaf", "leaves"), ("series", "series"), ("criterion", "criteria"), ("PurchaseOrder", "purchase_orders"),
        ("box-child", "box_children"), ("news", "news"), ("address", "addresses"), ("photo", "photos"),
    ],
)  # fmt: skip
def test_plurals(singular: str, plural: str) -> None:
    """The last word is put into the plural, irregular ones too."""
    assert make_resource(singular).plural == plural


def test_two_references_to_one_target_have_two_ways_back() -> None:
    """The second way back carries the name of its field."""
    post = make_resource("post", ["author:ref:user", "editor:ref:user"])
    assert [field.back for field in post.fields] == ["posts", "editor_posts"]


def test_operations_have_no_order() -> None:
    """However they are written it is the same resource, so that nothing changes for it."""
    resource = make_resource("item", ["name:str"], operations=("get", "list", "list"))
    assert resource.operations == ("list", "get")


def test_no_fields_are_the_usual_two() -> None:
    """A resource without fields has a name and a description."""
    assert [field.name for field in make_resource("item").fields] == ["name", "description"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("class", "keyword"), ("user", "generated code"), ("select", "SQL"), ("list", "built-in"), ("2x", "not a valid name"),
        ("a b", "not a valid name"), ("x" * 41, "longer than 40"), ("Base", "generated code"), ("../x", "not a valid name"),
    ],
)  # fmt: skip
def test_a_resource_name_that_is_refused(name: str, message: str) -> None:
    """Names that the generated code, SQL or Python need are no names of resources."""
    with pytest.raises(UsageError, match=message):
        make_resource(name)


def test_a_plural_that_hides_a_module_is_refused() -> None:
    """The package of a resource never has the name of a standard module."""
    with pytest.raises(UsageError, match="standard library"):
        make_resource("code", ["a:str"], plural="codecs")
    with pytest.raises(UsageError, match="standard library"):
        make_resource("secret")


@pytest.mark.parametrize("again", ["product", "Product", "products"])
def test_a_resource_is_there_once(again: str) -> None:
    """Neither its name nor its plural can be taken twice; it is no usage error but a refusal."""
    with pytest.raises(ProjectError, match="is there already") as refusal:
        shop().with_resource(make_resource(again, ["a:str"], plural="products"))
    assert refusal.value.exit_code == 1


def test_the_longest_field_is_read_back() -> None:
    """What its ids are called is recorded, and longer than a name that somebody gives may be."""
    post = make_resource("post", [f"{'a' * 40}:m2m:category"])
    project = shop().with_resource(post)

    assert make_project(project.to_mapping()) == project
    assert post.fields[0].ids == "a" * 40 + "_ids"


def test_a_table_of_the_database_is_refused() -> None:
    """SQLite makes no table of that prefix: it would be found out by the migration."""
    with pytest.raises(UsageError, match="'sqlite_log' has a prefix"):
        make_resource("log_line", table="sqlite_log")


def test_two_names_for_one_class_are_refused() -> None:
    """`a_1` and `a1` are both the class `A1`."""
    project = make_project({"project_name": "x"}).with_resource(make_resource("a_1"))
    with pytest.raises(ProjectError, match="is there already"):
        project.with_resource(make_resource("a1"))
    with pytest.raises(UsageError, match="two fields"):
        make_resource("item", ["b_1:str", "b1:str"])


def test_a_relation_needs_its_target() -> None:
    """An unknown target is named, with the resources that there are."""
    with pytest.raises(ProjectError, match="'brand', which is no resource") as refusal:
        shop().with_resource(make_resource("review", ["brand:ref:brand"]))
    assert "user, category, product" in refusal.value.hint


def test_a_way_back_is_no_field_of_the_target() -> None:
    """A way back that the target has already is refused, and `back=` is the way out."""
    with pytest.raises(ProjectError, match="has a 'products' already"):
        shop().with_resource(make_resource("offer", ["category:ref:category:back=products"]))


def test_a_way_back_that_nobody_named_may_be_too_long() -> None:
    """Nobody wrote that name, so the field is named, and what to do."""
    fields = ["category:ref:category", f"{'long_' * 6}name:ref:category"]
    with pytest.raises(UsageError, match=f"field '{'long_' * 6}name' of 'offer', way") as refusal:
        shop().with_resource(make_resource("offer", fields))
    assert "back=NAME" in refusal.value.hint


def test_what_a_user_has_is_not_hidden() -> None:
    """No way back takes the place of a column of the users."""
    root = Path(__file__).parents[2] / "templates/project"
    [model] = root.glob("*package*/users/models.py.jinja")
    columns = re.findall(r"^    (\w+): Mapped", model.read_text(), re.MULTILINE)
    assert {"email", "password_hash"} <= set(columns)
    for column in columns:
        with pytest.raises(GeneratorError):
            shop().with_resource(make_resource("note", [f"owner:ref:user:back={column}"]))


def test_two_fields_of_one_name_are_refused() -> None:
    """Also where one of them is the column of a reference."""
    with pytest.raises(UsageError, match="two fields called 'name'"):
        make_resource("item", ["name:str", "name:int"])
    with pytest.raises(UsageError, match="two fields called 'category_id'"):
        make_resource("item", ["category_id:int", "category:ref:category"])


def test_a_filter_is_no_other_parameter_of_the_list() -> None:
    """`?size=` cannot be both the size of a page and of a shoe."""
    with pytest.raises(UsageError, match="a filter called 'size'"):
        make_resource("shoe", ["size:int:filter"])
    assert make_resource("shoe", ["size:int:filter"], pagination="cursor").fields[0].filter


def test_a_long_text_is_no_place_in_a_list() -> None:
    """A cursor would hold all of it."""
    with pytest.raises(UsageError, match="cannot sort by the text 'body'"):
        make_resource("note", ["body:text:sort"], pagination="cursor")
    assert make_resource("note", ["body:text:sort"]).fields[0].sort


def test_required_references_in_a_circle_are_refused() -> None:
    """Nobody could write the first row."""
    answers = {
        "project_name": "x",
        "resources": [
            {"name": "hen", "plural": "hens", "fields": ["egg:ref:egg"]},
            {"name": "egg", "plural": "eggs", "fields": ["hen:ref:hen"]},
        ],
    }
    with pytest.raises(ProjectError, match="hen, egg require each other"):
        make_project(answers)


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"project_name": "1x"}, "project name '1x'"),
        ({"project_name": "x/y"}, "project name 'x/y'"),
        ({"project_name": "Alembic"}, "a package that it needs"),
        ({"package": "json"}, "hide another module"),
        ({"package": "tests"}, "hide another module"),
        ({"package": "Src"}, "not lower case"),
        ({"package": "a" * 21}, "longer than 20"),
        ({"database": "mysql"}, "database 'mysql'"),
        ({"description": "two\nlines"}, "one line"),
    ],
)
def test_an_answer_that_is_refused(answers: dict[str, str], message: str) -> None:
    """The message names the answer."""
    with pytest.raises(UsageError, match=message):
        make_project({"project_name": "x", **answers})


def test_an_include_is_no_filter() -> None:
    """Both would be one parameter; without includes the name is free."""
    fields = ["include:bool:filter", "parent:ref:self:include"]
    with pytest.raises(UsageError, match="a filter called 'include'"):
        make_resource("shoe", fields)
    assert make_resource("shoe", fields[:1]).fields[0].filter


def test_an_include_needs_somebody_to_ask() -> None:
    """Rows that are only written are never shown."""
    with pytest.raises(UsageError, match="neither listed nor read"):
        make_resource("shoe", ["parent:ref:self:include"], operations=("create",))


@pytest.mark.parametrize(
    ("reader", "wanted", "shows"),
    [
        ("public", "public", True),
        ("public", "user", False),
        ("user", "public", True),
        ("user", "user", True),
        ("user", "owner", False),
        ("owner", "owner", False),
        ("owner", "user", True),
        ("user", "admin", False),
        ("admin", "admin", True),
    ],
)
def test_an_include_shows_what_may_be_read(reader: str, wanted: str, *, shows: bool) -> None:
    """Rows of an owner may be referred to by those of another one."""
    shelf = make_resource("shelf", read=wanted)
    book = make_resource("book", ["shelf:ref:shelf:include"], read=reader)
    project = make_project({"project_name": "library"}).with_resource(shelf)

    if shows:
        assert project.with_resource(book).resource("book")
    else:
        with pytest.raises(ProjectError, match="include would show rows of 'shelf'"):
            project.with_resource(book)


@pytest.mark.parametrize("reader", ["public", "user", "owner", "admin"])
def test_an_include_shows_who_somebody_is(reader: str) -> None:
    """The name of a user is for whoever may read the row."""
    post = make_resource("post", ["author:ref:user:include", "fans:m2m:user:include"], read=reader)
    assert make_project({"project_name": "blog"}).with_resource(post).resource("post")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (["parent:ref:category:tree"], "a tree is of one resource"),
        (["parent:ref:self:opt:tree:hidden"], "tree would tell"),
        (["parent:ref:self:tree:unique"], "makes no tree"),
        (["parent:ref:self:tree", "boss:ref:self:tree"], "'parent' is its tree already"),
    ],
)
def test_a_tree_is_one(fields: list[str], message: str) -> None:
    """Its paths have no name of a field in them."""
    with pytest.raises(UsageError, match=message):
        make_resource("folder", fields)
    assert make_resource("folder", ["parent:ref:self:tree", "boss:ref:self"]).fields[0].tree


def test_a_tree_needs_somebody_to_ask() -> None:
    """What is never listed has no lists of ancestors either."""
    with pytest.raises(UsageError, match="nobody could ask"):
        make_resource("folder", ["parent:ref:self:tree"], operations=("create", "get"))


def test_the_paths_of_a_tree_are_its_own() -> None:
    """A relation is not to be found under them; without a tree it is."""
    project = make_project({"project_name": "shop"})
    back = make_resource("note", ["folder:ref:folder:back=descendants"])
    plain = project.with_resource(make_resource("folder", ["parent:ref:self"]))
    tree = project.with_resource(make_resource("folder", ["parent:ref:self:tree"]))

    assert plain.with_resource(back).resource("note")
    with pytest.raises(ProjectError, match="has a 'descendants' already"):
        tree.with_resource(back)
