"""Headers that tell browsers to trust a response no further than an API needs."""

from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
POLICY = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")


class SecurityHeadersMiddleware:
    """Adds the headers above, and over HTTPS `Strict-Transport-Security`.

    Args:
        app: What is wrapped.
        hsts_seconds: How long browsers insist on HTTPS; 0 for no such header.
        pages: Paths of HTML pages, which load scripts: they get no content policy.
    """

    def __init__(
        self, app: ASGIApp, *, hsts_seconds: int, pages: Iterable[str] = ()
    ) -> None:
        self.app = app
        self.pages = frozenset(pages)
        self.hsts = (b"strict-transport-security", b"max-age=%d" % hsts_seconds)
        self.secure_schemes = {"https"} if hsts_seconds else set[str]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = self._headers(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *headers]
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _headers(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        headers = list(HEADERS)
        if scope["path"].removeprefix(scope.get("root_path", "")) not in self.pages:
            headers.append(POLICY)
        if scope["scheme"] in self.secure_schemes:
            headers.append(self.hsts)
        return headers
