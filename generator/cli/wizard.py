"""The questions of `new` and `add-resource` on a terminal; each has a flag, told at the end."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from typing import Any

import typer
from rich.console import Console
from rich.prompt import Confirm, Prompt

from generator.errors import UsageError
from generator.naming import Name, pluralize, resource_name
from generator.spec.grammar import parse_field
from generator.spec.project import make_project
from generator.spec.resource import DEFAULT_FIELDS

_CHOICES = {
    "database": ("Database", ["sqlite", "postgresql"], "sqlite"),
    "id": ("Primary keys", ["uuid", "int"], "uuid"),
    "python": ("Lowest Python version", ["3.11", "3.12", "3.13"], "3.11"),
}


def can_ask() -> bool:
    """Whether there is somebody to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask_project(answers: Mapping[str, Any], *, git: bool) -> tuple[dict[str, Any], bool]:
    """Ask for what no option said, and print the command line that says it all.

    Raises:
        UsageError: The project's name is not valid; nothing is asked then.
    """
    name = str(answers["project_name"])
    Name.parse(name, "project name")
    console = Console(stderr=True, highlight=False)
    known = dict(answers)
    if known["description"] is None:
        known["description"] = _ask(
            console, "Description", f"{name}, an API built with FastAPI.", "description"
        )
    if known["package"] is None:
        known["package"] = _ask(console, "Package of the code", "src", "package")
    for key, (question, choices, default) in _CHOICES.items():
        if known[key] is None:
            known[key] = Prompt.ask(question, choices=choices, default=default, console=console)
    git = git and Confirm.ask("Make a git repository?", default=True, console=console)
    _tell(console, _new_command(known, git=git))
    return known, git


def ask_fields(name: str, plural: str | None) -> list[str]:
    """Ask for the fields of a resource, one a line, each checked at once.

    Raises:
        UsageError: The resource's name is not valid; nothing is asked then.
    """
    singular = resource_name(name)
    console = Console(stderr=True, highlight=False)
    console.print(
        f"The fields of [bold]{singular}[/] ({plural or pluralize(singular)}), as name:type[:...]."
    )
    console.print("[dim]fastapi-gen types shows the types. An empty line ends the list.[/]")
    fields: list[str] = []
    while text := Prompt.ask("Field", default="", show_default=False, console=console).strip():
        try:
            parse_field(text)
            fields.append(text)
        except UsageError as error:
            console.print(f"[red]{error.message}.[/] {error.hint}")
    chosen = fields or list(DEFAULT_FIELDS)
    option = ["--plural", plural] if plural else []
    _tell(console, ["add-resource", name, *chosen, *option])
    return chosen


def _ask(console: Console, question: str, default: str, key: str) -> str:
    while True:
        value = Prompt.ask(question, default=default, console=console)
        try:
            make_project({"project_name": "x", key: value})
        except UsageError as error:
            console.print(f"[red]{error.message}.[/] {error.hint}")
        else:
            return value


def _new_command(answers: Mapping[str, Any], *, git: bool) -> list[str]:
    options = [
        word
        for key in ("description", "package", "database", "id", "python")
        for word in (f"--{key}", str(answers[key]))
    ]
    return ["new", str(answers["project_name"]), *options, *([] if git else ["--no-git"]), "--yes"]


def _tell(console: Console, words: list[str]) -> None:
    console.print("\nThe same without questions:", style="dim")
    typer.echo(f"  {shlex.join(['fastapi-gen', *words])}\n", err=True)
