"""How generated endpoints compare: lists at any depth, and with the same written by hand.

    python -m tests.bench.serving PYTHON [--strict] [--rounds N] [--rows N]

PYTHON is an interpreter that has what a generated project needs; TEST_POSTGRES_URL names the
PostgreSQL server. A project is made and migrated there, its tables are filled, and what is in
`served` runs inside it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from uuid import uuid4

from tests.bench import programs
from tests.bench.programs import TOOL, run

SERVED = Path(__file__).parent / "served"
RESOURCES = (
    "article title:str:200 body:text price:decimal:10.2 published:bool:default=false",
    "ticket rank:int:filter:sort label:str:80",
    "message rank:int:filter:sort label:str:80 --pagination offset",
    "event rank:int:filter:sort label:str:80 --pagination cursor",
    "reading rank:int:filter:sort label:str:80 --pagination keyset",
)
SPEED = 0.9
"""The least speed of a generated endpoint, of that of the same by hand."""

DEPTH = {"cursor": 1.2, "keyset": 1.2}
"""How much longer the last part of a list may take than the first; the others are only told."""


def main() -> int:
    """Make the project, run both races, and print the tables."""
    parser = argparse.ArgumentParser(prog="serving")
    parser.add_argument("python", type=Path, help="an interpreter with what projects need")
    parser.add_argument("--strict", action="store_true", help="fail over budget")
    parser.add_argument("--rounds", type=int, default=30, help="how often each request is sent")
    parser.add_argument("--rows", type=int, default=1_000_000, help="how long the lists are")
    arguments = parser.parse_args()
    server = os.environ.get("TEST_POSTGRES_URL")
    if not server:
        print("Serving was not measured: TEST_POSTGRES_URL names no PostgreSQL server.")
        return 0
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        programs.settle(Path(folder) / "cache")
        project = make_project(Path(folder))
        found = measure(project, server, arguments)
    within = [print_depths(found["depths"]), print_endpoints(found["endpoints"])]
    print_statements(found["statements"])
    return int(arguments.strict and not all(within))


def make_project(folder: Path) -> Path:
    """A project with a list in each style."""
    run(folder, TOOL, "new", "demo", "--yes", "--no-git", "--database", "postgresql")
    for words in RESOURCES:
        run(folder / "demo", TOOL, "add-resource", *words.split())
    return folder / "demo"


def measure(
    project: Path, server: str, arguments: argparse.Namespace
) -> dict[str, dict[str, float]]:
    """Run what is in `served` with the project's own interpreter, in a database of its own."""
    answer = project / "answer.json"
    words: list[str | Path] = [SERVED / "main.py", answer, server, f"bench_{uuid4().hex[:12]}"]
    subprocess.run(
        [arguments.python, *words, str(arguments.rows), str(arguments.rounds)],
        cwd=project,
        env=os.environ | {"PYTHONPATH": f"{project}{os.pathsep}{SERVED}"},
        stdout=subprocess.DEVNULL,  # the access log
        check=True,
    )
    found: dict[str, dict[str, float]] = json.loads(answer.read_text(encoding="utf-8"))
    return found


def print_depths(depths: dict[str, float]) -> bool:
    """The last part of a list against the first; whether every budget is kept."""
    print("the last part of a list / its first part (wall clock)")
    for style, ratio in depths.items():
        budget = (
            f"budget {DEPTH[style]}   {_word(within=ratio <= DEPTH[style])}"
            if style in DEPTH
            else ""
        )
        print(f"  {style:<30} {ratio:8.2f}   {budget}".rstrip())
    return all(depths[style] <= budget for style, budget in DEPTH.items())


def print_endpoints(speeds: dict[str, float]) -> bool:
    """The speed of generated endpoints against the same by hand; whether it is enough."""
    print("\nspeed of generated endpoints, of the same by hand (processor time)")
    within = True
    for name, speed in speeds.items():
        promised = "whole" not in name
        within &= not promised or speed >= SPEED
        budget = f"at least {SPEED}   {_word(within=speed >= SPEED)}" if promised else ""
        print(f"  {name:<30} {speed:8.2f}   {budget}".rstrip())
    return within


def print_statements(counts: dict[str, float]) -> None:
    """How often a request goes to the database."""
    print("\nstatements for a request")
    for name, count in counts.items():
        print(f"  {name:<30} {count:5.0f}")
    print(flush=True)


def _word(*, within: bool) -> str:
    return "ok" if within else "OVER"


if __name__ == "__main__":
    sys.exit(main())
