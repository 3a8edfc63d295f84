"""What users do to a project, whatever its files are; each edit leaves words that are found again."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any, TypeAlias

from hypothesis import strategies as st

from generator.migrations.revisions import VERSIONS
from generator.moved_code.module_code import ModuleCode
from generator.templating.rendering import ANSWERS_FILE
from generator.tree import File, Tree
from tests.laws.python_edits import COMMENTS, EDITS
from tests.laws.snapshots import is_well_formed
from tests.laws.text_edits import LineEdit, edits_of
from tests.merging.user_edits import Edit, spots

_PATIENCE = 3
"""How many edits are tried, since not every one can be done at every place."""

_FEW = 12
Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]


def choose(draw: Draw, tree: Tree, lively: set[str]) -> str:
    """A file to edit; mostly one that commands and templates touch."""
    paths = sorted({*tree} - {ANSWERS_FILE})
    some = [path for path in paths if path in lively] or paths
    return str(draw(st.sampled_from(some) | st.sampled_from(some) | st.sampled_from(paths)))


def edit_text(
    draw: Draw, path: str, file: File, tag: str, disputed: AbstractSet[str] = frozenset()
) -> File:
    """The file after one edit in its own syntax; as it was, where none can be done there.

    Args:
        draw: How to choose.
        path: The file.
        file: Its content.
        tag: A word to leave there.
        disputed: Lines that are edited rather than others.
    """
    lines = io.StringIO(file.text or "", newline="").readlines()
    if not lines or file.text is None:
        return file
    for _ in range(_PATIENCE):
        edited = (_edited_python if path.endswith(".py") else _edited_lines)(
            draw, path, lines, tag, disputed
        )
        after = File.from_text("".join(edited), executable=file.executable)
        if after != file and is_well_formed(path, after):
            return after
    return file


def _edited_python(
    draw: Draw, path: str, lines: list[str], tag: str, disputed: AbstractSet[str]
) -> list[str]:
    places = spots(lines)
    if not places:
        return [*lines, f"# {tag}\n"]
    edit: Edit = draw(st.sampled_from(COMMENTS if path.startswith(VERSIONS) else EDITS))
    warm = [each for each in places if _is_disputed(lines[each.start : each.end], disputed)]
    return edit(lines, draw(st.sampled_from(warm or places) | st.sampled_from(places)), tag)


def _edited_lines(
    draw: Draw, path: str, lines: list[str], tag: str, disputed: AbstractSet[str]
) -> list[str]:
    edit: LineEdit = draw(st.sampled_from(edits_of(path)))
    places = range(len(lines))
    warm = [each for each in places if _is_disputed(lines[each : each + 2], disputed)]
    return edit(lines, draw(st.sampled_from(warm or places) | st.sampled_from(places)), tag)


def _is_disputed(lines: list[str], disputed: AbstractSet[str]) -> bool:
    """Whether an update would change them; said of a few lines only."""
    return len(lines) <= _FEW and any(line.rstrip("\r\n") in disputed for line in lines)


def windows_line_ends(file: File) -> File:
    """The file as some editors write it."""
    return replace(file, data=file.data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def trailing_blank(file: File) -> File:
    """A blank line at the end."""
    return replace(file, data=file.data + b"\n")


def missing_newline(file: File) -> File:
    """The last line does not end."""
    return replace(file, data=file.data.rstrip(b"\r\n"))


def executable(file: File) -> File:
    """The file may be executed."""
    return replace(file, executable=True)


AS_A_WHOLE: tuple[Callable[[File], File], ...] = (
    windows_line_ends,
    trailing_blank,
    missing_newline,
    executable,
)


def modules_to_move(tree: Tree, package: str) -> Iterator[str]:
    """The models and services of resources that are where we wrote them."""
    for path, file in tree.items():
        module = ModuleCode.read(file.text or "")
        is_ours = path.startswith(f"{package}/") and path.endswith(("/models.py", "/service.py"))
        if is_ours and module and module.definitions.keys() - {"__all__"}:
            yield path


def importing(file: File, there: str) -> File:
    """A module that has from another one what it defined itself."""
    module = ModuleCode.read(file.text or "")
    names = sorted(module.definitions.keys() - {"__all__"}) if module else []
    path = there.removesuffix(".py").replace("/", ".")
    text = f"from {path} import {', '.join(names)}\n\n__all__ = {json.dumps(names)}\n"
    return File.from_text(text, executable=file.executable)


def new_file(draw: Draw, tree: Tree, package: str, tag: str) -> tuple[str, File]:
    """A file of the user's own, maybe where a template will want to have one."""
    folders = sorted({path.rpartition("/")[0] for path in tree if "/" in path})
    folder = draw(st.sampled_from([each for each in folders if each != VERSIONS]))
    module = f'"""{tag}."""\n'.encode()
    path, data = draw(
        st.sampled_from(
            [
                (f"{folder}/user_{tag}.py", module),
                (f"{folder}/errors.py", module),
                (f"{folder}/notes_{tag}.txt", f"{tag}, without an end".encode()),
                (f"{package}/auditing.py", module),
                (f"scripts/{tag}.sh", f"#!/bin/sh\n# {tag}\n".encode()),
                (f"{folder}/{tag}.bin", b"\xff\x00" + tag.encode()),
            ]
        )
    )
    return path, File(data, path.endswith(".sh"))
