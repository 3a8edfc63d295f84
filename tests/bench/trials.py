"""One change of a project with the edits of a user, carried out by each of the tools."""

import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tests.bench.judging import Outcome, Sides
from tests.bench.programs import COPIER_UPDATE, DONE, OUR_UPDATE, git, run

OURS, COPIER, GIT = TOOLS = ("fastapi-gen", "copier update", "git merge-file")
Outcomes: TypeAlias = Mapping[str, Outcome]

_ANSWERS = ".copier-answers.yml"
_REJECTED = ".rej"


@dataclass(frozen=True)
class Trial:
    """What is merged, and what each tool made of it.

    Attributes:
        sides: The versions of each file.
        outcomes: Those of each tool that can do it, by path.
    """

    sides: Mapping[str, Sides]
    outcomes: Mapping[str, Outcomes]


def update(original: Path, edited: Path, expected: Mapping[str, str] | None = None) -> Trial:
    """Bring an edited project to the newest release of its template.

    Args:
        original: The project without the edits.
        edited: The project with them.
        expected: The right outcome by path, where it is known.
    """
    sides = _sides(original, edited, OUR_UPDATE, expected or {})
    outcomes = {
        OURS: _in_a_copy(edited, lambda copy: _ours(copy, OUR_UPDATE)),
        COPIER: _in_a_copy(edited, _copiers),
        GIT: _gits(sides),
    }
    return Trial(sides, outcomes)


def grow(original: Path, edited: Path, command: Sequence[str | Path]) -> Trial:
    """Carry out a command in an edited project; Copier has none like it."""
    sides = _sides(original, edited, command, {})
    outcomes = {OURS: _in_a_copy(edited, lambda copy: _ours(copy, command)), GIT: _gits(sides)}
    return Trial(sides, outcomes)


def _sides(
    original: Path, edited: Path, command: Sequence[str | Path], expected: Mapping[str, str]
) -> dict[str, Sides]:
    """What is merged: the newer version is what the command makes of the untouched project."""
    base, mine = read_files(original), read_files(edited)
    theirs = {
        path: each.text
        for path, each in _in_a_copy(original, lambda copy: _ours(copy, command)).items()
    }
    return {
        path: Sides(base.get(path), mine.get(path), theirs.get(path), expected.get(path))
        for path in sorted({*base, *mine, *theirs})
    }


def _in_a_copy(project: Path, work: Callable[[Path], Outcomes]) -> Outcomes:
    with tempfile.TemporaryDirectory(dir=project.parent) as folder:
        return work(shutil.copytree(project, Path(folder, project.name), symlinks=True))


def _ours(project: Path, command: Sequence[str | Path]) -> Outcomes:
    """Run the tool; its conflicts are those that it reports."""
    report = json.loads(run(project, *command, codes=DONE))
    places = Counter(each["path"] for each in report["conflicts"])
    return {path: Outcome(text, places[path]) for path, text in read_files(project).items()}


def _copiers(project: Path) -> Outcomes:
    """Run Copier; its conflicts are between markers, or in files of what was rejected."""
    run(project, *COPIER_UPDATE)
    files = read_files(project)
    outcomes = {path: Outcome.marked(text) for path, text in files.items()}
    for path, text in files.items():
        if path.endswith(_REJECTED):
            rejected = len(re.findall("^@@", text, re.MULTILINE))
            whole = path.removesuffix(_REJECTED)
            outcomes[whole] = Outcome(files.get(whole), outcomes[whole].conflicts + rejected)
    return outcomes


def _gits(sides: Mapping[str, Sides]) -> Outcomes:
    """Run git's merge on each file that both changed."""
    with tempfile.TemporaryDirectory() as folder:
        return {
            path: Outcome.marked(_merge_file(Path(folder), each))
            for path, each in sides.items()
            if each.contested
        }


def _merge_file(folder: Path, sides: Sides) -> str:
    for name, text in (("mine", sides.mine), ("base", sides.base), ("theirs", sides.theirs)):
        (folder / name).write_text(text or "", encoding="utf-8")
    words = ("git", "merge-file", "--stdout", "--quiet", "mine", "base", "theirs")
    return run(folder, *words, codes=range(128))  # as many as there are conflicts


def read_files(project: Path) -> dict[str, str]:
    """The files of a project, ignored ones and the answers aside."""
    listed = git(project, "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    paths = {path for path in listed.split("\0") if path and (project / path).is_file()}
    return {
        path: (project / path).read_text(encoding="utf-8") for path in sorted(paths - {_ANSWERS})
    }
