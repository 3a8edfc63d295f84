"""Passwords are kept as Argon2 hashes."""

from functools import cache

from anyio import CapacityLimiter, to_thread
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

# OWASP's choice for little memory. A hash takes 20 ms of a processor and 19 MiB.
_hasher = PasswordHash([Argon2Hasher(memory_cost=19_456, time_cost=2, parallelism=1)])
# Two at a time: eight concurrent logins leave other requests at full speed.
_slots = CapacityLimiter(2)


async def hash_password(password: str) -> str:
    """Hash a password, in a thread."""
    return await to_thread.run_sync(_hasher.hash, password, limiter=_slots)


async def verify_password(password: str, password_hash: str | None) -> bool:
    """Compare a password with a hash, in a thread.

    Args:
        password: What somebody typed.
        password_hash: None if there is no such user. It takes the same time, so that
            the time does not tell who has an account.
    """
    return await to_thread.run_sync(_verify, password, password_hash, limiter=_slots)


def _verify(password: str, password_hash: str | None) -> bool:
    matches = _hasher.verify(password, password_hash or _decoy())
    return matches and password_hash is not None


@cache
def _decoy() -> str:
    return _hasher.hash("nobody")
