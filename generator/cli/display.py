"""A plan for human eyes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.text import Text
from rich.tree import Tree as Branches

from generator.cli.options import Output
from generator.plan import Action, Conflict, FileChange, Plan

_STYLES = {
    Action.CREATE: "green",
    Action.UPDATE: "yellow",
    Action.DELETE: "red",
    Action.IDENTICAL: "dim",
    Action.CONFLICT: "bold red",
}


def show(root: Path, plan: Plan, output: Output) -> None:
    """Print a plan: the tree or the diffs, a summary, conflicts, notices, next steps."""
    console = Console(no_color=output.no_color, highlight=False, soft_wrap=True)
    if output.diff:
        _show_diffs(console, plan.writes)
    else:
        console.print(_branches(root, plan.writes))
    _show_summary(console, plan, output)
    for conflict in plan.conflicts:
        _show_conflict(console, conflict)
    for notice in plan.notices:
        console.print(f"[yellow]Note:[/] {notice}", markup=True)
    if output.writes and plan.next_steps:
        console.print("\nNext steps:")
        for step in plan.next_steps:
            console.print(Text(f"  {step}", style="cyan"))


def _show_diffs(console: Console, changes: Iterable[FileChange]) -> None:
    for change in changes:
        if console.is_terminal and not console.no_color:
            from rich.syntax import Syntax

            console.print(Syntax(change.diff, "diff", background_color="default", word_wrap=False))
        else:
            console.out(change.diff, end="")


def _branches(root: Path, changes: Iterable[FileChange]) -> Branches:
    """The changed files as a tree of folders."""
    tree = Branches(Text(f"{root.name}/", style="bold"))
    folders: dict[str, Branches] = {"": tree}
    for change in changes:
        *parents, name = change.path.split("/")
        at = ""
        for part in parents:
            inside = f"{at}{part}/"
            if inside not in folders:
                folders[inside] = folders[at].add(Text(f"{part}/"))
            at = inside
        label = Text.assemble(name, ("  " + change.action.value, _STYLES[change.action]))
        folders[at].add(label)
    return tree


def _show_summary(console: Console, plan: Plan, output: Output) -> None:
    if not plan.writes and not plan.conflicts:
        console.print("Nothing to do.")
        return
    words = ", ".join(
        f"{number} {action.value}"
        for action, number in plan.counts().items()
        if action != Action.IDENTICAL
    )
    console.print(f"{words}." if output.writes else f"Would be: {words}. Nothing was written.")


def _show_conflict(console: Console, conflict: Conflict) -> None:
    console.print(Text.assemble(("Conflict ", "bold red"), str(conflict)))
    if conflict.snippet:
        console.print("  The file keeps your version. To take ours, put this there:")
        for line in conflict.snippet.splitlines():
            console.print(Text(f"    {line}"))
