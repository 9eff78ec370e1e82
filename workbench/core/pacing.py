"""How fast and how patiently a source is asked: numbers that each source states for itself."""

from __future__ import annotations

import msgspec


class Pace(msgspec.Struct, frozen=True):
    """A source's own speed.

    Attributes:
        per_window: requests in any sliding window, of all processes together; 0 for no limit.
        window: its length, seconds.
        documented: the limit the service documents, shown to users; 0 where it documents none.
        concurrent: requests under way at once.
        reserved: of every ten places, how many wait for what a user is looking at.
        per_day: requests a day, 0 for no known quota.
    """

    per_window: int = 0
    window: float = 60.0
    documented: int = 0
    concurrent: int = 6
    reserved: int = 3
    per_day: int = 0


class Patience(msgspec.Struct, frozen=True):
    """When a request is given up or tried again.

    Attributes:
        attempts: in all, the first one included.
        base: seconds; the n-th wait is drawn from 0 to base x 2^n.
        cap: longest wait, seconds.
        floor: shortest wait, seconds.
        attempt: seconds one attempt may take.
        call: seconds the call may take with its waits.
        connect: seconds to a connection.
        idle: seconds without a byte.
    """

    attempts: int = 4
    base: float = 0.5
    cap: float = 20.0
    floor: float = 0.0
    attempt: float = 60.0
    call: float = 120.0
    connect: float = 10.0
    idle: float = 30.0


LONGEST_QUIET_WAIT = 120.0
"""Seconds; a longer wait that a service asks for is shown, not slept."""
