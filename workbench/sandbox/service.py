"""What a service of the sandbox is to the server that mounts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from workbench.sandbox.faults import Faults


@dataclass(slots=True)
class FileHost:
    """Another host that a source's files lie on: on a port of its own, mounted under `/name`.

    `address` is where it answers, for the links that the source gives; the server sets it as soon
    as the port is known.
    """

    app: ASGIApp
    address: str


@dataclass(frozen=True, slots=True)
class Service:
    """One source on loopback: mounted under `/name`, reached with `credentials`.

    `files` is the other host its files lie on, where it has one; the same faults happen there.
    """

    name: str
    app: ASGIApp
    credentials: dict[str, str]
    faults: Faults
    files: FileHost | None = None
