"""What is promised of a ratio, and whether a race keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.race import Contender, Times, race, ratio


@dataclass(frozen=True)
class Promise:
    """A ratio that should hold.

    Attributes:
        measured: The contender that it is about.
        yardstick: The contender that it is compared with.
        budget: The highest ratio that is right; None where it is only told.
    """

    measured: str
    yardstick: str
    budget: float | None


def compare(contenders: Sequence[Contender], promises: Sequence[Promise], rounds: int) -> bool:
    """Run a race and print what came out; whether every budget is kept."""
    times = race(contenders, rounds)
    for name, each in times.items():
        wall, cpu = each.median()
        print(f"{name:<32} {wall:8.3f} s   {cpu:8.3f} s of processor time")
    within = [_report(each, times) for each in promises]
    print(flush=True)
    return all(within)


def _report(promise: Promise, times: dict[str, Times]) -> bool:
    found = ratio(times[promise.measured], times[promise.yardstick])
    within = promise.budget is None or found <= promise.budget
    budget = (
        f"budget {promise.budget:4.1f}   {'ok' if within else 'OVER'}" if promise.budget else ""
    )
    print(f"  {promise.measured} / {promise.yardstick}: {found:.2f}   {budget}".rstrip())
    return within
