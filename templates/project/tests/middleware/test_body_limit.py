from collections.abc import AsyncIterator

import pytest

from tests.middleware.application import build_app, connect

MEGABYTE = 1_000_000


class Upload:
    """A body in pieces of a megabyte, which knows how many were taken."""

    def __init__(self, megabytes: int) -> None:
        self.megabytes = megabytes
        self.taken = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(self.megabytes):
            self.taken += 1
            yield b"x" * MEGABYTE


@pytest.mark.parametrize(
    "headers",
    [{}, {"Content-Length": str(60 * MEGABYTE)}],
    ids=["chunked", "announced"],
)
async def test_huge_body_is_not_read(headers: dict[str, str]) -> None:
    """Sixty megabytes are refused after the first two, or before any if announced."""
    upload = Upload(60)
    async with connect(build_app()) as client:
        response = await client.post("/repeat", content=upload, headers=headers)
    assert response.status_code == 413
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "content_too_large"
    assert "X-Request-ID" in response.headers
    assert upload.taken <= 2


async def test_body_within_the_limit_passes() -> None:
    """The limit is one of bytes, and inclusive."""
    body = b'{"text": "xxxx"}'
    headers = {"Content-Type": "application/json"}
    async with connect(build_app(body_limit=len(body))) as client:
        within = await client.post("/repeat", content=body, headers=headers)
        above = await client.post("/repeat", content=body + b" ", headers=headers)
    assert (within.status_code, above.status_code) == (200, 413)


async def test_lying_length_does_not_help() -> None:
    """What arrives is counted, whatever was announced."""
    async with connect(build_app(body_limit=1000)) as client:
        response = await client.post(
            "/repeat", content=Upload(3), headers={"Content-Length": "10"}
        )
    assert response.status_code == 413


async def test_route_raises_the_limit_for_itself() -> None:
    """So uploads are possible without opening everything else to them."""
    async with connect(build_app(body_limit=1000)) as client:
        body = {"text": "x" * 3000}
        assert (await client.post("/repeat", json=body)).status_code == 413
        assert (await client.post("/upload", json=body)).status_code == 200
        body = {"text": "x" * 5000}
        assert (await client.post("/upload", json=body)).status_code == 413
