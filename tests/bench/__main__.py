"""How the tool compares: how fast it is, and how well it merges.

    python -m tests.bench [--strict] [--rounds N] [--histories N]

Of speed only ratios can be promised: to yardsticks that run beside the commands on the same machine,
be it slow or busy. They compare processor time; the medians of the wall clock stand beside them.
Merges are compared with those of Copier and of git. With --strict it is a failure if a ratio is over
its budget, or if a merge is worse than it should be.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench import programs
from tests.bench.accuracy import is_accurate
from tests.bench.promise import compare
from tests.bench.races import races
from tests.bench.shop import Shop


def main() -> int:
    """Run all races and all merges, and print the tables."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--strict", action="store_true", help="fail over budget")
    parser.add_argument("--rounds", type=int, default=7, help="how often each command runs")
    parser.add_argument("--histories", type=int, default=10, help="how many projects are edited")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        place = Path(folder)
        programs.settle(place / "cache")
        shop = Shop.open(place / "shop")
        within = [compare(*race, arguments.rounds) for race in races(place, shop)]
        within.append(is_accurate(place, shop, arguments.histories))
    return int(arguments.strict and not all(within))


sys.exit(main())
