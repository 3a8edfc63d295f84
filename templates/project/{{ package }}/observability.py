"""Logs: readable lines on a developer's terminal, JSON elsewhere, secrets in neither.

What libraries log by the standard module comes out in the same form.
"""

import logging
import re
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson
import structlog
from structlog.contextvars import merge_contextvars
from structlog.dev import ConsoleRenderer, plain_traceback
from structlog.processors import (
    JSONRenderer,
    TimeStamper,
    add_log_level,
    format_exc_info,
)
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

HANDLER = "structlog"
HIDDEN = "***"
PLAIN = (int, float, type(None))
SECRET_NAME = re.compile(
    r"authorization|cookie|passw|secret|token|api[-_]?key|credential", re.IGNORECASE
)
# In running text: a bearer token, a JSON web token, the password within a URL.
SECRET_TEXT = re.compile(
    r"(?<=[Bb]earer )[\w.~+/=-]+"
    r"|\beyJ[\w-]+\.[\w-]+\.[\w-]*"
    r"|(?<=:)[^\s:/@]+(?=@[\w.-]+)"
)


def configure_logging(*, json: bool, level: str = "INFO") -> None:
    """Set up structlog and the standard module; later calls replace earlier ones.

    Args:
        json: One JSON object a line, instead of text for a terminal.
        level: The least severe level that is logged, such as `INFO`. Libraries other
            than the server are heard from WARNING on.
    """
    processors: list[Processor] = [
        merge_contextvars,
        add_log_level,
        TimeStamper(fmt="iso", utc=True),
        # A traceback is text before anything is redacted: its message may hold secrets.
        format_exc_info,
        redact,
    ]
    _configure_structlog(processors, json=json, level=level)
    _configure_standard_logging(processors, json=json, level=level)
    _take_over_uvicorn(level)


def _configure_structlog(
    processors: list[Processor], *, json: bool, level: str
) -> None:
    renderer = JSONRenderer(serializer=orjson.dumps) if json else _console()
    structlog.configure(
        processors=[*processors, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level]
        ),
        # Bytes go straight to the stream: about 5 us a line, a fifth of the usual way.
        logger_factory=structlog.BytesLoggerFactory()
        if json
        else structlog.PrintLoggerFactory(),
        # Loggers that are cached do not hear of later calls; each test is one.
        cache_logger_on_first_use=json,
    )


def _configure_standard_logging(
    processors: list[Processor], *, json: bool, level: str
) -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.name = HANDLER
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=processors,
            processors=[
                ProcessorFormatter.remove_processors_meta,
                JSONRenderer(serializer=_to_text) if json else _console(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [h for h in root.handlers if h.name != HANDLER] + [handler]
    # At INFO, HTTP clients write down every URL, with what is secret in its query.
    root.setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))


def _console() -> ConsoleRenderer:
    # Any other formatter warns that tracebacks are text already.
    return ConsoleRenderer(
        colors=sys.stdout.isatty(), exception_formatter=plain_traceback
    )


def _to_text(event: EventDict, **options: Any) -> str:
    return orjson.dumps(event, **options).decode()


def _take_over_uvicorn(level: str) -> None:
    """Let its messages come out like ours, and have no second access log."""
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
    logging.getLogger("uvicorn").propagate = True
    logging.getLogger("uvicorn").setLevel(level)
    # Without any handler in reach uvicorn does not even compose the lines.
    logging.getLogger("uvicorn.access").propagate = False


def redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Hide what is secret by its name, or looks like a secret in a text."""
    for name, value in event.items():
        event[name] = HIDDEN if _is_secret(name) else _redacted(value)
    return event


def _redacted(value: Any) -> Any:
    if isinstance(value, str):
        return _redacted_text(value)
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, Mapping):
        return dict(redact(None, "", {str(key): item for key, item in value.items()}))
    if isinstance(value, list | tuple):
        return [_redacted(item) for item in value]
    return value


def _redacted_text(text: str) -> str:
    # Few texts have one of these marks, and the search for them is the cheap part.
    if "earer " in text or "eyJ" in text or "://" in text:
        return SECRET_TEXT.sub(HIDDEN, text)
    return text


@lru_cache(maxsize=1024)
def _is_secret(name: str) -> bool:
    return SECRET_NAME.search(name) is not None
