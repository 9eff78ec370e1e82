"""What a service of the sandbox is to the server that mounts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from workbench.sandbox.faults import Faults


@dataclass(frozen=True, slots=True)
class Service:
    """One source on loopback: mounted under `/name`, reached with `credentials`."""

    name: str
    app: ASGIApp
    credentials: dict[str, str]
    faults: Faults
