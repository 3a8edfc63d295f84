"""Import the modules that a file lists, and do nothing with them."""

import importlib
import json
import sys
from pathlib import Path

for module in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
    importlib.import_module(module)
