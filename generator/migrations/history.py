"""The revisions that a project has: read as text, never executed."""

from __future__ import annotations

import ast
import contextlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.errors import ProjectError

# What Alembic takes for an id, less the characters that a comment or a string would stumble over.
_ID = re.compile(r"\w[\w.]*")
_MEND = "Mend the file, or move it out of the folder."


@dataclass(frozen=True, slots=True)
class Script:
    """One revision file: where it is, its id and the ids that it builds on."""

    path: str
    revision: str
    parents: tuple[str, ...]


def find_head(versions: Mapping[str, str]) -> str | None:
    """The id of the one revision that nothing builds on yet; None if there are no revisions.

    Args:
        versions: Path and text of the files in the versions folder.

    Raises:
        ProjectError: A file cannot be read, a parent is missing, or there is not one head.
    """
    head = head_script(versions)
    return head.revision if head else None


def read_scripts(versions: Mapping[str, str]) -> list[Script]:
    """Every revision in the order of the paths.

    Raises:
        ProjectError: A file cannot be read.
    """
    return [_read(path, versions[path]) for path in sorted(versions) if _is_script(path)]


def head_script(versions: Mapping[str, str]) -> Script | None:
    """Like `find_head`, with the file that the head is in."""
    scripts = read_scripts(versions)
    if not scripts:
        return None
    _refuse_twins(scripts)
    _refuse_orphans(scripts)
    parents = {parent for script in scripts for parent in script.parents}
    heads = [script for script in scripts if script.revision not in parents]
    if len(heads) != 1:
        raise _not_one_head(heads)
    return heads[0]


def refuse_to_orphan(versions: Mapping[str, str], gone: Collection[str]) -> None:
    """Refuse to take away what a revision of the user's builds on.

    Args:
        versions: Path and text of the files in the versions folder; any may be damaged.
        gone: The paths of those that would be taken away.

    Raises:
        ProjectError: One that stays builds on one of them.
    """
    scripts = [*_readable(versions)]
    going = {each.revision: each for each in scripts if each.path in gone}
    for script in scripts:
        for parent in going.keys() & set(script.parents) if script.path not in gone else ():
            before = ", ".join(map(repr, going[parent].parents)) or "None"
            raise ProjectError(
                f"{script.path} builds on {going[parent].path}, which would be taken away",
                f"Delete it, or let it build on what is below: down_revision = {before}.",
            )


def _readable(versions: Mapping[str, str]) -> Iterator[Script]:
    for path in sorted(filter(_is_script, versions)):
        with contextlib.suppress(ProjectError):
            yield _read(path, versions[path])


def _is_script(path: str) -> bool:
    """Whether Alembic would load the file."""
    name = path.rpartition("/")[2]
    return name.endswith(".py") and not name.startswith((".#", "__init__"))


def _read(path: str, text: str) -> Script:
    try:
        values = _ids(text)
    except (SyntaxError, ValueError, RecursionError) as error:
        raise ProjectError(f"{path} cannot be read: {error}", _MEND) from error
    revision, parents = values.get("revision"), values.get("down_revision")
    if not isinstance(revision, str) or not _ID.fullmatch(revision):
        raise ProjectError(f"{path} has no revision id", f"{_MEND} It needs: revision = '...'.")
    return Script(path, revision, _parents(path, parents))


def _ids(text: str) -> dict[str, object]:
    """The ids of a revision: above the first function, where Alembic writes them, or elsewhere."""
    head, function, _ = text.partition("\ndef ")
    values = dict(_assignments(ast.parse(head)))
    if function and len(values) < len({"revision", "down_revision"}):
        values = dict(_assignments(ast.parse(text)))
    return values


def _assignments(module: ast.Module) -> Iterator[tuple[str, object]]:
    """The ids that are assigned at the top of a module; ValueError if one is no literal."""
    for statement in module.body:
        if isinstance(statement, ast.Assign):
            targets, value = statement.targets, statement.value
        elif isinstance(statement, ast.AnnAssign) and statement.value:
            targets, value = [statement.target], statement.value
        else:
            continue
        for target in targets:
            if isinstance(target, ast.Name) and target.id in {"revision", "down_revision"}:
                yield target.id, _literal(target.id, value)


def _literal(name: str, value: ast.expr) -> object:
    try:
        return ast.literal_eval(value)
    except ValueError as error:
        raise ValueError(f"line {value.lineno}: {name} is no literal") from error


def _parents(path: str, value: object) -> tuple[str, ...]:
    ids = value if isinstance(value, tuple | list | set | frozenset) else (value,)
    parents = tuple(each for each in ids if isinstance(each, str))
    if value is not None and len(parents) != len(ids):
        raise ProjectError(f"{path}: its down_revision {value!r} is no id", _MEND)
    return parents


def _refuse_twins(scripts: Sequence[Script]) -> None:
    seen: dict[str, str] = {}
    for script in scripts:
        if script.revision in seen:
            raise ProjectError(
                f"{seen[script.revision]} and {script.path} are both revision {script.revision!r}",
                "Give one of them another id.",
            )
        seen[script.revision] = script.path


def _refuse_orphans(scripts: Sequence[Script]) -> None:
    known = {script.revision for script in scripts}
    for script in scripts:
        for parent in script.parents:
            if parent not in known:
                raise ProjectError(
                    f"{script.path} builds on revision {parent!r}, which is in no file beside it",
                    "Restore that file, or correct the down_revision.",
                )


def _not_one_head(heads: Sequence[Script]) -> ProjectError:
    if not heads:
        return ProjectError("the revisions build on each other in a circle", _MEND)
    names = ", ".join(f"{head.revision} ({head.path})" for head in heads)
    return ProjectError(
        f"the revisions have {len(heads)} heads: {names}", "Join them first: alembic merge heads"
    )
