"""The last part of a long list against its first, by style of pagination."""

import statistics
import time
from typing import Any
from urllib.parse import urlencode

from calls import Call, send
from rows import SIZE
from src.main import create_app


async def measure(rows: int, rounds: int) -> dict[str, float]:
    """How much longer the part takes that begins at nine tenths of the list."""
    app = create_app()
    deep = rows // 10 * 9
    pairs = {
        "page": (_tickets(1), _tickets(deep // SIZE + 1)),
        "offset": (_messages(0), _messages(deep)),
        "cursor": (_events(), _events(cursor=await _cursor(app, deep))),
        "keyset": (_readings(), _readings(**await _key(app, deep))),
    }
    return {style: await _ratio(app, *pair, rounds) for style, pair in pairs.items()}


def _tickets(page: int) -> Call:
    return Call("GET", "/api/v1/tickets", urlencode({"sort": "rank", "page": page, "size": SIZE}))


def _messages(offset: int) -> Call:
    query = {"sort": "rank", "offset": offset, "limit": SIZE, "count": "false"}
    return Call("GET", "/api/v1/messages", urlencode(query))


def _events(**query: object) -> Call:
    return Call("GET", "/api/v1/events", urlencode({"sort": "rank", "limit": SIZE, **query}))


def _readings(**query: object) -> Call:
    return Call("GET", "/api/v1/readings", urlencode({"sort": "rank", "limit": SIZE, **query}))


async def _cursor(app: Any, deep: int) -> str:
    """Filters may change on the way, so one leads there at once."""
    answer = await send(app, _events(rank__gt=deep - SIZE))
    assert answer["items"][-1]["rank"] == deep
    return str(answer["next_cursor"])


async def _key(app: Any, deep: int) -> dict[str, object]:
    answer = await send(app, _readings(rank__gt=deep - SIZE))
    assert answer["items"][-1]["rank"] == deep
    return dict(answer["next"])


async def _ratio(app: Any, first: Call, last: Call, rounds: int) -> float:
    """In turns, after one round that warms the caches."""
    times: dict[Call, list[float]] = {first: [], last: []}
    for number in range(rounds + 1):
        for call, taken in times.items():
            start = time.perf_counter()
            await send(app, call)
            if number:
                taken.append(time.perf_counter() - start)
    return statistics.median(times[last]) / statistics.median(times[first])
