"""Who is calling, when anybody may write anything into `X-Forwarded-For`."""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from starlette.types import Scope

Network = IPv4Network | IPv6Network
HEADER = b"x-forwarded-for"


def client_address(scope: Scope, proxies: Sequence[Network]) -> str:
    """The address of the client, as far as it is known for certain.

    Each proxy adds the address of its own peer to the end of `X-Forwarded-For`. So the
    header is read from the end, and only as far as trusted proxies wrote it.

    Args:
        scope: The request.
        proxies: Networks of the trusted proxies.

    Returns:
        An address, or `forwarded` if the server took it from a header (uvicorn does so
        for peers on its own machine) although no proxy is trusted here.
    """
    peer: str = scope["client"][0] if scope.get("client") else ""
    header = _forwarded_for(scope)
    if not proxies:
        return "forwarded" if peer and peer in header else peer
    hops = [*(_without_port(hop) for hop in header.split(",") if hop), peer]
    return next((hop for hop in reversed(hops) if not _is_in(hop, proxies)), hops[0])


@lru_cache(maxsize=4096)
def client_network(address: str) -> str:
    """What one client has at its disposal: an IPv4 address, or an IPv6 /64."""
    parsed = _parse(address)
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, 64), strict=False))
    return str(parsed or address)


def _forwarded_for(scope: Scope) -> str:
    values = [value for name, value in scope["headers"] if name == HEADER]
    return b",".join(values).decode("latin-1") if values else ""


def _without_port(hop: str) -> str:
    hop = hop.strip()
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


def _is_in(address: str, networks: Sequence[Network]) -> bool:
    parsed = _parse(address)
    return parsed is not None and any(parsed in network for network in networks)


@lru_cache(maxsize=4096)
def _parse(address: str) -> IPv4Address | IPv6Address | None:
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    # A socket that listens on IPv6 shows IPv4 clients as `::ffff:192.0.2.1`.
    return getattr(parsed, "ipv4_mapped", None) or parsed
