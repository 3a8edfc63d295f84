"""Counts of requests in one window of time: in this process, or in Redis for all."""


class CounterUnavailable(Exception):
    """The counts cannot be reached."""


class MemoryCounter:
    """Counts in this process; a window that has passed is dropped as a whole.

    Hence a request costs the same however many clients there are.
    """

    def __init__(self) -> None:
        self._windows: dict[int, tuple[int, dict[str, int]]] = {}

    def add(self, key: str, window: int, seconds: int, amount: int = 1) -> int:
        """Count so many more for `key`, and return how many there are.

        Args:
            key: Whose requests.
            window: The number of the window since the epoch.
            seconds: Its length.
            amount: How many more.
        """
        current, counts = self._windows.get(seconds, (window, {}))
        if current != window:
            counts = {}
        self._windows[seconds] = (window, counts)
        counts[key] = counts.get(key, 0) + amount
        return counts[key]


# One round trip. The key names its window, so it may expire at any time after it.
SCRIPT = """
local count = redis.call('INCRBY', KEYS[1], ARGV[2])
if count == tonumber(ARGV[2]) then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return count
"""
TIMEOUT = 0.5


class RedisCounter:
    """Counts in Redis, for all processes together."""

    def __init__(self, url: str) -> None:
        # Importing the client takes 0.4 s, which only its users should pay.
        from redis.asyncio import BlockingConnectionPool, Redis
        from redis.asyncio.retry import Retry
        from redis.backoff import NoBackoff
        from redis.exceptions import RedisError

        # Of a pool that is passed any other way, `aclose` would leave the sockets open.
        self._redis = Redis.from_pool(
            BlockingConnectionPool.from_url(
                url,
                max_connections=16,
                timeout=TIMEOUT,
                socket_timeout=TIMEOUT,
                socket_connect_timeout=TIMEOUT,
                # Waiting for a limit would cost more than doing without.
                retry=Retry(NoBackoff(), 0),
            )
        )
        self._errors = (RedisError, OSError)
        self._script = self._redis.register_script(SCRIPT)

    async def add(self, key: str, window: int, seconds: int, amount: int = 1) -> int:
        """As `MemoryCounter.add`.

        Raises:
            CounterUnavailable: Redis does not answer.
        """
        try:
            count = await self._script(
                keys=[f"rate-limit:{key}:{window}"], args=[seconds, amount]
            )
        except self._errors as error:
            raise CounterUnavailable from error
        return int(count)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._redis.aclose()
