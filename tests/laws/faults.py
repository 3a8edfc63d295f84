"""A disk that fails once, and a process that is killed, at a chosen write."""

from __future__ import annotations

import errno
import os
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import Any, NoReturn
from unittest import mock

from hypothesis import strategies as st

_CAN_KILL = hasattr(os, "fork")
"""Whether a process can be killed here that has all that this one has."""


Fault = tuple[str, int] | None
FAULTS: st.SearchStrategy[Fault] = st.none() | st.tuples(
    st.sampled_from(["fail", "kill"] if _CAN_KILL else ["fail"]), st.integers(0, 60)
)
"""What may happen to a command, at a write of this number."""


def run(work: Callable[[], Any], fault: Fault) -> bool:
    """Do the work under a fault; whether the process was killed."""
    how, at = fault or ("", 0)
    if how == "kill":
        return _run_and_kill(work, at)
    with _failing_write(at) if how else nullcontext():
        work()
    return False


@contextmanager
def _failing_write(at: int) -> Iterator[None]:
    """Let one of the writes in here fail, as on a full disk: the one of this number, from 0."""
    with _interrupted(at, _fail):
        yield


def _run_and_kill(work: Callable[[], Any], at: int) -> bool:
    """Do some work in a process of its own, which is killed at the write of this number.

    Returns:
        Whether it was killed: there may be fewer writes.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads do nothing here
        child = os.fork()
    if child == 0:
        try:
            with _interrupted(at, _die):
                work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@contextmanager
def _interrupted(at: int, end: Callable[[Path], NoReturn]) -> Iterator[None]:
    """Count the writes, and let one of them end so; half of the file is written then."""
    left = [at]

    def counting(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(place: Path, *arguments: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] == -1:
                if real.__name__ == "write_bytes":
                    real(place, arguments[0][: len(arguments[0]) // 2])
                end(place)
            return real(place, *arguments, **options)

        return call

    with ExitStack() as stack:
        for name in ("write_bytes", "replace", "unlink"):
            patch = mock.patch.object(Path, name, counting(getattr(Path, name)))
            stack.enter_context(patch)
        yield


def _fail(place: Path) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device", str(place))


def _die(place: Path) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError(f"survived at {place}")
