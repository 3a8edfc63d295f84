"""The exceptions of the tool; the tree is also the table of exit codes.

GeneratorError              1   refused or failed for a stated reason
├── UsageError              2   the command line or a specification is not well formed
├── ProjectError            1   the folder is not a project, or not in a usable state
├── TemplateError           1   the template cannot be had or does not render
└── WriteError              1   a file cannot be read or written; nothing was changed

Every exception carries what is wrong (one line that names the object) and a hint (the next step).
Only the command line boundary prints them.
"""

from __future__ import annotations

from typing import ClassVar


class GeneratorError(Exception):
    """A refusal or a failure that is the user's to settle, not a bug.

    Attributes:
        message: One line that names the object.
        hint: The next step, or an empty string.
        exit_code: The exit code of the process.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the message and the hint apart, so that each is printed in its own place."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(GeneratorError):
    """The words of the user do not make a valid specification."""

    exit_code = 2


class ProjectError(GeneratorError):
    """The project on disk cannot be worked on as it is."""


class TemplateError(GeneratorError):
    """The project's template cannot be found, fetched or rendered."""


class WriteError(GeneratorError):
    """A file of the project cannot be read or written; everything is as it was before."""
