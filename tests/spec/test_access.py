"""Access: the words, the owner that they imply, and what does not go together."""

from __future__ import annotations

from typing import Any

import pytest

from generator.errors import GeneratorError, ProjectError, UsageError
from generator.spec import changes
from generator.spec.field import Field
from generator.spec.grammar import parse_field
from generator.spec.project import Project, make_project
from generator.spec.resource import load_resource, make_resource


def owner(*fields: str, read: str = "owner", write: str = "owner") -> Field:
    """The owner of a resource with these fields."""
    field = make_resource("note", fields, read=read, write=write).owner
    assert field is not None
    return field


def notes() -> Project:
    """A project with rows of owners."""
    note = {"name": "note", "read": "owner", "fields": ["title:str"]}
    return make_project({"project_name": "demo", "resources": [note]})


def test_an_owner_is_a_field() -> None:
    """Which clients do not send, and whose rows go with the user."""
    for read, write in [("owner", "user"), ("public", "owner"), ("owner", "admin")]:
        field = owner("title:str", read=read, write=write)
        assert field.api_name == "owner_id"
        assert (field.target, field.back, field.on_delete) == ("user", "notes", "cascade")
        assert (field.readonly, field.optional) == (True, False)


def test_there_is_no_owner_unasked() -> None:
    """A field of that name is one like others."""
    resource = make_resource("note", ["owner:ref:user:opt"])
    assert resource.owner is None
    assert not resource.fields[0].readonly


def test_a_declared_owner_is_taken() -> None:
    """It stays where it is, is always set, and never by clients."""
    field = owner("owner:ref:user:opt:ondelete=restrict:unique:back=paper", "title:str")
    assert (field.on_delete, field.unique, field.back) == ("restrict", True, "paper")
    assert (field.readonly, field.optional) == (True, False)


@pytest.mark.parametrize("modifier", ["hidden", "writeonly"])
def test_an_owner_may_be_unseen(modifier: str) -> None:
    """What clients may not see stays so."""
    field = owner(f"owner:ref:user:opt:{modifier}", "title:str")
    assert (field.hidden, field.readonly, field.writeonly) == (True, False, False)


def test_the_answers_are_read_back() -> None:
    """With the owner, and without a word that only repeats a default."""
    resource = make_resource("note", ["title:str"], read="owner")
    mapping = resource.to_mapping()
    assert (mapping["read"], "write" in mapping) == ("owner", False)
    assert load_resource(mapping) == resource


@pytest.mark.parametrize(
    ("fields", "options", "message", "hint"),
    [
        ([], {"read": "users"}, "read: 'users' is no access", "Did you mean user? They are: "),
        ([], {"write": 1}, "write: 1 is no access", "public, user, owner, manager, admin"),
        ([], {"read": "owner", "write": "public"}, "have no owner", "--write is user"),
        (["owner:str"], {"read": "owner"}, "the owner is a ref to user", "owner:ref:user"),
        (["owner:ref:self"], {"read": "owner"}, "the owner is a ref to user", "Rename"),
        (["owner:ref:user:opt:ondelete=setnull"], {"write": "owner"}, "set to null", "cascade"),
        (["owner:ref:user:readonly"], {}, "'owner': nobody could set it", "--read owner"),
    ],
)
def test_what_does_not_go_together(
    fields: list[str], options: dict[str, Any], message: str, hint: str
) -> None:
    """One line says what, and the next step."""
    with pytest.raises(UsageError) as refused:
        make_resource("note", fields, **options)
    assert message in refused.value.message
    assert hint in refused.value.hint


@pytest.mark.parametrize("field", ["category:ref:note", "notes:m2m:note"])
def test_everybody_has_no_rows_to_refer_to(field: str) -> None:
    """Without a token there is no owner whose rows they could be."""
    for extra, write in [(":readonly", "public"), ("", "user")]:
        word = f"{field}:opt" if ":ref:" in field else field
        notes().with_resource(make_resource("pin", [word + extra], write=write))
    with pytest.raises(ProjectError, match="'pin', which everybody may write"):
        notes().with_resource(make_resource("pin", [field], write="public"))


@pytest.mark.parametrize(
    "change",
    [
        lambda: changes.remove_fields(notes(), "note", ["owner"]),
        lambda: changes.rename_field(notes(), "note", "owner_id", "author"),
        lambda: changes.change_field(notes(), "note", parse_field("owner:str")),
    ],
    ids=["remove", "rename", "change"],
)
def test_the_owner_stays(change: object) -> None:
    """As long as the access asks for it."""
    assert callable(change)
    with pytest.raises(GeneratorError, match="owner"):
        change()
