"""A served project and a client for it, on the standard library alone."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.generated.made import OURS, Made

PATIENCE = 30  # seconds


@dataclass(frozen=True)
class Answer:
    """What the server said.

    Attributes:
        status: A number.
        headers: Their names in lower case.
        body: As it was sent.
        is_wrapped: Whether the body is an envelope.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    is_wrapped: bool

    @property
    def json(self) -> Any:
        """The body, parsed; the data of an envelope that holds some."""
        body = json.loads(self.body)
        if not self.is_wrapped:
            return body
        assert body.keys() == {"success", "message", "data", "errors"}
        assert body["success"] is (body["errors"] is None)
        return body["data"] if body["success"] else body


@dataclass(frozen=True)
class Client:
    """Sends requests to a port of this machine.

    Attributes:
        port: Of the server.
        wrapped: Whether the API answers in envelopes.
        token: Sent along if there is one.
    """

    port: int
    wrapped: bool
    token: str | None = None

    def call(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Send a request, with a body as JSON, or as a form if it is text."""
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if isinstance(body, str):
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        elif body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            names = {key.lower(): value for key, value in response.getheaders()}
            is_wrapped = self.wrapped and (response.status >= 400 or _has_envelope(path))
            return Answer(response.status, names, response.read(), is_wrapped)


def _has_envelope(path: str) -> bool:
    return "/api/" in path and not path.endswith("/token")


@contextlib.contextmanager
def serve(project: Made, database: str, log: Path, **settings: str) -> Iterator[Client]:
    """Run a project under uvicorn; it has to start, and to stop when it is told to."""
    port = free_port()
    application = f"{project.answers['package']}.main:app"
    command = (f"{project.environment}/bin/uvicorn", application, "--port", str(port))
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(OURS)}
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command,
            cwd=project.root,
            env=inherited | {"DATABASE_URL": database} | settings,
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            wait(process, port, log)
            yield Client(port, project.answers["envelope"] == "wrapped")
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) in {0, -signal.SIGTERM}
        finally:
            process.kill()
    assert "Traceback" not in log.read_text(encoding="utf-8")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until the server takes connections."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError(f"no answer in {PATIENCE} s: {log.read_text(encoding='utf-8')}")
