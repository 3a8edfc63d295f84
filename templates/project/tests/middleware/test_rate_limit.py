import asyncio
import os
from collections.abc import AsyncIterator
from uuid import uuid4

import httpx2
import pytest
from fastapi import FastAPI
from structlog.testing import capture_logs

from tests.middleware.application import NOON, build_app, connect


async def statuses(client: httpx2.AsyncClient, path: str, count: int) -> list[int]:
    return [(await client.get(path)).status_code for _ in range(count)]


async def test_limit_of_a_route() -> None:
    """What is too much is refused until a time that is named, for this client alone."""
    app = build_app()
    async with connect(app) as client, connect(app, "203.0.113.10") as other:
        assert await statuses(client, "/limited", 3) == [200, 200, 200]
        response = await client.get("/limited")
        assert response.status_code == 429
        assert response.headers["Content-Type"] == "application/problem+json"
        assert int(response.headers["Retry-After"]) == 60 - NOON % 60
        assert await statuses(client, "/say", 5) == [200] * 5
        assert await statuses(other, "/limited", 3) == [200, 200, 200]


async def test_next_window_begins_anew() -> None:
    """After `Retry-After` seconds the client may go on."""
    app = build_app()
    async with connect(app) as client:
        assert await statuses(client, "/limited", 4) == [200, 200, 200, 429]
        app.state.rate_limiter.clock = lambda: NOON + 60
        assert await statuses(client, "/limited", 4) == [200, 200, 200, 429]


async def test_forged_header_does_not_evade_it() -> None:
    """A new `X-Forwarded-For` each time is no new client."""
    async with connect(build_app()) as client:
        answers = [
            await client.get("/limited", headers={"X-Forwarded-For": f"198.51.100.{n}"})
            for n in range(5)
        ]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]


async def test_clients_behind_a_trusted_proxy_are_told_apart() -> None:
    """The same headers count when a trusted proxy wrote them."""
    app = build_app(trusted_proxies=["10.0.0.0/8"])
    async with connect(app, "10.0.0.1") as proxy:
        answers = [
            await proxy.get("/limited", headers={"X-Forwarded-For": f"198.51.100.{n}"})
            for n in range(5)
        ]
    assert [answer.status_code for answer in answers] == [200] * 5


async def test_limit_over_all_routes() -> None:
    """It holds for unknown paths too, and never for health probes."""
    async with connect(build_app(rate_limit="3/minute")) as client:
        assert await statuses(client, "/say", 2) == [200, 200]
        assert await statuses(client, "/nowhere", 2) == [404, 429]
        assert await statuses(client, "/health/live", 5) == [200] * 5
        response = await client.get("/say")
    assert response.headers["Content-Type"] == "application/problem+json"
    assert {"retry-after", "x-request-id"} <= set(response.headers)


async def test_limits_can_be_switched_off() -> None:
    """Tests and load measurements need that."""
    app = build_app(rate_limits=False, rate_limit="1/minute")
    async with connect(app) as client:
        assert await statuses(client, "/limited", 5) == [200] * 5


async def test_only_failures_count() -> None:
    """Who knows the password may log in as often as they like, until they fail."""
    async with connect(build_app()) as client:
        assert await statuses(client, "/guess?password=right", 9) == [200] * 9
        assert await statuses(client, "/guess?password=no", 4) == [401, 401, 401, 429]
        assert await statuses(client, "/guess?password=right", 1) == [429]


async def test_guesses_at_the_same_time_count() -> None:
    """Thirty at once are not all let in before the first has failed."""
    async with connect(build_app()) as client:
        answers = await asyncio.gather(
            *(client.get("/guess?password=no") for _ in range(30))
        )
    assert sorted(answer.status_code for answer in answers) == [401] * 3 + [429] * 27


async def test_without_redis_it_counts_alone() -> None:
    """A Redis that is down costs one warning, not the limit, and no request."""
    # Port 9 discards: nobody listens there.
    app = build_app(redis_url="redis://127.0.0.1:9")
    with capture_logs() as lines:
        async with connect(app) as client:
            assert await statuses(client, "/limited", 4) == [200, 200, 200, 429]
    warnings = [line for line in lines if line["log_level"] == "warning"]
    assert [line["event"] for line in warnings] == ["rate_limit_counts_alone"]
    await app.state.rate_limiter.aclose()


@pytest.fixture
async def two_processes() -> AsyncIterator[tuple[FastAPI, FastAPI]]:
    """Two applications that share a Redis, in a minute that nobody has used yet."""
    url = os.environ.get("TEST_REDIS_URL")
    if url is None:
        pytest.skip("TEST_REDIS_URL names no Redis")
    apps = build_app(redis_url=url), build_app(redis_url=url)
    now = 60.0 * (uuid4().int % 10**9)
    for app in apps:
        app.state.rate_limiter.clock = lambda: now
    yield apps
    for app in apps:
        await app.state.rate_limiter.aclose()


async def test_processes_count_together(
    two_processes: tuple[FastAPI, FastAPI],
) -> None:
    """With Redis the limit is one for all."""
    first, second = two_processes
    async with connect(first) as one, connect(second) as other:
        assert await statuses(one, "/limited", 2) == [200, 200]
        assert await statuses(other, "/limited", 3) == [200, 429, 429]
        assert await statuses(one, "/guess?password=right", 5) == [200] * 5
        assert await statuses(other, "/guess?password=no", 4) == [401, 401, 401, 429]
