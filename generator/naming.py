"""Names: one validated word or phrase, and the ways in which code spells it.

A name that would break the generated code cannot exist as a `Name`: it is refused here, once.
"""

from __future__ import annotations

import builtins
import keyword
import re
import sys
from dataclasses import dataclass

from generator.errors import UsageError

MAX_LENGTH = 40
"""Longest name in characters; leaves room for prefixes within PostgreSQL's 63."""

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")
_SPELLING = re.compile(r"[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*")

# Reserved in PostgreSQL or SQLite: usable as a name only when quoted by hand in every query. Every
# keyword of both was tried in a CHECK; those that only look reserved do no harm here.
SQL_RESERVED = frozenset(
    """
    add all alter analyse analyze and any array as asc asymmetric authorization autoincrement
    between binary both case cast check collate collation column commit concurrently constraint
    create cross current_catalog current_date current_role current_schema current_time
    current_timestamp current_user default deferrable delete desc distinct do drop else end
    escape except exists false fetch for foreign freeze from full grant group having if ilike in
    index initially inner insert intersect into is isnull join lateral leading left like limit
    localtime localtimestamp natural not nothing notnull null offset on only or order outer
    overlaps placing primary raise references returning right rollback select session_user set
    similar some symmetric table tablesample then to trailing transaction true union unique
    update user using values variadic verbose view when where window with
    """.split()
)

# Verbs and glue of SQL: a resource of this name would make its own code unreadable.
_SQL_STATEMENTS = SQL_RESERVED - set("order group transaction view check grant window".split())

# What the generated modules call their own things.
_TEMPLATE_RESOURCES = frozenset(
    """
    auth user token role api main config database model schema input_schema exception pagination
    middleware observability health routing router service dependency factory conftest test session
    page data statement base mapped params request response status field query path decimal any
    async_session depends page_dep page_params read_session read_session_dep session_dep tmp_path
    write_session l me sa dt column annotated problem conflict not_found omittable id_mixin
    timestamp_mixin json_column refine listed_by
    offset_params offset_dep offset_page cursor_params cursor_dep cursor_page keyset_params
    keyset_dep keyset_page claims token_dep owns owned_by partial users_only managers_only
    admins_only bulk_items bulk_ids bulk_links bulk_result any_create any_update any_bulk_update
    any_params deprecation version_mixin if_match_dep if_none_match_dep
    stored_file stored_file_read file_column file_list_column file_field storage storage_dep
    add_file find_file remove_file put_file send_file
    """.split()
)

# Names of tables that the databases keep for themselves, and of methods that Pydantic does.
DATABASE_PREFIXES = ("sqlite_", "pg_")
_PYDANTIC_PREFIXES = ("model_dump", "model_validate")

# Columns that every table of PostgreSQL has already, and words that SQLAlchemy does not quote
# though one of the databases takes them for something else.
_DATABASE_FIELDS = frozenset(
    """
    cmax cmin ctid tableoid xmax xmin
    collation concurrently lateral nothing returning tablesample
    """.split()
)

# The modules beside the packages of the resources.
_TEMPLATE_MODULES = frozenset(
    """
    api auth bulk bulk_problems bulk_references columns config conftest connecting cursor_pagination
    cursors database deleting deletion_samples deprecation error_handlers exceptions filtering
    filters health idempotency including keyset_pagination linking list_samples listing main marking
    middleware models observability offset_pagination openapi pagination preconditions queries
    query_types referencing routing schemas seeking soft_deletion storage trees users validation
    versioning
    """.split()
)

