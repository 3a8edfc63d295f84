"""Lines of ours that a formatter of the user's has wrapped otherwise: they are ours still."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_LAYOUT = re.compile(r"\s+|,(?=\s*[)\]}])")
_TELLING = 12
"""Characters; a shorter part of a line may well be the user's."""


@dataclass(frozen=True)
class Wording:
    """What a text of ours says, however it is wrapped and quoted."""

    text: str

    def has(self, line: str) -> bool:
        """Whether a line is from it, a comment behind it aside."""
        line = line.partition("  # ")[0]
        if line in self._lines:
            return True
        code = _without_layout(line)
        return len(code) >= _TELLING and code in self._code

    @cached_property
    def _lines(self) -> frozenset[str]:
        return frozenset(line.partition("  # ")[0] for line in self.text.splitlines())

    @cached_property
    def _code(self) -> str:
        return _without_layout(self.text)


def _without_layout(text: str) -> str:
    return _LAYOUT.sub("", text).replace("'", '"')
