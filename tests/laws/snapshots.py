"""All files of a project at one moment, and what the laws want to know of them."""

from __future__ import annotations

import ast
import functools
import os
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import yaml

from generator.merging.markers import MINE
from generator.tree import File, Tree

_PRIVATE = {".git", ".fastapi-gen", "__pycache__"}


def snapshot(root: Path) -> Tree:
    """Read every file below a folder; the journal is no part of the project."""
    files = {}
    for folder, folders, names in os.walk(root):
        folders[:] = sorted({*folders} - _PRIVATE)
        for name in names:
            place = Path(folder, name)
            executable = bool(place.stat().st_mode & 0o100)
            files[place.relative_to(root).as_posix()] = File(place.read_bytes(), executable)
    return Tree(files)


def occurrences(tree: Tree, markers: Iterable[str]) -> Counter[str]:
    """How often each marker is in the files of a project."""
    everything = b"\0".join(file.data for file in tree.values())
    return Counter({each: everything.count(each.encode()) for each in markers})


def differing(one: Tree, other: Tree) -> list[str]:
    """The paths at which two trees differ."""
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


def is_marked(file: File | None) -> bool:
    """Whether conflict markers of ours are left in a file."""
    return file is not None and MINE.strip().encode() in file.data


def is_well_formed(path: str, file: File) -> bool:
    """Whether a Python, TOML or YAML file parses; any other is well formed."""
    return _is_well_formed(PurePosixPath(path).suffix, file.data)


@functools.lru_cache(4096)
def _is_well_formed(suffix: str, data: bytes) -> bool:
    text = data.decode().removeprefix("\ufeff")
    try:
        if suffix == ".py":
            ast.parse(text)
        elif suffix == ".toml":
            tomllib.loads(text)
        elif suffix in {".yaml", ".yml"}:
            yaml.safe_load(text)
    except (SyntaxError, ValueError, yaml.YAMLError):
        return False
    return True
