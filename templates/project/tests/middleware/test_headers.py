import pytest

from tests.middleware.application import build_app, connect


@pytest.mark.parametrize("path", ["/say", "/fail", "/nowhere"])
async def test_security_headers(path: str) -> None:
    """They are on every response, errors included."""
    async with connect(build_app()) as client:
        response = await client.get(path)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


async def test_docs_page_may_load_its_scripts() -> None:
    """The content policy of the API would leave the page empty."""
    async with connect(build_app()) as client:
        response = await client.get("/docs")
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "Content-Security-Policy" not in response.headers


@pytest.mark.parametrize(
    ("scheme", "seconds", "expected"),
    [
        ("https", 60, "max-age=60"),
        ("https", 0, None),
        ("http", 60, None),
    ],
)
async def test_strict_transport(
    scheme: str, seconds: int, expected: str | None
) -> None:
    """It is promised over HTTPS only, and not at all for 0 seconds."""
    async with connect(build_app(hsts_seconds=seconds)) as client:
        response = await client.get(f"{scheme}://test/say")
    assert response.headers.get("Strict-Transport-Security") == expected


@pytest.mark.parametrize("path", ["/say", "/fail", "/nowhere"])
async def test_process_time(path: str) -> None:
    """It is in seconds."""
    async with connect(build_app()) as client:
        response = await client.get(path)
    assert 0 < float(response.headers["X-Process-Time"]) < 5


@pytest.mark.parametrize(
    ("size", "accepted", "encoding"),
    [
        (2000, "gzip", "gzip"),
        (2000, "identity", None),
        (500, "gzip", None),
        (2000, "br, gzip;q=0.8", "gzip"),
        (2000, "gzip; q=0.0, br", None),
    ],
)
async def test_gzip(size: int, accepted: str, encoding: str | None) -> None:
    """Long answers are compressed for those who ask for it."""
    async with connect(build_app()) as client:
        response = await client.get(
            "/say", params={"size": size}, headers={"Accept-Encoding": accepted}
        )
    assert response.headers.get("Content-Encoding") == encoding
    assert response.json() == "x" * size
    # A cache must not give what is compressed to those who cannot read it.
    assert ("Accept-Encoding" in response.headers.get("Vary", "")) is bool(encoding)


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("https://shop.example", "https://shop.example"),
        ("https://shop.example.evil.example", None),
    ],
)
async def test_cors(origin: str, allowed: str | None) -> None:
    """Browsers may call from the named origins alone, and read the request id there."""
    app = build_app(cors_origins=["https://shop.example"])
    headers = {"Origin": origin, "Access-Control-Request-Method": "DELETE"}
    async with connect(app) as client:
        preflight = await client.options("/say", headers=headers)
        response = await client.get("/say", headers={"Origin": origin})
    assert preflight.headers.get("Access-Control-Allow-Origin") == allowed
    assert response.headers.get("Access-Control-Allow-Origin") == allowed
    assert "X-Request-ID" in response.headers["Access-Control-Expose-Headers"]
