"""Who may ask, and how often: the two ways to sign in, and the limit of requests a minute."""

from __future__ import annotations

import math
import secrets
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from workbench.sandbox.lagerkoll.calls import is_number
from workbench.sandbox.lagerkoll.refused import CREDENTIALS, TOO_MANY, Refused
from workbench.sandbox.lagerkoll.world import USER_ID, Shelf, World

STORE = "186008"
API_KEY = "lk-sandbox-7d41c08e5b"
USER = {"user_id": str(USER_ID), "user_token": "lk-user-sandbox-19af3c"}

_WINDOW = 60.0


@dataclass(slots=True)
class Limit:
    """At most `per_minute` requests of a key in any 60 seconds; None for no limit."""

    per_minute: int | None
    clock: Callable[[], float]
    seen: dict[str, deque[float]] = field(default_factory=dict)
    refused: int = 0

    def take(self, key: str) -> int | None:
        """Counts a request; the seconds to wait when it is one too many, which do not count."""
        if self.per_minute is None:
            return None
        now = self.clock()
        seen = self.seen.setdefault(key, deque())
        while seen and now - seen[0] >= _WINDOW:
            seen.popleft()
        if len(seen) >= self.per_minute:
            self.refused += 1
            return max(1, math.ceil(seen[0] + _WINDOW - now))
        seen.append(now)
        return None


def signed_in(world: World, headers: Mapping[str, str]) -> tuple[str, Shelf]:
    """Who asks and for which store; refused with 401 when the headers do not fit together."""
    key = headers.get("api_key")
    if key is not None:
        known, caller = _same(key, API_KEY), key
    else:
        caller = headers.get("user_id", "")
        token = headers.get("user_token", "")
        known = _same(caller, USER["user_id"]) and _same(token, USER["user_token"])
    store = headers.get("store", "")
    shelf = world.shelves.get(int(store)) if is_number(store) else None
    if not known or shelf is None:
        raise Refused(CREDENTIALS, "Credentials don't match", status=401)
    return caller, shelf


def too_many() -> Refused:
    """The refusal of a request over the limit."""
    return Refused(TOO_MANY, "Too many requests", status=429)


def _same(given: str, known: str) -> bool:
    return secrets.compare_digest(given.encode(), known.encode())
