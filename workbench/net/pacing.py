"""Who may send when: the ledger that all processes share, and the places of one gateway."""

from __future__ import annotations

import asyncio
import heapq
from collections import defaultdict, deque
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


def places_for(limit: int, urgent: bool, reserved: int) -> int:
    """Return how many of `limit` places a request may find taken and still go."""
    return limit if urgent else max(1, limit * (10 - reserved) // 10)


def wait_in(stamps: deque[float], limit: int, window: float, now: float) -> float:
    """Return the seconds until fewer than `limit` of the rising stamps lie in the window.

    Stamps ahead of the clock (it was set back) count as now, so that no wait exceeds the window.
    """
    while stamps and stamps[0] <= now - window:
        stamps.popleft()
    if len(stamps) < limit:
        return 0.0
    return min(window, max(0.001, stamps[len(stamps) - limit] + window - now))


class MemoryLedger:
    """A ledger of this process alone."""

    def __init__(self) -> None:
        self._stamps: defaultdict[str, deque[float]] = defaultdict(deque)
        self._pauses: dict[str, float] = {}
        self._days: dict[tuple[str, str], int] = {}

    def reserve(
        self, key: str, limit: int, window: float, now: float, urgent: bool, reserved: int
    ) -> float:
        """See `Ledger.reserve`."""
        stamps = self._stamps[key]
        wait = wait_in(stamps, places_for(limit, urgent, reserved), window, now)
        if wait == 0.0:
            stamps.append(now)
        return wait

    def pause(self, key: str, until: float) -> None:
        """See `Ledger.pause`."""
        self._pauses[key] = max(until, self._pauses.get(key, 0.0))

    def paused_until(self, key: str) -> float:
        """See `Ledger.paused_until`."""
        return self._pauses.get(key, 0.0)

    def count_day(self, key: str, day: str) -> int:
        """See `Ledger.count_day`."""
        self._days[key, day] = self._days.get((key, day), 0) + 1
        return self._days[key, day]

    def used(self, key: str, window: float, now: float) -> int:
        """See `Ledger.used`."""
        return sum(1 for stamp in self._stamps[key] if stamp > now - window)


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
