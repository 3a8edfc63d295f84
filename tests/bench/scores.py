"""The verdicts on each tool: added up, compared, and shown as a table."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from tests.bench.judging import Verdict
from tests.bench.trials import COPIER, OURS, TOOLS

Scores: TypeAlias = Mapping[str, Verdict]


def summed(scores: Iterable[Scores]) -> Scores:
    """All scores as one."""
    totals: dict[str, Verdict] = {}
    for each in scores:
        for tool, verdict in each.items():
            totals[tool] = totals.get(tool, Verdict()) + verdict
    return totals


def reduction(scores: Iterable[Scores]) -> float | None:
    """The part of Copier's conflicts that we have not; None where it has none."""
    common = summed(each for each in scores if COPIER in each)
    theirs = common.get(COPIER, Verdict()).conflicts
    return 1 - common[OURS].conflicts / theirs if theirs else None


def show(*groups: Mapping[str, Scores]) -> None:
    """Print a table of all rows, with the total after each group, and what is wrong with ours."""
    print("conflicts / wrong merges / lost lines")
    print(_line("", TOOLS, "fewer than Copier"))
    so_far: list[Scores] = []
    for rows in groups:
        for name, scores in rows.items():
            print(_row(name, [scores]))
        so_far.extend(rows.values())
        print(_row("  in all", so_far))
    for fault in summed(so_far)[OURS].faults:
        print(f"  ours: {fault}")
    print(flush=True)


def _row(name: str, scores: Sequence[Scores]) -> str:
    fewer, total = reduction(scores), summed(scores)
    cells = [_cell(total.get(tool)) for tool in TOOLS]
    return _line(name, cells, "" if fewer is None else f"{fewer:.0%}")


def _cell(verdict: Verdict | None) -> str:
    if verdict is None:
        return "cannot"
    return f"{verdict.conflicts} / {verdict.wrong} / {verdict.lost}"


def _line(name: str, cells: Iterable[str], last: str) -> str:
    return f"{name:<34}" + "".join(f"{cell:>18}" for cell in cells) + f"   {last:>18}".rstrip()
