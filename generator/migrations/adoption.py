"""New revisions of a newer template, put on top of what a project has made of the older one.

The template chains its revisions to its own; a project has revisions of its own on top of those.
Written as they are, they would be a second head.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from graphlib import CycleError, TopologicalSorter

from generator.errors import ProjectError
from generator.migrations.history import Script, head_script, read_scripts
from generator.migrations.layout import quoted
from generator.migrations.revisions import Revision, free_path

_STAMP = re.compile(r"\d{4}_\d{2}_\d{2}_\d{4}_")
_REVISES = re.compile(r"^Revises:.*$", re.MULTILINE)

Versions = Mapping[str, str]
"""Path and text of the files in a versions folder."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """What a newer template means for the revisions of a project.

    Attributes:
        revisions: The files to write, oldest first.
        notices: What the user should know, one line each.
    """

    revisions: tuple[Revision, ...] = ()
    notices: tuple[str, ...] = ()


def adopt(base: Versions, theirs: Versions, disk: Versions, now: datetime) -> Adoption:
    """Put the new revisions of a template on the head of a project, in their order.

    Only what they build on is changed. They keep their paths, by which Copier knows that they are
    there. A revision that the project has already, by its id, is not written again. One that builds
    on nothing, as when a template starts its history anew, is left out: the tables are there.

    Args:
        base: The revisions of the template that the project was last written with.
        theirs: Those of the newer template.
        disk: The revisions of the project.
        now: The clock, an aware moment.

    Raises:
        ProjectError: A revision cannot be read, or those of the project have no single head.
    """
    if base == theirs:
        return Adoption()
    known = {each.revision for each in (*read_scripts(base), *read_scripts(disk))}
    fresh = [each for each in read_scripts(theirs) if each.revision not in known]
    if base and not disk:
        return Adoption(notices=_told("There are no migrations here to put these on", fresh))
    starts = [each for each in fresh if base and not each.parents]
    revisions = _chained([each for each in fresh if each not in starts], theirs, disk, now)
    notices = (
        *_told("New migrations of the template, to be run with alembic upgrade head", revisions),
        *_told("The template starts its migrations anew; not taken, see what is in it", starts),
        *_changed(base, theirs, disk),
    )
    return Adoption(revisions, notices)


def _chained(
    fresh: Sequence[Script], theirs: Versions, disk: Versions, now: datetime
) -> tuple[Revision, ...]:
    """The new revisions, each on the one before it and the first one on the project's head."""
    tip: Script | Revision | None = head_script(disk) if fresh else None
    chain: list[Revision] = []
    for script in _in_order(fresh):
        text = theirs[script.path]
        if tip is not None and script.parents != (tip.revision,):
            text = _moved(script, text, tip.revision)
        tip = Revision(_free_path(script.path, disk, now), script.revision, text)
        chain.append(tip)
    return tuple(chain)


def _free_path(path: str, taken: Versions, now: datetime) -> str:
    """The path, or one of today where the user has another revision there."""
    if path not in taken:
        return path
    slug = _STAMP.sub("", path.rpartition("/")[2].removesuffix(".py"))
    return free_path(slug, path, taken, now)[1]


def _in_order(scripts: Iterable[Script]) -> list[Script]:
    """The revisions, each after those that it builds on."""
    by_id = {each.revision: each for each in scripts}
    graph = {each.revision: [*each.parents] for each in by_id.values()}
    try:
        order = [*TopologicalSorter(graph).static_order()]
    except CycleError as error:
        circle = ", ".join(error.args[1])
        raise ProjectError(
            f"revisions of the template build on each other in a circle: {circle}",
            "Mend the template.",
        ) from error
    return [by_id[each] for each in order if each in by_id]


def _moved(script: Script, text: str, down: str) -> str:
    """The text of a revision on another parent: the code and what the docstring says of it."""
    text = _replaced(text, _parent_of(script, text), quoted(down))
    return _REVISES.sub(f"Revises: {down}", text, count=1)


def _parent_of(script: Script, text: str) -> ast.expr:
    for statement in ast.parse(text).body:
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id="down_revision")], value=value)
                | ast.AnnAssign(target=ast.Name(id="down_revision"), value=ast.expr() as value)
            ):
                return value
    raise ProjectError(
        f"{script.path} of the template does not say what it builds on", "Mend the template."
    )


def _replaced(text: str, node: ast.expr, literal: str) -> str:
    """The text with another literal in the place of an expression."""
    lines = text.encode().splitlines(keepends=True)  # offsets count bytes
    end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset
    head = [*lines[: node.lineno - 1], lines[node.lineno - 1][: node.col_offset]]
    tail = [lines[end_line - 1][end_column:], *lines[end_line:]]
    return b"".join([*head, literal.encode(), *tail]).decode()


def _changed(base: Versions, theirs: Versions, disk: Versions) -> Iterator[str]:
    """What to know of revisions that are not as they were once released."""
    before, after = _by_id(base), _by_id(theirs)
    for script in read_scripts(disk):
        old, new = before.get(script.revision), after.get(script.revision)
        if old is None or new in {old, disk[script.path]}:
            continue
        became = "no longer part of" if new is None else "changed after its release in"
        yield f"{script.path} is {became} the template; yours stays as it is."


def _by_id(versions: Versions) -> dict[str, str]:
    return {each.revision: versions[each.path] for each in read_scripts(versions)}


def _told(what: str, revisions: Sequence[Script | Revision]) -> tuple[str, ...]:
    return (f"{what}: {', '.join(each.path for each in revisions)}.",) if revisions else ()
