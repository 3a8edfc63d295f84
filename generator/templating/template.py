"""A template on disk: a folder with a `copier.yml`, its questions and its files.

Of Copier's language this knows what our template and its forks use: templated path names,
`{% yield %}` in them, the suffix, `_exclude`, `_envops`, the filters `to_yaml` and `to_nice_yaml`.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import SandboxedEnvironment

from generator import yaml_text
from generator.errors import TemplateError
from generator.templating.bytecode import bytecode_cache
from generator.templating.macros import SharingEnvironment

_YIELD = re.compile(r"\{%-?\s*yield\s+(\w+)\s+from\s+(.+?)\s*-?%\}(.*?)\{%-?\s*endyield\s*-?%\}")
_MACROS = re.compile(r"""\{%-?\s*(?:from|import|include|extends)\s+["']([^"']+)["']""")


@dataclass(frozen=True)
class Template:
    """A template, read when it is first asked for something.

    Attributes:
        root: The folder with `copier.yml`.
        source: What is recorded as `_src_path`; None if nobody else could use it.
        version: What is recorded as `_commit`; None for a folder without versions.
        cache: A folder for compiled templates, which saves most of the time of a run.
        trusted: Whether the template is our own; another's runs in Jinja's sandbox, as in Copier.
    """

    root: Path
    source: str | None = None
    version: str | None = None
    cache: Path | None = None
    trusted: bool = False

    @functools.cached_property
    def config(self) -> dict[str, Any]:
        """The content of `copier.yml`.

        Raises:
            TemplateError: There is none, or it is not valid.
        """
        for name in ("copier.yml", "copier.yaml"):
            if (self.root / name).is_file():
                return yaml_text.load(
                    (self.root / name).read_text(encoding="utf-8"), str(self.root / name)
                )
        raise TemplateError(
            f"{self.root} has no copier.yml", "Name a folder or a repository that is a template."
        )

    @functools.cached_property
    def questions(self) -> dict[str, dict[str, Any]]:
        """The questions by name, each as a mapping with a `default` if it has one."""
        asked = {key: value for key, value in self.config.items() if not key.startswith("_")}
        return {
            key: value if isinstance(value, dict) else {"default": value}
            for key, value in asked.items()
        }

    @functools.cached_property
    def derived(self) -> dict[str, str]:
        """Yes or no questions that nobody is asked, each with the expression that answers it."""
        return {
            name: str(question.get("default", ""))
            for name, question in self.questions.items()
            if question.get("when") is False and question.get("type") == "bool"
        }

    @functools.cached_property
    def features(self) -> dict[str, str]:
        """Yes or no questions that people answer, each with what it says of itself."""
        return {
            name: str(question.get("help", ""))
            for name, question in self.questions.items()
            if question.get("type", type(question.get("default")).__name__) == "bool"
            and question.get("ask", True)
            and question.get("when", True) is not False
        }

    @functools.cached_property
    def environment(self) -> jinja2.Environment:
        """The Jinja environment, set up as Copier does it."""
        options = {"keep_trailing_newline": True, **self.config.get("_envops", {})}
        kind = SharingEnvironment if self.trusted else SandboxedEnvironment
        folder = self.cache / kind.__name__ if self.cache else None
        environment = kind(
            loader=jinja2.FileSystemLoader(str(self.root)),
            bytecode_cache=bytecode_cache(folder, options) if folder else None,
            auto_reload=False,
            cache_size=-1,
            **options,
        )
        environment.filters.update(to_yaml=yaml_text.dump, to_nice_yaml=yaml_text.dump_nice)
        return environment

    @functools.cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every file of the template, in the order of their paths."""
        folder = self.root / self.config.get("_subdirectory", "")
        suffix = str(self.config.get("_templates_suffix", ".jinja"))
        return tuple(Source(self.root, folder, path, suffix) for path in _walk(folder))

    def reads_resources(self, source: Source) -> bool:
        """Whether a file depends, by its path, text or macros, on the list of resources."""
        if self._names_resources(source.target):
            return True
        return source.is_template and self._names_resources(source.data.decode(errors="replace"))

    def _names_resources(self, text: str) -> bool:
        words = ("resources", *self.derived)
        macros = _MACROS.findall(text)
        return any(word in text for word in words) or any(map(self._macro_names_resources, macros))

    @functools.cached_property
    def _macro_names_resources(self) -> Callable[[str], bool]:
        return functools.cache(
            lambda name: self._names_resources((self.root / name).read_text("utf-8"))
        )

    def excludes(self, target: str, context: Mapping[str, Any]) -> bool:
        """Whether `_exclude` keeps a rendered path out of the project."""
        patterns = (self.evaluate(each, context) for each in self.config.get("_exclude", ()))
        parts = (target, *target.split("/"))
        return any(pattern and fnmatch(part, pattern) for pattern in patterns for part in parts)

    def evaluate(self, text: str, context: Mapping[str, Any]) -> str:
        """Render a string of `copier.yml` or a part of a path.

        Raises:
            TemplateError: It is broken.
        """
        if "{" not in text:
            return text
        try:
            if text not in self._strings:
                self._strings[text] = _compiled(self.environment, text)
            return self._strings[text].render(context)
        except jinja2.TemplateError as error:
            raise TemplateError(
                f"{text!r} in the template does not render: {error}", "Mend the template."
            ) from error

    def items(self, expression: str, context: Mapping[str, Any]) -> Iterable[Any]:
        """What a path yields from: the list that an expression stands for, or nothing.

        Raises:
            TemplateError: The expression is broken.
        """
        try:
            if expression not in self._lists:
                self._lists[expression] = self.environment.compile_expression(expression)
            return self._lists[expression](context) or ()
        except jinja2.TemplateError as error:
            raise TemplateError(
                f"a path of the template yields from {expression!r}: {error}", "Mend the template."
            ) from error

    @functools.cached_property
    def _lists(self) -> dict[str, Callable[..., Any]]:
        return {}

    @functools.cached_property
    def _strings(self) -> dict[str, jinja2.Template]:
        return {}


@dataclass(frozen=True)
class Source:
    """One file of a template.

    Attributes:
        root: The folder with `copier.yml`.
        folder: The folder of the files to render.
        path: The file.
        suffix: The ending that marks a file as a template.
    """

    root: Path
    folder: Path
    path: Path
    suffix: str

    @property
    def is_template(self) -> bool:
        """Whether the content is rendered or copied as it is."""
        return self.path.name.endswith(self.suffix)

    @property
    def name(self) -> str:
        """How Jinja's loader calls the file."""
        return self.path.relative_to(self.root).as_posix()

    @functools.cached_property
    def data(self) -> bytes:
        """The content."""
        return self.path.read_bytes()

    @property
    def executable(self) -> bool:
        """Whether the rendered file may be executed."""
        return bool(self.path.stat().st_mode & 0o100)

    @functools.cached_property
    def target(self) -> str:
        """The path in the project, still with its expressions, without `yield` and suffix."""
        return _YIELD.sub(r"\3", self._relative)

    @functools.cached_property
    def loops(self) -> tuple[tuple[str, str], ...]:
        """The variable and the list of each `{% yield variable from list %}` in the path.

        A list is an expression, which may say something of the variables before it.
        """
        return tuple((found[1], found[2]) for found in _YIELD.finditer(self._relative))

    @property
    def _relative(self) -> str:
        relative = self.path.relative_to(self.folder).as_posix()
        return relative.removesuffix(self.suffix) if self.is_template else relative


def _compiled(environment: jinja2.Environment, text: str) -> jinja2.Template:
    """A string as a template; unlike `from_string` a loader looks into the cache first."""
    loader = jinja2.DictLoader({"string": text})
    return loader.load(environment, "string", environment.make_globals(None))


def _walk(folder: Path) -> Iterator[Path]:
    for directory, folders, files in os.walk(folder):
        folders.sort()
        yield from (Path(directory, name) for name in sorted(files))
