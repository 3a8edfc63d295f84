"""A build hook: record in the package which commit its templates are from.

`copier update` and the tool itself find a project's template again by that commit. It is written
as Copier writes it (`git describe --tags --always`). A build from a source distribution, where
there is no repository, takes over what the source distribution recorded.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

RECORD = "generator/_template_version"


class RecordTemplateVersion(BuildHookInterface[Any]):
    """Adds the file `_template/VERSION` to the wheel, and its source to the source distribution."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the record and have it included."""
        root = Path(self.root)
        described = _describe(root)
        record = root / RECORD
        if described:
            record.write_text(f"{described}\n", encoding="utf-8")
        elif not record.is_file():
            record.write_text(f"v{self.metadata.version}\n", encoding="utf-8")
        if version == "editable":
            return
        place = RECORD if self.target_name == "sdist" else "generator/_template/VERSION"
        build_data["force_include"][str(record)] = place


def _describe(root: Path) -> str:
    """The commit of the checkout; nothing where this is no checkout of its own."""
    if not (root / ".git").exists():
        return ""
    command = ["git", "-C", str(root), "describe", "--tags", "--always"]
    try:
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
