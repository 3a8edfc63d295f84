"""What a shell offers where a word is completed. Where nothing is known, it offers nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import typer


def one_of(words: Sequence[str]) -> Callable[[str], list[str]]:
    """Offer some words."""

    def offer(incomplete: str) -> list[str]:
        return _beginning(words, incomplete)

    return offer


def features(incomplete: str) -> list[str]:
    """Offer the features that our own template asks for."""
    from generator.spec.features import FEATURES, spelled

    return _beginning(map(spelled, FEATURES), incomplete)


def resources(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the resources of the project."""
    return _beginning(_fields(ctx), incomplete)


def fields(ctx: typer.Context, incomplete: str) -> list[str]:
    """Offer the fields of the resource that was named before, but for those that were too."""
    named = ctx.params.get("names") or ()
    known = _fields(ctx).get(str(ctx.params["resource"]).replace("_", "-"), ())
    return _beginning((each for each in known if each not in named), incomplete)


def _fields(ctx: typer.Context) -> dict[str, list[str]]:
    """The names of the resources, as people write them, and of the fields of each."""
    from generator.errors import GeneratorError
    from generator.project import find_project

    folder = Path(ctx.params.get("project") or "")  # older versions of Typer give the text
    try:
        project = find_project(folder).project
    except GeneratorError:  # a line that is not typed to its end is no place to complain
        return {}
    return {
        each.name.replace("_", "-"): [field.name for field in each.fields]
        for each in project.resources
    }


def _beginning(words: Iterable[str], incomplete: str) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]
