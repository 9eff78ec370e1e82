"""Keeps every test on this machine: a name look-up or connection elsewhere fails the test.

The guard is an audit hook of the interpreter, so it sees every socket of the process, whoever opens
it. Child processes are not watched.
"""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Callable
from typing import Final

_EVENTS: Final = frozenset(
    {
        "socket.connect",
        "socket.sendto",
        "socket.sendmsg",
        "socket.getaddrinfo",
        "socket.gethostbyname",
    }
)
_LOOKUPS: Final = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})


class ForeignConnectionError(AssertionError):
    """A test reached for another machine."""


def is_local(host: object, *, lookup: bool = False) -> bool:
    """Whether a host is this machine. A look-up of any numeric address asks nobody and is local."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str) or host in {"", "localhost"} or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.split("%", 1)[0])
    except ValueError:
        return False
    return lookup or address.is_loopback or address.is_unspecified


def _host(event: str, arguments: tuple[object, ...]) -> object:
    """The host of an audit event; None for sockets that are files."""
    if event in _LOOKUPS:
        return arguments[0]
    address = arguments[1] if len(arguments) > 1 else None
    return address[0] if isinstance(address, tuple) and address else None


class NetworkGuard:
    """Refuses foreign connections and remembers them, as the program may swallow the refusal."""

    def __init__(self) -> None:
        self._refused: list[str] = []

    def hook(self, event: str, arguments: tuple[object, ...]) -> None:
        """The audit hook itself."""
        if event not in _EVENTS:
            return
        host = _host(event, arguments)
        if is_local(host, lookup=event in _LOOKUPS):
            return
        self._refused.append(f"{event} to {host!r}")
        raise ForeignConnectionError(f"tests stay on this machine: {event} to {host!r}")

    def take(self) -> list[str]:
        """What was refused since the last call."""
        refused, self._refused = self._refused, []
        return refused


def install(
    add: Callable[[Callable[[str, tuple[object, ...]], None]], None] = sys.addaudithook,
) -> NetworkGuard:
    """Start to guard; an audit hook stays for the life of the process."""
    guard = NetworkGuard()
    add(guard.hook)
    return guard
