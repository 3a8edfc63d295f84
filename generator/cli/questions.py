"""The questions of a template that a project has not answered: options, the terminal, defaults."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from generator import yaml_text
from generator.errors import TemplateError, UsageError
from generator.spec.project import Project
from generator.templating.rendering import complete
from generator.templating.template import Template

_KINDS: dict[str, type | tuple[type, ...]] = {
    "str": str,
    "bool": bool,
    "int": int,
    "float": (int, float),
}
_NO = {"", "false", "no", "off", "n", "0", "none", "~", "null"}
"""What Copier takes for no."""


def answer(
    template: Template,
    answers: Mapping[str, Any],
    said: Mapping[str, str],
    *,
    ask: bool,
    changeable: Collection[str] = (),
) -> dict[str, Any]:
    """Answer every question of a template that a project was not written with.

    Args:
        template: Its questions; an answer to none of them is left out, as Copier does it.
        answers: Those of the project.
        said: Answers in words, by question.
        ask: Whether to ask for what is neither known nor said.
        changeable: The answers of ours that may be said too.

    Raises:
        UsageError: The template does not ask that, or the words are no answer.
        TemplateError: A question has no answer and no default.
    """
    closed = {*Project.model_fields, *template.derived} - {*changeable}
    read = {name: _read(_question(template, name, closed), name, said[name]) for name in said}
    known = {**answers, **read}
    if ask:
        known = _asked(template, known)
    kept = {*template.questions, *Project.model_fields}
    return {name: value for name, value in complete(template, known).items() if name in kept}


def is_asked(template: Template, name: str, answers: Mapping[str, Any]) -> bool:
    """Whether a question makes sense, given the answers to those before it."""
    question = template.questions[name]
    if question.get("ask") is False:
        return False
    condition = str(question.get("when", True))
    return template.evaluate(condition, answers).strip().lower() not in _NO


def _asked(template: Template, known: Mapping[str, Any]) -> dict[str, Any]:
    """Ask for what is not known, each question with what was answered before it."""
    answers = dict(known)
    for name in template.questions:
        if name not in answers and is_asked(template, name, answers):
            answers[name] = _ask(template, name, answers)
    return answers


def _ask(template: Template, name: str, known: Mapping[str, Any]) -> Any:
    from rich.console import Console
    from rich.prompt import Prompt

    console = Console(stderr=True, highlight=False)
    question = template.questions[name]
    default = template.evaluate(str(question["default"]), known) if "default" in question else ...
    text = template.evaluate(str(question.get("help", name)), known)
    while True:
        words = Prompt.ask(text, choices=_choices(question), default=default, console=console)
        try:
            return _read(question, name, str(words))
        except UsageError as error:
            console.print(f"[red]{error.message}.[/] {error.hint}")


def _read(question: Mapping[str, Any], name: str, text: str) -> Any:
    """The value that an answer in words stands for, by the type of its question."""
    choices = _choices(question)
    if choices is not None and text not in choices:
        raise UsageError(f"{text!r} is no answer to {name!r}", f"Choose of: {', '.join(choices)}.")
    kind = str(question.get("type", type(question.get("default", "")).__name__))
    value = text if kind == "str" else _parsed(name, text)
    wanted = _KINDS.get(kind, object)
    if not isinstance(value, wanted) or (kind in {"int", "float"} and isinstance(value, bool)):
        raise UsageError(f"{text!r} is no answer to {name!r}", f"It takes a value of type {kind}.")
    return value


def _question(template: Template, name: str, closed: Collection[str]) -> dict[str, Any]:
    """The question of that name, unless an option or nobody answers it."""
    if name in template.questions and name not in closed:
        return template.questions[name]
    others = ", ".join(each for each in template.questions if each not in closed) or "nothing"
    raise UsageError(f"{name!r} cannot be answered here", f"What can be: {others}.")


def _parsed(name: str, text: str) -> Any:
    try:
        return yaml_text.load(f"value: {text}", f"the answer to {name!r}")["value"]
    except TemplateError as error:
        raise UsageError(error.message, "Write it as in YAML.") from error


def _choices(question: Mapping[str, Any]) -> list[str] | None:
    """The values to choose of, where the template names them one by one."""
    choices = question.get("choices")
    if isinstance(choices, Mapping):
        return [str(each) for each in choices.values()]
    if isinstance(choices, list):
        return [str(each[1] if isinstance(each, list) else each) for each in choices]
    return None
