"""What is right and wrong of a merge: conflicts, wrong merges, and lost lines."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import yaml

_MARKER = re.compile(r"^<{7} ", re.MULTILINE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Sides:
    """The versions of one file that are merged; None where there is no file.

    Attributes:
        base: What the generator once wrote.
        mine: What the user made of it.
        theirs: What the generator would write now.
        expected: The right outcome, where it is written down.
    """

    base: str | None
    mine: str | None
    theirs: str | None
    expected: str | None = None

    @property
    def contested(self) -> bool:
        """Whether both changed the file."""
        return None not in (self.base, self.mine, self.theirs) and self.base not in (
            self.mine,
            self.theirs,
        )


@dataclass(frozen=True)
class Outcome:
    """What a tool made of a file, and how many places it left to the user."""

    text: str | None
    conflicts: int = 0

    @classmethod
    def marked(cls, text: str) -> "Outcome":
        """An outcome whose conflicts are those between markers."""
        return cls(text, len(_MARKER.findall(text)))


@dataclass(frozen=True)
class Verdict:
    """How often something went wrong.

    Attributes:
        conflicts: Places that are left to the user.
        wrong: Files without a conflict that are not what they should be.
        lost: Lines of the user's that are gone.
        faults: What is wrong or lost, one line each.
    """

    conflicts: int = 0
    wrong: int = 0
    lost: int = 0
    faults: tuple[str, ...] = ()

    def __add__(self, other: "Verdict") -> "Verdict":
        """Both together."""
        return Verdict(
            self.conflicts + other.conflicts,
            self.wrong + other.wrong,
            self.lost + other.lost,
            self.faults + other.faults,
        )


def judge(path: str, sides: Sides, outcome: Outcome) -> Verdict:
    """Judge what became of a file."""
    lost = list(_lost(sides, outcome.text or ""))
    wrong = [] if outcome.conflicts else list(_wrong(path, sides, outcome.text))
    faults = (*(f"loses {line!r}" for line in lost), *wrong[:1])
    return Verdict(
        outcome.conflicts,
        min(1, len(wrong)),
        len(lost),
        tuple(f"{path}: {fault}" for fault in faults),
    )


def _lost(sides: Sides, text: str) -> Iterator[str]:
    """The user's lines that are nowhere, unless the right outcome does without them too."""
    before, kept = _lines(sides.base), _lines(text)
    wanted = _lines(sides.mine if sides.expected is None else sides.expected)
    words = {*_WORD.findall(text)}
    for line in sorted((_lines(sides.mine) - before) & wanted - kept):
        own = {*_WORD.findall(line)} - {*_WORD.findall(sides.base or "")}
        if sides.expected is not None or not own or own - words:
            yield line


def _lines(text: str | None) -> set[str]:
    return {line.strip() for line in (text or "").splitlines()} - {""}


def _wrong(path: str, sides: Sides, text: str | None) -> Iterator[str]:
    """What is wrong with a text that is said to be merged."""
    expected = _only_right(sides)
    if expected or text is None:
        if text != (expected and expected.text):
            yield "is not as expected"
        return
    if unsound := list(_unsound(path, text)):
        yield from unsound
        return
    yield from _miscounted(sides, text)
    yield from _twice(path, sides, text)


def _only_right(sides: Sides) -> Outcome | None:
    """The one right outcome, where there is only one."""
    if sides.expected is not None:
        return Outcome(sides.expected)
    if sides.mine == sides.base:
        return Outcome(sides.theirs)
    return Outcome(sides.mine) if sides.theirs == sides.base else None


def _unsound(path: str, text: str) -> Iterator[str]:
    """Whether a file cannot be read any more."""
    readers: dict[str, Callable[[str], object]] = {
        ".py": ast.parse,
        ".toml": tomllib.loads,
        ".yml": yaml.safe_load,
    }
    for suffix, read in readers.items():
        try:
            if path.endswith(suffix):
                read(text)
        except (SyntaxError, tomllib.TOMLDecodeError, yaml.YAMLError) as error:
            yield f"does not parse: {error}"


def _miscounted(sides: Sides, text: str) -> Iterator[str]:
    """Words of one side that are missing, doubled, or back again.

    A word that the base does not have came with a change, and one that a side has no more went
    with one; how often it should be in the result follows from the sides.
    """
    base, mine, theirs, result = (_words(it) for it in (sides.base, sides.mine, sides.theirs, text))
    for word in sorted({*base, *mine, *theirs}):
        change = mine[word] + theirs[word] - base[word]
        telling = not base[word] or not mine[word] or not theirs[word]
        if telling and result[word] != max(0, change):
            yield f"has {word!r} {result[word]} times, not {max(0, change)} times"


def _words(text: str | None) -> Counter[str]:
    return Counter(_WORD.findall(text or ""))


def _twice(path: str, sides: Sides, text: str) -> Iterator[str]:
    """Definitions that are there twice, and were not before."""
    if not path.endswith(".py"):
        return
    known = _definitions(sides.mine or "") | _definitions(sides.theirs or "")
    for name, count in _definitions(text).items():
        if count > known[name]:
            yield f"defines {name} {count} times"


def _definitions(text: str) -> Counter[str]:
    """What a module and its classes define and import."""
    module = ast.parse(text)
    classes = (each for each in module.body if isinstance(each, ast.ClassDef))
    inside = (f"{each.name}.{name}" for each in classes for name in _names(each.body))
    return Counter([*_names(module.body), *inside])


def _names(body: Sequence[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (f"import {each.asname or each.name}" for each in node.names)
