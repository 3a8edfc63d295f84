"""Generated endpoints against the same by hand: processor time of this process, per request."""

import json
import statistics
import time
from typing import Any
from uuid import UUID

import by_hand
import sqlalchemy as sa
from calls import Call, send
from src.api import secured
from src.config import get_settings
from src.database import create_database
from src.main import Application, create_app
from src.openapi import operation_id

BATCH = 40
"""How many requests are timed together; one is too short for the clock."""

ITEM = f"/api/v1/articles/{UUID(int=500)}"
BODY = {"title": "A title", "body": "word " * 40, "price": "9.50"}
CALLS = {
    "list": Call("GET", "/api/v1/articles", "page=2&size=20"),
    "get": Call("GET", ITEM),
    "create": Call("POST", "/api/v1/articles", body=json.dumps(BODY).encode()),
}
CHANGES = {
    "update": Call("PATCH", ITEM, body=b'{"title": "Another"}'),
    "replace": Call("PUT", ITEM, body=json.dumps(BODY).encode()),
    "delete": Call("DELETE", ITEM),
}


async def measure(rounds: int) -> dict[str, float]:
    """The speed of the generated endpoints, alone and in the whole application."""
    apps = {"by hand": by_hand.app, "endpoints": _bare(), "whole application": create_app()}
    speeds: dict[str, float] = {}
    for name, call in CALLS.items():
        times = await _race(apps, call, rounds)
        for contender in ("endpoints", "whole application"):
            pairs = zip(times["by hand"], times[contender], strict=True)
            label = name if contender == "endpoints" else f"{name}, {contender}"
            speeds[label] = statistics.median(hand / ours for hand, ours in pairs)
    return speeds


def _bare() -> Any:
    """The routes as they are, with no middleware around them."""
    app = Application(generate_unique_id_function=operation_id)
    app.state.settings = get_settings()
    app.state.database = create_database(get_settings())
    secured.add_to(app)
    return app


async def _race(apps: dict[str, Any], call: Call, rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in apps}
    for number in range(rounds + 1):
        for name, app in apps.items():
            start = time.process_time()
            for _ in range(BATCH):
                await send(app, call)
            if number:
                times[name].append(time.process_time() - start)
    return times


async def count_statements() -> dict[str, int]:
    """How many statements each operation sends to the database."""
    app = create_app()
    counts: dict[str, int] = {}
    sent: list[str] = []
    engine = app.state.database.engine.sync_engine
    sa.event.listen(engine, "before_cursor_execute", lambda *event: sent.append(event[2]))
    for name, call in (CALLS | CHANGES).items():
        await send(app, call)  # the first one asks the driver for types, too
        if name != "delete":
            sent.clear()
            await send(app, call)
        counts[name] = len(sent)
        sent.clear()
    return counts
