"""A text that was written with the old words, and what the user made of it, in the new ones."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, product

from generator.respelling import code
from generator.respelling.code import NO_NAMES, lines_of
from generator.respelling.hunks import Hunk, bare, hunks_of
from generator.respelling.words import Respelling

_PIECES = re.compile(r"\w+|\W")
_WORDING = re.compile(r"[\w -]*")
_IDENTIFIERS = re.compile(r"[^\W\d]\w*")
_ARTICLES = 4
"""How many of them a line may have, for all ways to write it to be tried."""

_ARTICLE = re.compile(r"\b([Aa])n?(?= \w)")


@dataclass(frozen=True, slots=True)
class Carried:
    """Two versions of a text in the new words.

    Attributes:
        base: What we once wrote.
        mine: What the user made of it.
        left: The lines of `mine` (from 1) that the user wrote and that have an old word still.
    """

    base: str
    mine: str
    left: tuple[int, ...]


def carry(
    base: str,
    mine: str,
    theirs: str,
    respell: Respelling,
    names: Mapping[str, str] = NO_NAMES,
    foreign: Container[str] = (),
) -> Carried:
    """Put what we once wrote into the new words, and the user's version of it as well.

    Lines that the user added stay, but for the names of modules, classes and variables that are
    gone from this file: they would not run.

    Args:
        base: What we once wrote, in the old words.
        mine: What the user made of it.
        theirs: What we would write today; what it has in the old words keeps them.
        respell: The words.
        names: Names in the user's lines that are certainly ours, and the new ones.
        foreign: Names that the user has from elsewhere: they stay.
    """
    old, own = lines_of(base), lines_of(mine)
    wanted = set(bare(lines_of(theirs))), set(_IDENTIFIERS.findall(theirs))
    new = [_renewed(line, *wanted, respell) for line in old]
    hunks = list(hunks_of(old, own))
    carried = _carried(old, new, own, hunks)
    differing = [at + 1 for hunk in hunks for at in hunk.own]
    ours = {**_renamed(base, theirs, respell.of_bindings), **names}
    sure = {name: new for name, new in ours.items() if name not in foreign}
    words = respell.variables, respell.plurals
    for number, line in code.renamed("".join(carried), differing, sure, *words):
        carried[number - 1] = line
    text = "".join(carried)
    left = tuple(sorted(lines_with_old_words(text, respell).intersection(differing)))
    for hunk in hunks:
        for at in _not_renamed(hunk, own, carried, respell):
            new[at] = old[at]
    return Carried("".join(new), text, left)


def lines_with_old_words(text: str, respell: Respelling) -> set[int]:
    """The lines of a module (from 1) that have an old word: as a name, or alone in a string."""
    names = code.name_lines(text, respell.occurs_in, with_free=bool(respell.binding))
    return {*names, *code.quoting_lines(text, respell.quoted_in)}


def in_new_names(
    text: str,
    beside: Iterable[tuple[str, str]],
    respell: Respelling,
    known: Mapping[str, str] = NO_NAMES,
) -> str:
    """Put a module of the user's own into the new names of the modules beside it.

    Args:
        text: The module.
        beside: The modules of ours, as we once wrote them and as we would write them today.
        respell: The words.
        known: Names of ours that are called otherwise, and the new ones.
    """
    names: dict[str, str] = {}
    for base, theirs in beside:
        names |= _renamed(base, theirs, respell.of_bindings)
    names |= known
    lines = lines_of(text)
    words = respell.variables, respell.plurals
    for number, line in code.renamed(text, range(1, len(lines) + 1), names, *words):
        lines[number - 1] = line
    return "".join(lines)


def _renewed(line: str, lines: set[str], names: set[str], respell: Respelling) -> str:
    """A line of ours as it is wanted today, else in words that are, else as code has them."""
    spellings = [line, *respell.spellings(line)]
    in_prose = chain.from_iterable(map(_with_articles, spellings))
    whole = (each for each in in_prose if each.rstrip("\r\n") in lines)
    in_words = (each for each in spellings if names.issuperset(_IDENTIFIERS.findall(each)))
    return next(chain(whole, in_words), respell(line))


def _with_articles(line: str) -> Iterator[str]:
    """A line, also with other articles: a product, but an article."""
    yield line
    start, *rest = _ARTICLE.split(line)
    articles = list(zip(rest[::2], rest[1::2], strict=True))
    for ends in product(("", "n"), repeat=len(articles)) if len(articles) <= _ARTICLES else ():
        parts = (f"{a}{n}{words}" for (a, words), n in zip(articles, ends, strict=True))
        yield "".join([start, *parts])


def _carried(
    old: Sequence[str], new: Sequence[str], own: Sequence[str], hunks: Iterable[Hunk]
) -> list[str]:
    """The user's lines; those that are ours, or were made from ours, in the new words."""
    carried: list[str] = []
    start = 0
    for hunk in (*hunks, Hunk(range(len(old), len(old)), range(len(own), len(own)), {})):
        same = range(len(carried), hunk.own.start)
        carried += [_edited(old[start + n], new[start + n], own[at]) for n, at in enumerate(same)]
        for at in hunk.own:
            origin = hunk.origins.get(at)
            carried.append(
                own[at] if origin is None else _edited(old[origin], new[origin], own[at])
            )
        start = hunk.ours.stop
    return carried


def _not_renamed(
    hunk: Hunk, own: Sequence[str], carried: Sequence[str], respell: Respelling
) -> set[int]:
    """Our lines in whose place the user wrote others, in the old words too.

    The rename is still to be merged there; with our lines in the new words it would count as done.
    """
    renamed = [at for at in hunk.own if carried[at] != own[at]]
    others = [carried[at] for at in hunk.own if at not in renamed]
    if all(respell(line) == line for line in others):
        return set()
    return set(hunk.ours) - {hunk.origins[at] for at in renamed if at in hunk.origins}


def _edited(old: str, new: str, own: str) -> str:
    """The user's version of a line, with the words that ours changed."""
    if old == new or bare([old]) == bare([own]):
        return own if old == new else bare([new])[0] + own[len(bare([own])[0]) :]
    before, after, pieces = (_PIECES.findall(line) for line in (old, new, own))
    edits = dict(_replaced(before, after))
    if not all(map(_is_wording, [*map(before.__getitem__, edits), *edits.values()])):
        return own  # ours is wrapped otherwise, too
    matcher = SequenceMatcher(None, before, pieces, autojunk=False)
    for start, at, size in matcher.get_matching_blocks():
        for offset in range(size):
            pieces[at + offset] = edits.get(start + offset, pieces[at + offset])
    return "".join(pieces)


def _is_wording(piece: str) -> bool:
    return _WORDING.fullmatch(piece) is not None


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Index and new text of each piece that was replaced."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "replace":
            yield from zip(
                range(i1, i2),
                [*after[j1 : j1 + i2 - i1 - 1], "".join(after[j1 + i2 - i1 - 1 : j2])],
                strict=False,
            )


def _renamed(base: str, theirs: str, respell: Respelling) -> dict[str, str]:
    """The names that the text had and has no more, and what they are called now."""
    old, new = (set(_IDENTIFIERS.findall(text)) for text in (base, theirs))
    found = ((name, respell.among(name, new)) for name in old - new)
    names = {name: other for name, other in found if other}
    # By itself it is a variable, as what modules are called is said apart.
    ones = names.keys() & respell.singles.keys()
    return names | {name: one for name in ones if (one := respell.singles[name]) in new}
