"""Somebody who types the requests of a page, and keeps what later ones need."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.generated.pages import Example, as_shown, differences, settled

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_ADDRESS = re.compile(r"localhost:8000(/[^\s'\"?]*)")
_FILE = re.compile(r"=@([\w-]+\.\w+)")


@dataclass
class Reader:
    """Has a shell in which `localhost:8000` is the served project.

    Attributes:
        folder: Where the shell runs.
        port: Of the server.
        resources: Their names, by the last part of their paths.
        variables: Of the shell.
    """

    folder: Path
    port: int
    resources: Mapping[str, str]
    variables: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Let curl find the server, and write headers down."""
        settings = f"connect-to = localhost:8000:127.0.0.1:{self.port}\ndump-header = headers\n"
        (self.folder / ".curlrc").write_text(settings, encoding="utf-8")

    def differences(self, example: Example) -> Iterator[str]:
        """Send a request; where the answer is not as it is shown."""
        is_typed = example.text.startswith("curl ")
        command = example.text if is_typed else _as_command(example.text)
        printed = re.sub(r"\AHTTP/.*?\n\n", "", self._type(command), flags=re.DOTALL)
        status, *headers = (self.folder / "headers").read_text("utf-8").splitlines()
        if example.variable:
            self.variables[example.variable] = printed.strip()
            return
        body = json.loads(printed) if printed and "json" in "".join(headers) else None
        self._remember(command, body)
        shown_head, shown_body = _parts(example.shown)
        if not example.shown and int(status.split()[1]) >= 400:
            yield f"{status}: {printed}"
        sent = [_head(line) for line in (status, *headers)]
        for line in shown_head:
            if _head(line) not in sent:
                yield f"{line!r} is shown, and this was sent: {sent}"
        if shown_body:
            yield from differences(as_shown(shown_body), body)

    def _type(self, command: str) -> str:
        for name in _FILE.findall(command):
            is_picture = name.endswith((".png", ".jpg", ".jpeg"))
            (self.folder / name).write_bytes(PICTURE if is_picture else b"Some text.\n")
        done = subprocess.run(
            ["bash", "-euc", command],
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "CURL_HOME": str(self.folder)} | self.variables,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
        return done.stdout

    def _remember(self, command: str, body: Any) -> None:
        """Name the ids of rows."""
        if not isinstance(body, dict):
            return
        if body.get("next_cursor"):
            self.variables["CURSOR"] = body["next_cursor"]
        parts = [part for path in _ADDRESS.findall(command) for part in path.split("/")]
        names = ["ID", *[self.resources[part] for part in parts if part in self.resources][-1:]]
        for row in [body, body.get("data"), *body.get("items", ())]:
            if isinstance(row, dict) and "id" in row:
                called = [
                    word for word in map(str, row.values()) if re.fullmatch("[A-Z][a-z]+", word)
                ]
                self.variables |= {name.upper(): str(row["id"]) for name in (*names, *called)}


def _as_command(request: str) -> str:
    """A request of HTTP, as curl sends it."""
    head, _, body = request.partition("\n\n")
    (method, path, *_), *headers = (line.split(" ") for line in head.splitlines())
    words = ["curl", "-s", "-X", method]
    for words_of_header in headers:
        words += ["-H", " ".join(words_of_header)]
    words += ["--data-binary", body] if body else []
    return " ".join(_quoted(word) for word in [*words, f"localhost:8000{path}"])


def _quoted(word: str) -> str:
    """A word for the shell, which puts in what variables hold."""
    escaped = re.sub(r'([\\"`])', r"\\\1", word)
    return f'"{escaped}"'


def _parts(shown: str) -> tuple[list[str], str]:
    """The status line with the headers, and the body of an answer that is shown."""
    if not shown.startswith("HTTP/1.1"):
        return [], shown
    head, _, body = shown.partition("\n\n")
    return head.splitlines(), body.strip()


def _head(line: str) -> Any:
    """A header whose name is in any case, or a status whose words may be others."""
    name, colon, value = line.partition(": ")
    return settled(f"{name.lower()}: {value}") if colon else line.split()[:2]
