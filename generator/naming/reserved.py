"""Words that a name cannot be: SQL, the libraries or the template have them for themselves."""

from __future__ import annotations

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
SQL_STATEMENTS = SQL_RESERVED - set("order group transaction view check grant window".split())

# What the generated modules call their own things.
TEMPLATE_RESOURCES = frozenset(
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
PYDANTIC_PREFIXES = ("model_dump", "model_validate")

# Columns that every table of PostgreSQL has already, and words that SQLAlchemy does not quote
# though one of the databases takes them for something else.
DATABASE_FIELDS = frozenset(
    """
    cmax cmin ctid tableoid xmax xmin
    collation concurrently lateral nothing returning tablesample
    """.split()
)

# The modules beside the packages of the resources.
TEMPLATE_MODULES = frozenset(
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
TEMPLATE_FIELDS = frozenset(
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
