from collections.abc import MutableMapping
from typing import Any

from structlog.testing import capture_logs

from tests.middleware.application import build_app, connect


async def requests_logged(path: str) -> list[MutableMapping[str, Any]]:
    with capture_logs() as lines:
        async with connect(build_app()) as client:
            await client.get(path, headers={"Authorization": "Bearer abc"})
    return lines


async def test_one_line_a_request() -> None:
    """It has what is needed to find a request, and no headers."""
    [line] = await requests_logged("/say")
    assert line.pop("duration_ms") >= 0
    assert line == {
        "event": "request",
        "log_level": "info",
        "method": "GET",
        "path": "/say",
        "status": 200,
        "client": "203.0.113.9",
    }


async def test_query_is_not_logged() -> None:
    """Links with tokens in their query are common."""
    [line] = await requests_logged("/say?token=abc")
    assert line["path"] == "/say"


async def test_health_probes_are_not_logged() -> None:
    """They would drown everything else."""
    assert await requests_logged("/health/live") == []
