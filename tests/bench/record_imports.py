"""Run the tool and list in a file the foreign modules that it has imported."""

import atexit
import json
import sys
from pathlib import Path

from generator.cli.boundary import main

target = Path(sys.argv.pop(1))


def record() -> None:
    """Write the names of the modules, in the order of their import."""
    foreign = [
        name
        for name, module in list(sys.modules.items())
        if name.partition(".")[0] not in {"__main__", "generator"}
        and getattr(module, "__spec__", None)
    ]
    target.write_text(json.dumps(foreign), encoding="utf-8")


atexit.register(record)
main()
