"""How often a merge needs the user, or fails: the tool, Copier, and git on the same changes."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeAlias

from tests.bench.corpus import try_corpus
from tests.bench.judging import Sides, judge
from tests.bench.programs import TOOL
from tests.bench.scores import Scores, reduction, show, summed
from tests.bench.shop import Shop
from tests.bench.trials import OURS, Trial, grow, update

GROWTH = (
    ("add-resource", "parcel", "code:str:20:unique", "product:ref:product", "sender:ref:user"),
    ("add-field", "product", "weight:decimal:8.3:opt", "labels:m2m:tag"),
    ("add-resource", "batch", "order:ref:order", "tags:m2m:tag", "supplier:ref:supplier:opt"),
    ("add-field", "category", "rank:int:default=0", "parent:ref:self"),
)
FEWER = 0.9
"""The part of Copier's conflicts that nobody should have to settle."""

Work: TypeAlias = Callable[[], Trial]


def is_accurate(place: Path, shop: Shop, histories: int) -> bool:
    """Compare the tools and print the table; whether ours is as good as it should be."""
    edited = [shop.edited(seed) for seed in range(1, histories + 1)]
    corpus = _carry_out([partial(try_corpus, place / "corpus")])
    updates = _carry_out([partial(update, shop.original, each) for each in edited])
    growth = _carry_out(_growth(shop.original, edited))
    mergeable = {
        "cases with one right outcome": _scores(corpus, _has_one_outcome),
        f"{len(updates)} updates of an edited project": _scores(updates),
        f"{len(growth)} resources or fields more": _scores(growth),
    }
    undecided = _scores(corpus, lambda sides: not _has_one_outcome(sides))
    show(mergeable, {"cases for the user to decide": undecided})
    ours = summed([*mergeable.values(), undecided])[OURS]
    fewer = reduction(mergeable.values()) or 0
    return fewer >= FEWER and not ours.wrong and not ours.lost


def _growth(original: Path, edited: Sequence[Path]) -> list[Work]:
    commands = (GROWTH * len(edited))[: len(edited)]
    return [
        partial(grow, original, project, (TOOL, *command, "--yes", "--json"))
        for project, command in zip(edited, commands, strict=True)
    ]


def _carry_out(work: Iterable[Work]) -> list[Trial]:
    """Two at a time: it is other programs that work."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda each: each(), work))


def _has_one_outcome(sides: Sides) -> bool:
    """Whether somebody who knows both sides could merge them without asking."""
    return sides.expected is not None or not sides.contested


def _scores(trials: Iterable[Trial], wanted: Callable[[Sides], bool] = lambda _: True) -> Scores:
    """All verdicts on each tool together, of the wanted files."""
    return summed(
        {tool: judge(path, trial.sides[path], outcome)}
        for trial in trials
        for tool, outcomes in trial.outcomes.items()
        for path, outcome in outcomes.items()
        if wanted(trial.sides[path])
    )
