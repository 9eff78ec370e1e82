"""What a tab shows of its gateway: waits, rests, refused keys, the budget and the clock."""

from __future__ import annotations

import msgspec


class GatewayState(msgspec.Struct, frozen=True):
    """A gateway at one moment.

    Attributes:
        waiting: seconds that the service asks everything to wait, 0 for none.
        retrying: seconds until a failed request is sent again, 0 for none.
        resting: seconds until a service that failed in a row is asked again, 0 for none.
        refused: the credentials are no longer accepted; nothing is sent until they change.
        offline: the last attempt found no network.
        skew: seconds that the service's clock is ahead of ours, None where it never said.
        used, limit: requests of the last window and how many there may be; limit 0 for none.
        documented: the service's own limit, 0 where it documents none.
        window: seconds.
        day_used, per_day: requests of the day and their quota; per_day 0 for none.
        queued: requests that wait for a place.
        under_way: requests sent and not yet answered.
    """

    waiting: float = 0.0
    retrying: float = 0.0
    resting: float = 0.0
    refused: bool = False
    offline: bool = False
    skew: float | None = None
    used: int = 0
    limit: int = 0
    documented: int = 0
    window: float = 60.0
    day_used: int = 0
    per_day: int = 0
    queued: int = 0
    under_way: int = 0
