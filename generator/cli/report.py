"""What a command says of its plan: the exit code, and the form for machines."""

from __future__ import annotations

import json
from pathlib import Path

from generator.cli.options import Output
from generator.plan import Conflict, Plan

JSON_SCHEMA = 1
"""The version of the JSON form; it grows when a key changes its meaning or goes away."""

CONFLICTS = 3
"""The exit code of a command that is done but left something to the user."""


def report(command: str, root: Path, plan: Plan, output: Output) -> int:
    """Show a plan, carried out or not, and give the exit code that it means."""
    if output.json:
        print(json.dumps(as_json(command, root, plan), indent=2))
    else:
        from generator.cli.display import show

        show(root, plan, output)
    return CONFLICTS if plan.conflicts else 0


def as_json(command: str, root: Path, plan: Plan) -> dict[str, object]:
    """The plan in the versioned form of the command line contract."""
    return {
        "schema": JSON_SCHEMA,
        "command": command,
        "project": str(root),
        "changes": [
            {"path": each.path, "action": each.action.value, "diff": each.diff}
            for each in plan.changes
        ],
        "conflicts": [_conflict_as_json(each) for each in plan.conflicts],
        "notices": list(plan.notices),
        "next_steps": list(plan.next_steps),
    }


def _conflict_as_json(conflict: Conflict) -> dict[str, object]:
    return {
        "path": conflict.path,
        "line": conflict.line,
        "what": conflict.what,
        "snippet": conflict.snippet,
        "settling": conflict.settling.value,
        "patch": conflict.patch,
    }
