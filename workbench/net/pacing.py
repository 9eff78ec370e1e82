"""Who may send when: the ledger that all processes share, and the places of one gateway."""

from __future__ import annotations

import asyncio
import heapq
from typing import Protocol


class Ledger(Protocol):
    """Requests of the last minutes by key, of all processes together.

    Times are wall-clock seconds, so that processes agree. Calls are short and made on the loop.
    """

    def reserve(
        self, key: str, limit: int, window: float, now: float, urgent: bool, reserved: int
    ) -> float:
        """Take a place in the sliding window; return 0.0, or the seconds until one may be free.

        Args:
            key: whose limit it is.
            limit: places in any `window` seconds.
            window: seconds.
            now: wall clock.
            urgent: somebody looks at the screen for it; may take every place.
            reserved: of every ten places, how many others leave to urgent ones.
        """
        ...

    def pause(self, key: str, until: float) -> None:
        """Hold everything of a key until a wall-clock time; a later end stands."""
        ...

    def paused_until(self, key: str) -> float:
        """Return the end of the pause of a key, 0.0 where it never had one."""
        ...

    def count_day(self, key: str, day: str) -> int:
        """Add one to the count of a day (ISO date) and return it."""
        ...

    def used(self, key: str, window: float, now: float) -> int:
        """Return how many places of the window are taken."""
        ...


class Places:
    """A number of places for requests under way: urgent ones first, then by turn."""

    def __init__(self, count: int) -> None:
        self._free = count
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []

    @property
    def waiting(self) -> int:
        """How many wait for a place."""
        return sum(1 for _, _, future in self._waiting if not future.done())

    async def take(self, urgent: bool, turn: int) -> None:
        """Wait for a place; may be cancelled while it waits. Lower turns go first."""
        if self._free > 0:
            self._free -= 1
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (not urgent, turn, future))
        try:
            await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled():
                self.give()
            raise

    def give(self) -> None:
        """Hand a place back: to the next who waits."""
        while self._waiting:
            _, _, future = heapq.heappop(self._waiting)
            if not future.done():
                future.set_result(None)
                return
        self._free += 1
