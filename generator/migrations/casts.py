"""Which type a field may turn into, and what that takes on each database."""

from __future__ import annotations

from dataclasses import dataclass

from generator.errors import ProjectError
from generator.migrations.schema import is_text_on_sqlite
from generator.spec.field import Field

_TEXT = frozenset({"str", "text", "email", "url", "slug"})
_WHOLE = frozenset({"int", "bigint"})
_MOMENTS = frozenset({"date", "datetime", "time"})
_ANEW = "Remove the field and add it anew: its values are lost."

# What keeps its meaning on every database; what is written differently (a UUID, a moment) does not.
_TARGETS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_TEXT, _TEXT | {"enum"}),
    "enum": _TEXT | {"enum"},
    "int": _WHOLE | {"float", "decimal"} | _TEXT,
    "bigint": _WHOLE | {"float", "decimal"} | _TEXT,
    "float": frozenset({"decimal", *_TEXT}),
    "decimal": frozenset({"decimal", "float", *_TEXT}),
    "bool": _WHOLE,
    "date": frozenset({"datetime", *_TEXT}),
    "datetime": frozenset({"date"}),
    "list": frozenset({"json"}),
    "file": frozenset({"image"}),
    "image": frozenset({"file"}),
}


@dataclass(frozen=True, slots=True)
class Cast:
    """How values of one type become those of another.

    Attributes:
        using: The expression that PostgreSQL needs; empty if it knows by itself.
        kept_on_sqlite: Whether SQLite must copy the values as they are. Its CAST to a date or a
            moment leaves the year alone.
        on_sqlite: The expression that values then get on SQLite; empty if nothing is left to do.

    The expressions have `{}` where the column stands.
    """

    using: str = ""
    kept_on_sqlite: bool = False
    on_sqlite: str = ""


def refuse_turn(old: Field, new: Field, resource: str) -> None:
    """Refuse to turn a field into what its values cannot become.

    Args:
        old: The field as it was, its target by the name of today.
        new: The field as it shall be.
        resource: Whose field it is.

    Raises:
        ProjectError: It says what to do instead.
    """
    where = f"field {new.name!r} of {resource!r}"
    if old.type != new.type and new.type not in _TARGETS.get(old.type, ()):
        raise ProjectError(f"{where} cannot turn from {old.type} into {new.type}", _ANEW)
    if old.target != new.target:
        raise ProjectError(
            f"{where} cannot point to {new.target!r}: its rows point to {old.target!r}", _ANEW
        )
    if old.many != new.many:
        one, several = "one file", "several"
        turn = (several, one) if old.many else (one, several)
        raise ProjectError(f"{where} cannot turn from {turn[0]} into {turn[1]}", _ANEW)
    if old.type == new.type == "list" and not _holds(str(old.element), str(new.element)):
        raise ProjectError(
            f"{where} cannot turn from a list of {old.element} into one of {new.element}", _ANEW
        )


def _holds(old: str, new: str) -> bool:
    """Whether all JSON values of the one element type are values of the other."""
    wider = {"int": {"bigint", "float"}, "bigint": {"float"}}
    return old == new or new in wider.get(old, ()) or (old in _TEXT and new in {"str", "text"})


def cast(old: Field, new: Field) -> Cast:
    """How the values become those of another type; both ways of `refuse_turn`."""
    moment = new.type in _MOMENTS
    return Cast(_using(old, new), kept_on_sqlite=moment, on_sqlite=_on_sqlite(old, new))


def _using(old: Field, new: Field) -> str:
    if old.type == "date" and new.type == "datetime":
        return "{}::timestamp AT TIME ZONE 'UTC'"
    if old.type == "datetime" and new.type == "date":
        return "({} AT TIME ZONE 'UTC')::date"
    if old.type == "bool":
        return "{}::integer"
    if new.type == "bool":
        return "{} <> 0"
    types = {
        "int": "integer",
        "bigint": "bigint",
        "float": "double precision",
        "decimal": "numeric",
        "date": "date",
    }
    return f"{{}}::{types[new.type]}" if old.type in _TEXT and new.type in types else ""


def _on_sqlite(old: Field, new: Field) -> str:
    if old.type == "date" and new.type == "datetime":
        return "{} || ' 00:00:00.000000'"
    if old.type == "datetime" and new.type == "date":
        return "substr({}, 1, 10)"
    if new.type == "decimal" and old.type not in _TEXT:
        return _digits(old, new) if is_text_on_sqlite(new) else _rounded(old, new)
    if old.type == "decimal" and new.type in _TEXT and not is_text_on_sqlite(old):
        return f"printf('%.{old.scale}f', {{}})"
    return ""


def _rounded(old: Field, new: Field) -> str:
    """PostgreSQL rounds to the decimal places of the column."""
    fewer = old.type == "float" or _places(old) > _places(new)
    return f"round({{}}, {_places(new)})" if fewer else ""


def _digits(old: Field, new: Field) -> str:
    """Text with all the decimal places that the column has, as equal numbers are equal texts."""
    places, more = _places(new), _places(new) - _places(old)
    if old.type == "float":
        return f"printf('%.{places}f', {{}})"
    if old.type == "decimal" and not is_text_on_sqlite(old):
        return _padded(f"printf('%.{min(places, _places(old))}f', {{}})", old, more)
    if more < 0:
        cut = -more + (places == 0)  # the point goes with the last of them
        return f"substr({{}}, 1, length({{}}) - {cut})"
    return _padded("{}", old, more) if more else ""


def _padded(digits: str, old: Field, more: int) -> str:
    point = "" if _places(old) else "."
    return f"{digits} || '{point}{'0' * more}'" if more > 0 else digits


def _places(field: Field) -> int:
    return field.scale or 0
