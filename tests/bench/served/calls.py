"""Requests to an ASGI application in this process, with nothing around them that takes time."""

import json
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from src.auth.tokens import Claims, create_access_token
from src.users.models import Role

TOKEN = create_access_token(Claims(UUID(int=1), Role.USER, uuid4()))


@dataclass(frozen=True)
class Call:
    """A request."""

    method: str
    path: str
    query: str = ""
    body: bytes = b""

    def scope(self) -> dict[str, Any]:
        """What a server tells an application of it."""
        return {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": self.method,
            "scheme": "http",
            "path": self.path,
            "raw_path": self.path.encode(),
            "query_string": self.query.encode(),
            "root_path": "",
            "headers": [
                (b"host", b"localhost"),
                (b"authorization", f"Bearer {TOKEN}".encode()),
                (b"content-type", b"application/json"),
                (b"content-length", str(len(self.body)).encode()),
            ],
            "client": ("127.0.0.1", 50_000),
            "server": ("127.0.0.1", 80),
        }


async def send(app: Any, call: Call) -> Any:
    """Send it.

    Returns:
        What is in the answer.

    Raises:
        RuntimeError: The answer is an error.
    """
    parts: list[bytes] = []
    status = 0

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": call.body, "more_body": False}

    async def collect(message: MutableMapping[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)
        parts.append(message.get("body", b""))

    await app(call.scope(), receive, collect)
    answer = json.loads(b"".join(parts) or b"null")
    if status >= 400:
        message = f"{call.method} {call.path}?{call.query}: {status} {answer}"
        raise RuntimeError(message)
    return answer
