"""The time as the gateway sees it, handed in so that tests need not wait."""

from __future__ import annotations

import asyncio
import time
from typing import Protocol


class Clock(Protocol):
    """Two clocks and a sleep."""

    def monotonic(self) -> float:
        """Return seconds that only ever grow: for waits and deadlines."""
        ...

    def wall(self) -> float:
        """Return seconds since 1970: for what processes share and services say."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Let that many seconds pass."""
        ...


class SystemClock:
    """The machine's clocks."""

    def monotonic(self) -> float:
        """Return the machine's monotonic clock, seconds."""
        return time.monotonic()

    def wall(self) -> float:
        """Return the machine's wall clock, seconds since 1970."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Sleep on the loop."""
        await asyncio.sleep(seconds)
