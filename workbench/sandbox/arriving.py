"""How a request comes to a service of the sandbox: what it asks for, and where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Scope

_LOOPBACK = frozenset({"127.0.0.1", "::1"})


def path_behind(scope: Scope) -> str:
    """The path behind the mount, escaped as it came: an id may hold an escaped slash."""
    raw = scope.get("raw_path")
    path = raw.decode("latin-1") if raw else str(scope["path"])
    return path.removeprefix(str(scope.get("root_path", "")))


def address_of(scope: Scope) -> str:
    """The address that asks, "" where it is not known."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def comes_from_here(scope: Scope) -> bool:
    """Whether this machine asks: control paths answer nobody else."""
    return address_of(scope) in _LOOPBACK
