"""What a project may do without: its answers that are yes or no.

A new feature is a field of `Project`, a question in `copier.yml`, an entry in the template of the
answers file, and a line in the schema of the declarative form; commands and wizard follow. A fork
of the template may ask for more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.errors import UsageError
from generator.spec.guessing import guess
from generator.spec.project import Project

FEATURES = tuple(name for name, field in Project.model_fields.items() if field.annotation is bool)
"""The features that our own template asks for."""


def spelled(answer: str) -> str:
    """How people write the name of a feature."""
    return answer.replace("_", "-")


def chosen(names: Iterable[str], known: Collection[str]) -> list[str]:
    """The answers that are meant by names of features.

    Args:
        names: As people write them; several may be joined by commas.
        known: The answers that there are.

    Raises:
        UsageError: There is no such feature; the nearest one and all of them get named.
    """
    words = [word.strip() for each in names for word in each.split(",")]
    return [*dict.fromkeys(_answer(word, known) for word in words)]


def _answer(word: str, known: Collection[str]) -> str:
    answer = word.lower().replace("-", "_")
    if answer in known:
        return answer
    names = [*map(spelled, known)]
    hint = f"{guess(spelled(answer), names)}The features are: {', '.join(names) or 'none'}."
    raise UsageError(f"there is no feature {word!r}", hint)


def switched(project: Project, answers: Iterable[str], *, on: bool) -> Project:
    """The same project with some features, or without them."""
    return project.model_copy(update=dict.fromkeys(answers, on))
