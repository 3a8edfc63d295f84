import pytest
from starlette.types import Message
from structlog.testing import capture_logs

from tests.middleware.application import build_app, connect


async def test_unexpected_error_is_a_complete_response() -> None:
    """A 500 is a problem with the headers of any response, and without inner detail."""
    app = build_app(cors_origins=["https://shop.example"])
    async with connect(app) as client:
        response = await client.get("/fail", headers={"Origin": "https://shop.example"})
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "internal_error"
    assert "reason" not in response.text
    assert {
        "access-control-allow-origin",
        "x-content-type-options",
        "x-process-time",
        "x-request-id",
    } <= set(response.headers)


async def test_unexpected_error_is_logged_once() -> None:
    """There is one line with the exception, and the line of the access log."""
    with capture_logs() as lines:
        async with connect(build_app()) as client:
            await client.get("/fail")
    assert [line["event"] for line in lines] == ["unhandled_exception", "request"]
    assert lines[0]["exc_info"]
    assert lines[1]["status"] == 500


async def test_error_in_the_middle_is_left_to_the_server() -> None:
    """It is not swallowed: the server has to break the connection."""
    async with connect(build_app()) as client:
        with pytest.raises(RuntimeError, match="the other half"):
            await client.get("/fail-halfway")


async def test_upload_that_is_broken_off_is_no_error() -> None:
    """Anybody can do that: it is not logged as a failure, and nobody is answered."""
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/measure",
        "query_string": b"",
        "headers": [],
        "scheme": "http",
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    with capture_logs() as lines:
        await build_app()(scope, receive, send)
    assert [(line["event"], line["status"]) for line in lines] == [("request", None)]
    assert sent == []


async def test_plain_text_of_a_route_is_its_own() -> None:
    """Only what middleware refuses is made a problem."""
    async with connect(build_app()) as client:
        response = await client.get("/plain")
    assert (response.status_code, response.text) == (400, "my own words")
