"""How long the application took until it began to answer."""

from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = b"x-process-time"


class ProcessTimeMiddleware:
    """Answers `X-Process-Time` in seconds."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = perf_counter()

        async def send_with_time(message: Message) -> None:
            if message["type"] == "http.response.start":
                seconds = b"%.6f" % (perf_counter() - started)
                message["headers"] = [*message["headers"], (HEADER, seconds)]
            await send(message)

        await self.app(scope, receive, send_with_time)
