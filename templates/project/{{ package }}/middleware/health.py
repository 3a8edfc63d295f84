"""Health probes, which most of the middleware lets through untouched.

They come every few seconds, from inside, and under whatever host name or address the
platform uses.
"""

from starlette.types import Scope

PREFIX = "/health/"


def is_probe(scope: Scope) -> bool:
    """Whether this is a request for a health route."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", "")).startswith(PREFIX)
