"""Files of macros, run once for a project instead of once for each file that imports them.

Jinja runs a file anew for every `import ... with context`, and all that it imports itself, which
is most of the time of a large project. What a macro of ours sees beside its arguments are the
answers, and those are the same for all files; that it makes no difference is a test. The
templates of others may look at more, and are run as Jinja does it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import jinja2
from jinja2.environment import TemplateModule
from jinja2.runtime import Context

_METHODS = frozenset(dir(dict))


class _Template(jinja2.Template):
    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - Jinja's name
        shared: bool = False,  # noqa: FBT001, FBT002 - as Jinja has it
        locals: Mapping[str, Any] | None = None,  # noqa: A002
    ) -> TemplateModule:
        """Run the file, unless it ran already; without context it is none of ours."""
        own = self.environment
        if not isinstance(own, SharingEnvironment) or own.answers is None or not shared:
            return super().make_module(vars, shared, locals)
        if self.name not in own.modules:
            parent = {**self.globals, **own.answers}
            own.modules[self.name] = TemplateModule(
                self, Context(own, parent, self.name, self.blocks)
            )
        return own.modules[self.name]


class SharingEnvironment(jinja2.Environment):
    """Jinja's environment, which can share files of macros for a while."""

    template_class = _Template

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.answers: Mapping[str, Any] | None = None
        self.modules: dict[str | None, TemplateModule] = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As Jinja finds it, but straight in plain data: most of what is asked for is not there."""
        if type(obj) is dict and attribute not in _METHODS:
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same for what is asked for by key, as the filters do it."""
        if type(obj) is dict and type(argument) is str and argument not in _METHODS:
            return obj[argument] if argument in obj else self.undefined(obj=obj, name=argument)
        return super().getitem(obj, argument)


@contextmanager
def sharing_macros(environment: jinja2.Environment, answers: Mapping[str, Any]) -> Iterator[None]:
    """Run files of macros once.

    Args:
        environment: What renders; any but a sharing one stays as it is.
        answers: What every macro sees.
    """
    if not isinstance(environment, SharingEnvironment):
        yield
        return
    environment.answers, environment.modules = answers, {}
    try:
        yield
    finally:
        environment.answers, environment.modules = None, {}
