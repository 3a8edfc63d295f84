"""How long the commands take, as ratios to yardsticks that run beside them on the same machine.

    python -m tests.bench [--strict] [--rounds N]

Only ratios can be promised: they hold on a slow and on a busy machine. They compare processor time;
the medians of the wall clock stand beside them. With --strict a ratio over its budget is a failure.
"""

import argparse
import itertools
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.race import Contender, Times, race, ratio

HERE = Path(__file__).parent
TOOL = Path(sys.executable).parent / "fastapi-gen"
TEMPLATE = HERE.parent.parent
SIZES = (3, 30, 300)
RESOURCE = ("add-resource", "gadget", "name:str:120:unique", "price:decimal", "owner:ref:user:opt")
ANSWERS = ("--defaults", "--quiet", "--data", "project_name=demo")


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


def main() -> int:
    """Run all races and print the table."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--strict", action="store_true", help="fail over budget")
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        within = [
            compare(contenders, promises, arguments.rounds)
            for contenders, promises in races(Path(folder))
        ]
    return int(arguments.strict and not all(within))


def races(place: Path) -> Sequence[tuple[list[Contender], list[Promise]]]:
    """What runs against what."""
    return [help_race(place), new_race(place), growth_race(place)]


def help_race(place: Path) -> tuple[list[Contender], list[Promise]]:
    """`--help` against an application of one command."""
    python, hello = sys.executable, HERE / "yardsticks/hello.py"
    contenders = [
        Contender("fastapi-gen --help", (TOOL, "--help"), lambda: place),
        Contender("a Typer application --help", (python, hello, "--help"), lambda: place),
    ]
    return contenders, [Promise(contenders[0].name, contenders[1].name, 1.5)]


def new_race(place: Path) -> tuple[list[Contender], list[Promise]]:
    """`new` against the least that renders the same files, with Copier beside them."""
    bare = (sys.executable, HERE / "yardsticks/bare_render.py", TEMPLATE, "demo")
    copier = (Path(sys.executable).parent / "copier", "copy", *ANSWERS, TEMPLATE, "demo")
    empty = numbered(place, "new", lambda folder: folder.mkdir())
    contenders = [
        Contender("fastapi-gen new", (TOOL, "new", "demo", "--yes", "--no-git"), empty),
        Contender("bare Jinja2", bare, empty),
        Contender("copier copy", copier, empty),
    ]
    return contenders, [
        Promise("fastapi-gen new", "bare Jinja2", 2),
        Promise("fastapi-gen new", "copier copy", None),
    ]


def growth_race(place: Path) -> tuple[list[Contender], list[Promise]]:
    """`add-resource` into small and large projects, and against the imports that it needs."""
    contenders = [
        Contender(f"add-resource to {size}", (TOOL, *RESOURCE), populated(place, size))
        for size in SIZES
    ]
    small, medium, large = (each.name for each in contenders)
    modules = place / "modules.json"
    record = (sys.executable, HERE / "record_imports.py", modules, *RESOURCE)
    subprocess.run(record, cwd=populated(place, 1)(), check=True, stdout=subprocess.DEVNULL)
    import_all = (sys.executable, HERE / "yardsticks/import_all.py", modules)
    contenders.append(Contender("its imports", import_all, lambda: place))
    return contenders, [
        Promise(medium, small, 1.5),
        Promise(large, small, 1.5),
        Promise(small, "its imports", 2),
    ]


def populated(place: Path, size: int) -> Callable[[], Path]:
    """Copies of a project with that many resources."""
    original = place / f"project{size}"
    subprocess.run((sys.executable, HERE / "populate.py", original, str(size)), check=True)
    return numbered(place, f"copy{size}", lambda folder: shutil.copytree(original, folder))


def numbered(place: Path, name: str, make: Callable[[Path], object]) -> Callable[[], Path]:
    """A new folder for each run; the one before is removed."""
    numbers = itertools.count()

    def prepare() -> Path:
        number = next(numbers)
        shutil.rmtree(place / f"{name}-{number - 1}", ignore_errors=True)
        make(place / f"{name}-{number}")
        return place / f"{name}-{number}"

    return prepare


def compare(contenders: list[Contender], promises: list[Promise], rounds: int) -> bool:
    """Run a race and print what came out; whether every budget is kept."""
    times = race(contenders, rounds)
    for name, each in times.items():
        wall, cpu = each.median()
        print(f"{name:<32} {wall:8.3f} s   {cpu:8.3f} s of processor time")
    within = [report(each, times) for each in promises]
    print(flush=True)
    return all(within)


def report(promise: Promise, times: dict[str, Times]) -> bool:
    """Print a ratio; whether it is within its budget."""
    found = ratio(times[promise.measured], times[promise.yardstick])
    within = promise.budget is None or found <= promise.budget
    budget = (
        f"budget {promise.budget:4.1f}   {'ok' if within else 'OVER'}" if promise.budget else ""
    )
    print(f"  {promise.measured} / {promise.yardstick}: {found:.2f}   {budget}".rstrip())
    return within


sys.exit(main())
