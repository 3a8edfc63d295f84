"""Names: one validated word or phrase, and the ways in which code spells it.

A name that would break the generated code cannot exist as a `Name`: it is refused here, once.
"""

from generator.naming.names import (
    MAX_LENGTH,
    Name,
    field_name,
    plural_name,
    resource_name,
    table_name,
)
from generator.naming.plurals import pluralize, singularize
from generator.naming.reserved import DATABASE_PREFIXES, SQL_RESERVED

__all__ = [
    "DATABASE_PREFIXES",
    "MAX_LENGTH",
    "SQL_RESERVED",
    "Name",
    "field_name",
    "plural_name",
    "pluralize",
    "resource_name",
    "singularize",
    "table_name",
]
