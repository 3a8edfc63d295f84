import pytest

from tests.middleware.application import build_app, connect


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("http://api.example/say", 200),
        ("http://evil.example/say", 400),
        ("http://10.0.0.7/health/live", 200),
        ("http://10.0.0.7/healthy", 400),
    ],
)
async def test_host_is_checked(url: str, status: int) -> None:
    """A forged Host header builds no links; probes may use any."""
    async with connect(build_app(allowed_hosts=["api.example"])) as client:
        response = await client.get(url)
    assert response.status_code == status


async def test_refusal_is_a_problem() -> None:
    """It looks like every other error."""
    async with connect(build_app(allowed_hosts=["api.example"])) as client:
        response = await client.get("http://evil.example/say")
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "bad_host"
    assert "X-Request-ID" in response.headers
