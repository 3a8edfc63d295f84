"""Answers to a tree: the in-process twin of `copier copy`, for a whole project or a part of it.

That both engines agree, byte for byte, is a test.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any

from generator.errors import TemplateError
from generator.templating.macros import sharing_macros
from generator.templating.template import Source, Template
from generator.tree import File, Tree

ANSWERS_FILE = ".copier-answers.yml"
RESOURCES = "resources"
"""The answer whose items a command may change one by one."""


def complete(template: Template, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answer every question of the template: as given, else by its default.

    Raises:
        TemplateError: A question has neither.
    """
    known = {key: value for key, value in answers.items() if value is not None}
    for name, question in template.questions.items():
        if name in known or name in template.derived:
            continue
        if "default" not in question:
            raise TemplateError(
                f"the template asks for {name!r}", f"Answer it with --data {name}=VALUE."
            )
        default = question["default"]
        known[name] = template.evaluate(default, known) if isinstance(default, str) else default
    return known


def render(
    template: Template, answers: Mapping[str, Any], only: Collection[str] | None = None
) -> Tree:
    """Render a project, or the part of it that some resources can touch.

    Args:
        template: Where the files come from; its source and version are recorded in the answers.
        answers: Plain data, resources included.
        only: Names of resources. Wanted are their own files, and the files that belong to no
            resource but look at the list of resources. None asks for everything.

    Raises:
        TemplateError: A template is broken.
    """
    context = _context(template, answers)
    files: dict[str, File] = {}
    with sharing_macros(template.environment, context):
        for source in template.sources:
            if only is None or _touches(template, source, only):
                files.update(_render_source(template, source, context, only))
    return Tree(dict(sorted(files.items())))


def _context(template: Template, answers: Mapping[str, Any]) -> dict[str, Any]:
    record = {"_commit": template.version, "_src_path": template.source}
    recorded = {key: value for key, value in record.items() if value is not None}
    with sharing_macros(template.environment, answers):
        derived = {
            name: template.evaluate(text, answers).strip() == "True"
            for name, text in template.derived.items()
        }
    return {
        **answers,
        **derived,
        "_copier_answers": {**recorded, **answers},
        "_copier_conf": SimpleNamespace(answers_file=ANSWERS_FILE),
    }


def _touches(template: Template, source: Source, only: Collection[str]) -> bool:
    return bool(only) if source.loops else template.reads_resources(source)


def _render_source(
    template: Template, source: Source, context: dict[str, Any], only: Collection[str] | None
) -> Iterator[tuple[str, File]]:
    for each in _contexts(template, source, context, only):
        parts = [template.evaluate(part, each) for part in source.target.split("/")]
        target = PurePosixPath(*parts).as_posix()
        if all(parts) and not template.excludes(target, each):
            yield target, File(_content(template, source, each), source.executable)


def _contexts(
    template: Template, source: Source, context: dict[str, Any], only: Collection[str] | None
) -> Iterable[dict[str, Any]]:
    """What a file is rendered with, each time that its path asks for it."""
    contexts = [context]
    for variable, items in source.loops:
        contexts = [
            {**each, variable: item}
            for each in contexts
            for item in template.items(items, each)
            if only is None or items != RESOURCES or item["name"] in only
        ]
    return contexts


def _content(template: Template, source: Source, context: Mapping[str, Any]) -> bytes:
    if not source.is_template:
        return source.data
    try:
        return template.environment.get_template(source.name).render(context).encode()
    except Exception as error:  # whatever code in a template of somebody else's does
        raise TemplateError(
            f"the template {source.name} does not render: {error}", "Mend the template."
        ) from error
