"""A plan for human eyes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.text import Text
from rich.tree import Tree as Branches

from generator.cli.options import Output
from generator.plan import Action, Conflict, FileChange, Plan, Settling

_STYLES = {
    Action.CREATE: "green",
    Action.UPDATE: "yellow",
    Action.DELETE: "red",
    Action.IDENTICAL: "dim",
    Action.CONFLICT: "bold red",
}
_SETTLING = {
    Settling.MARKERS: "Both versions stand there, between conflict markers. Keep one of them.",
    Settling.PATCH: "Your version stays there. To take ours, apply this patch:",
    Settling.PASTE: "The file stays as it is. To take ours, put this there:",
    Settling.DEFINE: "The rest is done, and needs this where you keep such things:",
    Settling.REMOVE: "The rest is done, and has no use for it: take it away there.",
}

WIDE = 10_000
"""More columns than any path needs: Rich cuts the lines of a tree, and never wraps them."""


def show(root: Path, plan: Plan, output: Output) -> None:
    """Print a plan: the tree or the diffs, a summary, conflicts, notices, next steps."""
    console = _console(output)
    if output.diff:
        _show_diffs(console, plan.writes)
    else:
        _console(output, WIDE).print(_branches(root, plan.writes))
    _show_summary(console, plan, output)
    for conflict in plan.conflicts:
        _show_conflict(console, conflict)
    for notice in plan.notices:
        console.print(Text.assemble(("Note: ", "yellow"), notice))
    if output.writes and plan.next_steps:
        console.print("\nNext steps:")
        for step in plan.next_steps:
            console.print(Text(f"  {step}", style="cyan"))


def _console(output: Output, width: int | None = None) -> Console:
    return Console(no_color=output.no_color, highlight=False, soft_wrap=True, width=width)


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
    how, shown = _SETTLING[conflict.settling], conflict.patch or conflict.snippet
    if conflict.settling in {Settling.MARKERS, Settling.REMOVE}:
        console.print(f"  {how}")
    elif conflict.settling == Settling.DEFINE and not shown:
        console.print("  The rest is done, and needs it: define it, or use another name.")
    elif shown:
        console.print(f"  {how}")
        for line in shown.splitlines():
            console.print(Text(f"    {line}"))
