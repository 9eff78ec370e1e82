"""Whether and when a failed request is sent again: a pure decision, and the two brakes around it.

The bucket keeps a struggling service from being asked several times over; the circuit leaves one
that fails in a row alone for a while.
"""

from __future__ import annotations

from collections.abc import Callable

from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.operations import Repeat
from workbench.core.pacing import LONGEST_QUIET_WAIT, Patience

RESEND_WAIT = 2.0
"""Seconds before a write that surely never left is sent once more."""

_TIMED_OUT = frozenset({ErrorCode.SLOW})


class Bucket:
    """A quota of retries: each costs, each clean success earns one, a paid-off retry is refunded.

    Attributes:
        tokens: what is left; begins at 60, which is also the most.
    """

    SIZE = 60
    COST = 5
    COST_OF_TIMEOUT = 10

    def __init__(self) -> None:
        self.tokens = self.SIZE

    def cost(self, error: WbError) -> int:
        """Return what a retry after this failure costs."""
        return self.COST_OF_TIMEOUT if error.code in _TIMED_OUT else self.COST

    def covers(self, error: WbError) -> bool:
        """Return whether a retry after this failure can be paid."""
        return self.tokens >= self.cost(error)

    def spend(self, error: WbError) -> int:
        """Pay for a retry after this failure; return what it cost."""
        cost = self.cost(error)
        self.tokens = max(0, self.tokens - cost)
        return cost

    def earn(self, refund: int = 0) -> None:
        """Note a success: what its last retry cost comes back, without one it earns one."""
        self.tokens = min(self.SIZE, self.tokens + (refund or 1))


def decide(
    error: WbError,
    attempt: int,
    elapsed: float,
    rng: Callable[[], float],
    patience: Patience,
    repeat: Repeat,
    bucket: Bucket,
) -> float | None:
    """Return the seconds to wait before the request is sent again; None where it is not.

    Args:
        error: how the last attempt failed.
        attempt: which it was, the first is 1.
        elapsed: seconds the call has taken.
        rng: draws from 0 to 1.
        patience: the source's numbers.
        repeat: whether the request may reach the service twice.
        bucket: what is left for retries.
    """
    if not error.retryable or not bucket.covers(error):
        return None
    if repeat is not Repeat.SAFE and (error.sent is not Sent.NO or attempt >= 2):
        return None
    if attempt >= patience.attempts:
        return None
    wait = backoff(attempt, rng, patience) if repeat is Repeat.SAFE else RESEND_WAIT
    if error.wait is not None:
        wait = max(wait, error.wait)
    if wait > LONGEST_QUIET_WAIT or elapsed + wait >= patience.call:
        return None
    return wait


def backoff(attempt: int, rng: Callable[[], float], patience: Patience) -> float:
    """Return a wait drawn evenly up to a limit that doubles with each attempt (full jitter)."""
    limit = min(patience.cap, max(patience.floor, patience.base * 2 ** (attempt - 1)))
    return patience.floor + rng() * (limit - patience.floor)


class Circuit:
    """Leaves a service alone that failed several times in a row, then asks it once.

    Attributes:
        open_until: on the monotonic clock; 0.0 while requests go through.
    """

    FAILURES = 5
    REST = 30.0

    def __init__(self) -> None:
        self.open_until = 0.0
        self._failures = 0
        self._probing = False

    def rest(self, now: float) -> float | None:
        """Return None where a request may go, else the seconds until the next may."""
        if not self.open_until:
            return None
        if now < self.open_until:
            return self.open_until - now
        return 1.0 if self._probing else None

    def enter(self) -> None:
        """Note that a request goes; after a rest it is the probe, and others wait for it."""
        self._probing = bool(self.open_until)

    def leave(self) -> None:
        """Note that a request ended in a way that says nothing of the service."""
        self._probing = False

    def succeeded(self) -> None:
        """Note that the service answered."""
        self.open_until, self._failures, self._probing = 0.0, 0, False

    def failed(self, now: float) -> None:
        """Note that it failed; the fifth in a row, or a failed probe, opens the circuit."""
        self._failures += 1
        if self._failures >= self.FAILURES:
            self.open_until = now + self.REST
        self._probing = False
