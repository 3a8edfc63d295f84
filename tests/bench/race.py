"""Whole processes against each other, in turns, so that a busy machine slows all of them alike."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Contender:
    """A command, run in a folder that is made for each run.

    Attributes:
        name: How the table calls it.
        command: What is run.
        prepare: Makes the folder to run it in; its time does not count.
        codes: The exit codes that are right.
    """

    name: str
    command: Sequence[str | Path]
    prepare: Callable[[], Path]
    codes: Collection[int] = (0,)


@dataclass
class Times:
    """What the runs of a contender took, in seconds; `cpu` includes the processes it started."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def median(self) -> tuple[float, float]:
        """The median of wall clock and processor time."""
        return statistics.median(self.wall), statistics.median(self.cpu)


def race(contenders: Sequence[Contender], rounds: int) -> dict[str, Times]:
    """Run every contender once a round, after a first round that warms the caches."""
    times = {each.name: Times() for each in contenders}
    for number in range(rounds + 1):
        for each in contenders:
            wall, cpu = _run(each)
            if number:
                times[each.name].wall.append(wall)
                times[each.name].cpu.append(cpu)
    return times


def ratio(one: Times, other: Times) -> float:
    """How much more processor time one needs: the median over the rounds."""
    return statistics.median(a / b for a, b in zip(one.cpu, other.cpu, strict=True))


def _run(contender: Contender) -> tuple[float, float]:
    folder = contender.prepare()
    command = [str(word) for word in contender.command]
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None
        complaint = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in contender.codes:
        raise RuntimeError(f"{contender.name} failed: {complaint.decode(errors='replace')}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime
