"""The words that an answer can be one of. The command line shows them, so nothing heavy is here."""

from __future__ import annotations

from typing import Literal

Database = Literal["sqlite", "postgresql"]
IdType = Literal["uuid", "int"]
PythonVersion = Literal["3.11", "3.12", "3.13"]
Envelope = Literal["plain", "wrapped"]
ApiVersionBy = Literal["url", "header"]

Access = Literal["public", "user", "owner", "manager", "admin"]
"""Everybody, whoever has a token, the owner of a row, and the roles; administrators always may."""

Pagination = Literal["page", "offset", "cursor", "keyset"]
Operation = Literal["list", "get", "create", "update", "delete", "bulk"]

USUAL_OPERATIONS: tuple[Operation, ...] = ("list", "get", "create", "update", "delete")
"""The operations of a resource of which nothing is said."""
