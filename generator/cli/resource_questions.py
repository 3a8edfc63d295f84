"""The questions for the options of resources, of one or as the defaults of a project."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rich.console import Console
from rich.prompt import Confirm, Prompt

from generator.cli.resource_options import ACCESS, PAGINATION, read_operations
from generator.errors import UsageError
from generator.spec.defaults import usual_options

Check = Callable[[Mapping[str, Any]], object]
"""Refuses, by UsageError, options that do not go together."""

_QUESTIONS = {
    "pagination": "Lists come by",
    "read": "Who may read",
    "write": "Who may write",
    "soft_delete": "Mark rows as deleted, so that they can be restored?",
    "versioned": "Count versions, so that no change overwrites another one unseen?",
    "idempotent": "Create once per Idempotency-Key, however often it is asked?",
    "timestamps": "Columns created_at and updated_at?",
    "operations": "Operations (there is also bulk)",
}
_CHOICES = {"pagination": PAGINATION, "read": ACCESS, "write": ACCESS}


def ask_options(
    console: Console,
    question: str,
    said: Mapping[str, Any],
    defaults: Mapping[str, Any],
    check: Check,
) -> dict[str, Any]:
    """Ask whether the options are as usual, and if not for each that was not said.

    Args:
        console: Where to ask.
        question: Whether any of them is another one.
        said: Those that were said already.
        defaults: What the project has for usual.
        check: Once they do not go together, all are asked again.

    Returns:
        What was said, before or now, and is not as usual.
    """
    usual = usual_options(defaults)
    open_ = {key: text for key, text in _QUESTIONS.items() if key not in said}
    if not open_ or not Confirm.ask(question, default=False, console=console):
        return dict(said)
    while True:
        answers = {key: _ask(console, key, text, usual[key]) for key, text in open_.items()}
        options = {**said, **{key: each for key, each in answers.items() if each != usual[key]}}
        try:
            check(options)
        except UsageError as error:
            console.print(f"[red]{error.message}.[/] {error.hint}")
        else:
            return options


def _ask(console: Console, key: str, text: str, usual: Any) -> Any:
    if isinstance(usual, bool):
        return Confirm.ask(text, default=usual, console=console)
    if key in _CHOICES:
        return Prompt.ask(text, choices=[*_CHOICES[key]], default=usual, console=console)
    while True:
        words = Prompt.ask(text, default="+".join(usual), console=console)
        try:
            return [*read_operations(words)]
        except UsageError as error:
            console.print(f"[red]{error.message}.[/] {error.hint}")
