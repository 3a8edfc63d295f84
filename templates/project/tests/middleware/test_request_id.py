import re

import pytest

from tests.middleware.application import build_app, connect


@pytest.mark.parametrize("path", ["/say", "/fail", "/nowhere", "/health/live"])
async def test_every_response_has_an_id(path: str) -> None:
    """It is made here, errors and health probes included, and differs each time."""
    async with connect(build_app()) as client:
        first, second = [await client.get(path) for _ in range(2)]
    assert re.fullmatch(r"[0-9a-f]{32}", first.headers["X-Request-ID"])
    assert first.headers["X-Request-ID"] != second.headers["X-Request-ID"]


async def test_sane_id_is_echoed() -> None:
    """A caller that follows a request through several services keeps its id."""
    async with connect(build_app()) as client:
        response = await client.get("/say", headers={"X-Request-ID": "trace-1.a_B"})
    assert response.headers["X-Request-ID"] == "trace-1.a_B"


@pytest.mark.parametrize(
    "given", ["", "a" * 129, "a b", "a\tb", 'x"}', "<script>", "\u00e9".encode()]
)
async def test_strange_id_is_replaced(given: str | bytes) -> None:
    """What a caller makes up reaches neither logs nor headers."""
    headers = [(b"X-Request-ID", given if isinstance(given, bytes) else given.encode())]
    async with connect(build_app()) as client:
        response = await client.get("/say", headers=headers)
    assert re.fullmatch(r"[0-9a-f]{32}", response.headers["X-Request-ID"])


async def test_problem_names_the_request() -> None:
    """The body of an error carries the id of its header."""
    async with connect(build_app()) as client:
        response = await client.get("/nowhere")
    assert response.json()["request_id"] == response.headers["X-Request-ID"]
