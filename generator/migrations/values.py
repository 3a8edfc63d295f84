"""What rows get in a column: values of fields as the code of a revision."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from generator.errors import ProjectError
from generator.migrations.layout import quoted
from generator.spec.field import Field
from generator.spec.intent import Intent
from generator.spec.project import Project
from generator.spec.resource import Resource
from generator.spec.types import Scalar

NOW = "dt.datetime.now(dt.UTC)"
"""The moment of the migration."""

_NEUTRAL: dict[str, Scalar] = {
    "email": "unknown@example.com",
    "url": "https://example.com",
    "slug": "unknown",
    "int": 0,
    "bigint": 0,
    "float": 0.0,
    "bool": False,
    "date": "1970-01-01",
    "datetime": "1970-01-01T00:00:00+00:00",
    "time": "00:00:00",
    "uuid": "00000000-0000-0000-0000-000000000000",
    "decimal": "0",
}
_EMPTY = {
    "bytes": 'b""',
    "json": "sa.literal_column(\"'{}'\")",
    "list": "sa.literal_column(\"'[]'\")",
}


@dataclass(frozen=True, slots=True)
class Fill:
    """What rows get that have nothing in a column.

    Attributes:
        code: The value as Python.
        made_up: Whether nobody said it.
    """

    code: str
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class Filling:
    """Knows what rows get on one way between two projects.

    Attributes:
        project: What is wanted.
        intent: What was said about it.
        back: Whether this is the way back, on which no value was said: one is made up.
    """

    project: Project
    intent: Intent
    back: bool

    def said(self, resource: Resource, field: Field) -> Fill | None:
        """The value that somebody gave: with the command, or as the default; else None.

        Raises:
            ProjectError: The value that was said is no id.
        """
        value = self.intent.fill.get((resource.name, field.name), field.default)
        return None if value is None else Fill(self._code(resource, field, value))

    def needed(self, resource: Resource, field: Field) -> Fill | None:
        """The value for a field that needs one; on the way back something neutral will do.

        Returns:
            None for a reference on the way back: the database refuses it if there are rows.

        Raises:
            ProjectError: Nobody knows a value.
        """
        fill = self.said(resource, field)
        if fill is None and self.back and not field.is_relation:
            code = _EMPTY.get(field.type) or self._code(resource, field, _neutral(field))
            return Fill(code, made_up=True)
        if fill is None and not self.back:
            raise ProjectError(
                f"field {field.name!r} of {resource.name!r} is required, "
                "and rows that are there have no value for it",
                "Give it a default=VALUE, or say what they get with --backfill VALUE.",
            )
        return fill

    def _code(self, resource: Resource, field: Field, value: Scalar) -> str:
        kind = field.type if field.type != "ref" else f"ref-{self.project.id}"
        write = _WRITERS.get(kind, _text)
        try:
            return write(field, value)
        except ValueError as error:
            raise ProjectError(
                f"field {field.name!r} of {resource.name!r} cannot hold {value!r}",
                "Choose another value.",
            ) from error


def _neutral(field: Field) -> Scalar:
    """A value that the field accepts and that says as little as can be."""
    if field.type == "enum":
        return field.values[0]
    value = _NEUTRAL.get(field.type)
    if value is None:
        return "-" * (field.min_length or 0)
    if isinstance(value, str) and field.max_length:
        return value[: field.max_length]
    if field.min is not None and Decimal(str(field.min)) > 0:
        return field.min
    return field.max if field.max is not None and Decimal(str(field.max)) < 0 else value


def _text(_: Field, value: Scalar) -> str:
    return quoted(str(value))


def _whole(_: Field, value: Scalar) -> str:
    return str(int(value))


def _float(_: Field, value: Scalar) -> str:
    return repr(float(value))


def _boolean(_: Field, value: Scalar) -> str:
    return str(bool(value))


def _decimal(field: Field, value: Scalar) -> str:
    """All of its decimal places: SQLite compares long ones as text."""
    return quoted(f"{Decimal(str(value)):.{field.scale}f}")


def _date(_: Field, value: Scalar) -> str:
    if value == "today":
        return f"{NOW}.date()"
    day = dt.date.fromisoformat(str(value))
    return f"dt.date({day.year}, {day.month}, {day.day})"


def _datetime(_: Field, value: Scalar) -> str:
    if value == "now":
        return NOW
    moment = dt.datetime.fromisoformat(str(value)).astimezone(dt.UTC)
    return f"dt.datetime.fromisoformat({quoted(moment.isoformat())})"


def _time(_: Field, value: Scalar) -> str:
    return f"dt.time.fromisoformat({quoted(str(value))})"


def _uuid(_: Field, value: Scalar) -> str:
    return f"UUID({quoted(str(UUID(str(value))))})"


def _bytes(_: Field, value: Scalar) -> str:
    """A literal where it can be read, else hexadecimal digits."""
    data = base64.b64decode(str(value), validate=True)
    text = data.decode("ascii", "replace")
    plain = text.isprintable() and not {'"', "'", "\\", "\ufffd"} & {*text}
    return f'b"{text}"' if plain else f'bytes.fromhex("{data.hex()}")'


def _json(_: Field, value: Scalar) -> str:
    literal = json.dumps(value).replace("'", "''")
    sql = f"'{literal}'"
    return f"sa.literal_column({quoted(sql)})"


_WRITERS: dict[str, Callable[[Field, Scalar], str]] = {
    "int": _whole,
    "bigint": _whole,
    "float": _float,
    "bool": _boolean,
    "decimal": _decimal,
    "date": _date,
    "datetime": _datetime,
    "time": _time,
    "uuid": _uuid,
    "bytes": _bytes,
    "json": _json,
    "list": _json,
    "ref-uuid": _uuid,
    "ref-int": _whole,
}
