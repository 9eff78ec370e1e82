"""A ledger that stands in for the shared one where a test is about something else: no file."""

from __future__ import annotations

from collections import defaultdict, deque


def _places_for(limit: int, urgent: bool, reserved: int) -> int:
    """Return how many of `limit` places a request may find taken and still go."""
    return limit if urgent else max(1, limit * (10 - reserved) // 10)


def _wait_in(stamps: deque[float], limit: int, window: float, now: float) -> float:
    """Return the seconds until fewer than `limit` of the rising stamps lie in the window.

    Stamps ahead of the clock (it was set back) count as now, so that no wait exceeds the window.
    """
    while stamps and stamps[0] <= now - window:
        stamps.popleft()
    if len(stamps) < limit:
        return 0.0
    return min(window, max(0.001, stamps[len(stamps) - limit] + window - now))


class MemoryLedger:
    """Keeps what `Ledger` says for this process alone."""

    def __init__(self) -> None:
        self._stamps: defaultdict[str, deque[float]] = defaultdict(deque)
        self._pauses: dict[str, float] = {}
        self._days: dict[tuple[str, str], int] = {}

    def reserve(
        self, key: str, limit: int, window: float, now: float, urgent: bool, reserved: int
    ) -> float:
        """See `Ledger.reserve`."""
        stamps = self._stamps[key]
        wait = _wait_in(stamps, _places_for(limit, urgent, reserved), window, now)
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
