"""A name for each request, in its response, its log lines and its errors."""

import re
from secrets import token_hex

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars

HEADER = b"x-request-id"
# Whatever else a caller sends would end up in logs and headers as it is.
ACCEPTED = re.compile(rb"[A-Za-z0-9._-]{1,128}")


class RequestIdMiddleware:
    """Takes the caller's `X-Request-ID` if it is sane, else makes one, and echoes it.

    It is `request.state.request_id`, and `request_id` in every line that is logged.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _accepted(scope) or token_hex(16).encode()
        scope.setdefault("state", {})["request_id"] = request_id.decode()
        # Bound, never unbound: the server logs failures after this call has ended, and
        # gives each request a context of its own.
        bind_contextvars(request_id=request_id.decode())

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (HEADER, request_id)]
            await send(message)

        await self.app(scope, receive, send_with_id)


def _accepted(scope: Scope) -> bytes | None:
    for name, value in scope["headers"]:
        if name == HEADER and ACCEPTED.fullmatch(value):
            return bytes(value)
    return None
