"""The questions of `new` and `add-resource` on a terminal; each has a flag, told at the end."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import typer
from rich.console import Console
from rich.prompt import Confirm, Prompt
from rich.text import Text

from generator.cli.resource_options import option_words
from generator.cli.resource_questions import ask_options
from generator.errors import ProjectError, UsageError
from generator.naming import Name, pluralize, resource_name
from generator.project import find_project
from generator.spec.defaults import checked_defaults
from generator.spec.features import FEATURES, chosen, spelled
from generator.spec.grammar import parse_field
from generator.spec.project import Project, make_project
from generator.spec.resource import DEFAULT_FIELDS, make_resource

_CHOICES = {
    "database": "Database",
    "id": "Primary keys",
    "python": "Lowest Python version",
    "envelope": "Envelope around answers",
    "api_version_by": "Versions of the API by",
}
"""What is asked for the answers that are one of some words."""


def can_ask() -> bool:
    """Whether there is somebody to answer."""
    return all(each and each.isatty() for each in (sys.stdin, sys.stderr))  # None if closed


def consent(question: str) -> None:
    """Ask before data goes.

    Raises:
        ProjectError: There is nobody to ask.
        typer.Abort: The answer is no.
    """
    if not can_ask():
        raise ProjectError(f"{question} Not done without a yes", "Say it with --yes.")
    if not agrees(question):
        raise typer.Abort


def agrees(question: str) -> bool:
    """Whether the answer is yes. Typer's own question would take Ctrl-C for a no."""
    console = Console(stderr=True, highlight=False)
    return Confirm.ask(Text(question), default=False, console=console)


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
    for key, question in _CHOICES.items():
        if known[key] is None:
            known[key] = _choose(console, question, key)
    if known["without"] is None:
        known["without"] = _ask_without(console)
    known["defaults"] = ask_options(
        console, "Other options of resources than usual?", known["defaults"], {}, checked_defaults
    )
    git = git and Confirm.ask("Make a git repository?", default=True, console=console)
    _tell(console, _new_command(known, git=git))
    return known, git


def ask_resource(
    start: Path, name: str, plural: str | None, said: Mapping[str, Any]
) -> tuple[list[str], dict[str, Any]]:
    """Ask for the fields and options of a resource, and print the command line that says it all.

    Args:
        start: A folder inside the project, whose defaults are offered.
        name: The resource.
        plural: Its plural, where English is odd.
        said: The options that were said already; those are not asked.

    Raises:
        UsageError: The resource's name is not valid; nothing is asked then.
        ProjectError: There is no project.
    """
    defaults = find_project(start).project.defaults
    resource_name(name)
    console = Console(stderr=True, highlight=False)
    fields = _ask_fields(console, name, plural)

    def check(options: Mapping[str, Any]) -> None:
        make_resource(name, fields, plural=plural, **{**defaults, **options})

    options = ask_options(console, "Other options than usual?", said, defaults, check)
    option = ["--plural", plural] if plural else []
    _tell(console, ["add-resource", name, *fields, *option, *option_words(options)])
    return fields, options


def _ask_fields(console: Console, name: str, plural: str | None) -> list[str]:
    """Ask for fields, one a line, each checked at once."""
    singular = resource_name(name)
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
    return fields or list(DEFAULT_FIELDS)


def _ask(console: Console, question: str, default: str, key: str) -> str:
    while True:
        value = Prompt.ask(question, default=default, console=console)
        try:
            make_project({"project_name": "x", key: value})
        except UsageError as error:
            console.print(f"[red]{error.message}.[/] {error.hint}")
        else:
            return value


def _choose(console: Console, question: str, key: str) -> Any:
    answer = Project.model_fields[key]
    choices = [*get_args(answer.annotation)]
    return Prompt.ask(question, choices=choices, default=answer.default, console=console)


def _ask_without(console: Console) -> list[str]:
    """Ask what to leave out; once more where a word is none of it."""
    question = f"Do without any of {', '.join(map(spelled, FEATURES))}?"
    while True:
        words = Prompt.ask(question, default="none", console=console).replace(",", " ").split()
        try:
            return [] if words == ["none"] else [*map(spelled, chosen(words, FEATURES))]
        except UsageError as error:
            console.print(f"[red]{error.message}.[/] {error.hint}")


def _new_command(answers: Mapping[str, Any], *, git: bool) -> list[str]:
    options = [
        word
        for key in ("description", "package", *_CHOICES)
        for word in (f"--{key.replace('_', '-')}", str(answers[key]))
    ]
    without = ["--without", ",".join(answers["without"])] if answers["without"] else []
    rest = [*without, *option_words(answers["defaults"]), *([] if git else ["--no-git"]), "--yes"]
    return ["new", str(answers["project_name"]), *options, *rest]


def _tell(console: Console, words: list[str]) -> None:
    console.print("\nThe same without questions:", style="dim")
    typer.echo(f"  {shlex.join(['fastapi-gen', *words])}\n", err=True)