# Attributes of SQLAlchemy's declarative classes and of Pydantic's models, and our own columns.
_TEMPLATE_FIELDS = frozenset(
    """
    id created_at updated_at metadata registry type_annotation_map
    mapped_column relationship model_config model_fields model_computed_fields model_extra
    model_fields_set model_construct model_copy model_dump model_dump_json model_json_schema
    model_parametrized_name model_post_init model_rebuild model_validate model_validate_json
    model_validate_strings copy dict json schema schema_json validate construct from_orm parse_obj
    parse_raw parse_file update_forward_refs self cls sa dt portable_enum utc_now
    refuse_unstorable l
    str int float bool bytes list set
    """.split()
)


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name in its canonical spelling, `snake_case`, with the other spellings derived."""

    snake: str

    @classmethod
    def parse(cls, text: str, what: str = "name", longest: int = MAX_LENGTH) -> Name:
        """Read a name in any common spelling: `PurchaseOrder`, `purchase-order`, `purchase_order`.

        Raises:
            UsageError: It is no identifier, too long, or a keyword of Python.
        """
        if not _SPELLING.fullmatch(text):
            raise UsageError(
                f"{what} {text!r} is not a valid name",
                "Start with a letter (a to z); go on with letters, digits and single underscores.",
            )
        snake = "_".join(
            word.lower() for part in re.split("[-_]", text) for word in _WORD.findall(part)
        )
        if len(snake) > longest:
            raise UsageError(
                f"{what} {text!r} is longer than {longest} characters", "Choose a shorter name."
            )
        if keyword.iskeyword(snake) or keyword.iskeyword(text):
            raise _taken(what, cls(snake), "Python as a keyword")
        return cls(snake)

    @property
    def pascal(self) -> str:
        """`PurchaseOrder`, for classes."""
        return "".join(word.capitalize() for word in self.snake.split("_"))

    @property
    def kebab(self) -> str:
        """`purchase-order`, for URLs and distributions."""
        return self.snake.replace("_", "-")

    def __str__(self) -> str:
        """The canonical spelling."""
        return self.snake


def resource_name(text: str) -> Name:
    """Read the singular name of a resource.

    Raises:
        UsageError: The name is not valid, or SQL or the template needs it for itself.
    """
    name = Name.parse(text, "resource name")
    if name.snake in _TEMPLATE_RESOURCES:
        raise _taken("resource name", name, "the generated code itself")
    if name.snake in _SQL_STATEMENTS or name.snake.startswith(DATABASE_PREFIXES):
        raise _taken("resource name", name, "SQL")
    if hasattr(builtins, name.snake) or hasattr(builtins, name.pascal):
        raise _taken("resource name", name, "a built-in of Python")
    return name


def plural_name(text: str, singular: Name) -> Name:
    """Read the plural of a resource: its package, its collection in the URL.

    Raises:
        UsageError: The name is not valid, or would hide a module of Python or of the template.
    """
    name = Name.parse(text, "plural")
    if name.snake in sys.stdlib_module_names:
        raise _taken(
            "plural", name, "a module of Python's standard library", f"--plural {singular}_records"
        )
    if name.snake in _TEMPLATE_RESOURCES | _TEMPLATE_MODULES:
        raise _taken("plural", name, "the generated code itself", f"--plural {singular}_records")
    return name


def field_name(text: str, longest: int = MAX_LENGTH) -> Name:
    """Read the name of a field.

    Raises:
        UsageError: The name is not valid, or a library, a database or the template needs it.
    """
    name = Name.parse(text, "field name", longest)
    if name.snake in _TEMPLATE_FIELDS or name.snake.startswith(_PYDANTIC_PREFIXES):
        raise _taken("field name", name, "SQLAlchemy, Pydantic or the base classes")
    if name.snake in _DATABASE_FIELDS:
        raise _taken("field name", name, "the databases")
    return name


def table_name(singular: Name, plural: Name) -> str:
    """The table of a resource: the singular, or the plural where SQL reserves the singular."""
    return plural.snake if singular.snake in SQL_RESERVED else singular.snake


def pluralize(singular: Name) -> str:
    """The English plural of the last word: `purchase_order` -> `purchase_orders`."""
    import inflection

    head, _, last = singular.snake.rpartition("_")
    plural = _IRREGULAR.get(last) or inflection.pluralize(last)
    return f"{head}_{plural}" if head else plural


def singularize(plural: Name) -> str:
    """The English singular of the last word: `related_categories` -> `related_category`."""
    import inflection

    head, _, last = plural.snake.rpartition("_")
    singular = {many: one for one, many in _IRREGULAR.items()}.get(last) or inflection.singularize(
        last
    )
    return f"{head}_{singular}" if head else singular


# Where the library's rules give no English word.
_IRREGULAR = dict(
    pair.split(":")
    for pair in """
    criterion:criteria hero:heroes potato:potatoes tomato:tomatoes echo:echoes veto:vetoes
    leaf:leaves shelf:shelves half:halves knife:knives wife:wives wolf:wolves life:lives
    phenomenon:phenomena curriculum:curricula staff:staff aircraft:aircraft feedback:feedback
    hardware:hardware software:software luggage:luggage goose:geese tooth:teeth foot:feet
    thief:thieves loaf:loaves cookie:cookies virus:viruses campus:campuses bonus:bonuses
    canvas:canvases lens:lenses gas:gases atlas:atlases census:censuses corpus:corpora focus:focuses
    radius:radii quiz:quizzes moose:moose furniture:furniture
    """.split()
)


def _taken(what: str, name: Name, by: str, instead: str = "") -> UsageError:
    hint = f"Try {instead}." if instead else f"Choose another name, such as {name}_entry."
    return UsageError(f"{what} {name.snake!r} is used by {by}", hint)
