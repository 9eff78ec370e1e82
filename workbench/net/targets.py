"""Where files and pictures may come from: public hosts over https, this machine only if allowed.

A name is resolved once, every address is checked, and the connection goes to a checked one, so
that a name cannot point elsewhere between check and connection.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urlsplit

from workbench.core.errors import ErrorCode, WbError
from workbench.core.links import safe_link
from workbench.core.texts import tr

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Gives the addresses of a host, best first; raises OSError where it has none."""

_PORTS = {"http": 80, "https": 443}


async def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host as the system gives them.

    Raises:
        OSError: it has none, or nobody could be asked.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Return whether an address is on the public network, also inside a v6 wrapping."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or _translated(found)
        if inner is not None:
            return is_public(str(inner))
        if found.teredo is not None:
            return False
    return found.is_global and not found.is_multicast


def is_own(address: str) -> bool:
    """Return whether an address is this machine."""
    try:
        return ipaddress.ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


def is_own_host(host: str) -> bool:
    """Return whether a host's name or number means this machine and nothing else can."""
    return host == "localhost" or is_own(host)


def _translated(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the v4 address inside one of the NAT64 prefix."""
    if address in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def checked_url(url: str, allow_loopback: bool) -> str:
    """Return a URL that a file may come from.

    Raises:
        WbError: code HOST; plain http is for this machine, where that is allowed.
    """
    link = safe_link(url)
    parts = urlsplit(link or "")
    plain = parts.scheme == "http"
    if link is None or (plain and not allow_loopback):
        raise refused_host(parts.hostname or "")
    return link.partition("#")[0]


async def addresses_for(url: str, allow_loopback: bool, resolver: Resolver) -> Sequence[str]:
    """Return the addresses that may be connected to for a URL.

    Raises:
        WbError: code HOST, where any address is not public (this machine's, where allowed); code
            NAME, where it has none.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        found = await resolver(host, parts.port or _PORTS[parts.scheme])
    except OSError:
        found = ()
    if not found:
        raise WbError(
            ErrorCode.NAME,
            tr("The host {host} is not known.", host=host),
            tr("Check the network, then try again."),
            retryable=True,
        )
    own = allow_loopback and all(map(is_own, found))
    public = parts.scheme == "https" and all(map(is_public, found))
    if not own and not public:
        raise refused_host(host)
    return found


def check_literal(host: str) -> None:
    """Pass a name, or a numeric host that is public; for requests whose proxy resolves names.

    Raises:
        WbError: code HOST.
    """
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return
    if not is_public(host):
        raise refused_host(host)


def refused_host(host: str) -> WbError:
    """Return the failure of a link to a place that files are not read from."""
    shown = host[:100] or tr("an odd address")
    return WbError(
        ErrorCode.HOST,
        tr("The link leads to {host}, which is not a public https address.", host=shown),
        tr("It was not opened."),
    )
