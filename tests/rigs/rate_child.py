"""One of several processes on one budget.

`python -m tests.rigs.rate_child FILE SECONDS SCALE SEED`

Its clock runs SCALE times as fast as the real one, so that a minute passes in a second. It prints
the moments at which requests reached the service, and those at which it was told to wait.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from tests.net.kit import Pieces
from tests.rigs.places import BASE_PACE, LAGERKOLL_AS_IT_IS
from workbench.core.accounts import Account
from workbench.core.errors import WbError
from workbench.core.jobs import Jobs
from workbench.core.secret import Secret
from workbench.net.auth import HeaderAuth
from workbench.net.gateway import Gateway
from workbench.net.network import Network, ProxyMode
from workbench.net.requests import Request
from workbench.store.ledger import SharedLedger


class FastClock:
    """The machine's clock, faster."""

    def __init__(self, scale: float) -> None:
        self._scale = scale

    def monotonic(self) -> float:
        """Seconds, scaled."""
        return time.monotonic() * self._scale

    def wall(self) -> float:
        """Seconds since 1970, scaled: the same in every process."""
        return time.time() * self._scale

    async def sleep(self, seconds: float) -> None:
        """Let scaled seconds pass."""
        await asyncio.sleep(seconds / self._scale)


class Noted:
    """The shared budget; notes when places were taken, and when waits began and end."""

    def __init__(self, ledger: SharedLedger, clock: FastClock) -> None:
        self.taken: list[float] = []
        self.waits: list[tuple[float, float]] = []
        self._ledger = ledger
        self._clock = clock

    def reserve(
        self, key: str, limit: int, window: float, now: float, urgent: bool, reserved: int
    ) -> float:
        """See `Ledger`."""
        wait = self._ledger.reserve(key, limit, window, now, urgent, reserved)
        if wait <= 0:
            self.taken.append(now)
        return wait

    def pause(self, key: str, until: float) -> None:
        """See `Ledger`."""
        self._ledger.pause(key, until)
        self.waits.append((self._clock.wall(), until))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)


class Counted(httpx.AsyncBaseTransport):
    """A service that notes when it is asked, and now and then asks for a wait."""

    def __init__(self, clock: FastClock, chance: random.Random) -> None:
        self.asked: list[float] = []
        self._clock = clock
        self._chance = chance

    async def handle_async_request(self, _request: httpx.Request) -> httpx.Response:
        """Answer, or say 429 with Retry-After."""
        self.asked.append(self._clock.wall())
        if self._chance.random() < 0.002:
            seconds = self._chance.choice((3, 20, 45))
            return httpx.Response(429, headers={"retry-after": str(seconds)}, stream=Pieces([b""]))
        return httpx.Response(
            200, headers={"content-type": "application/json"}, stream=Pieces([b"{}"])
        )


async def run(path: Path, seconds: float, scale: float, seed: int) -> dict[str, object]:
    """Ask as fast as the gateway lets it."""
    clock = FastClock(scale)
    shared = SharedLedger(path)
    ledger = Noted(shared, clock)
    service = Counted(clock, random.Random(seed))
    gateway = Gateway(
        LAGERKOLL_AS_IT_IS,
        Account("lagerkoll", "rig", url="http://127.0.0.1/x"),
        HeaderAuth({"api_key": Secret("k")}),
        jobs=Jobs(), ledger=ledger, network=Network(ProxyMode.NONE),
        transport=service, clock=clock,
    )  # fmt: skip
    end = time.monotonic() + seconds

    async def ask(urgent: bool) -> None:
        while time.monotonic() < end:
            request = Request("articles", "GET", "/v1/articles", urgent=urgent)
            try:
                async with asyncio.timeout(max(0.01, end - time.monotonic())):
                    await gateway.send(request)
            except (WbError, TimeoutError):
                await asyncio.sleep(0.005)

    await asyncio.gather(*(ask(number % 3 == 0) for number in range(6)))
    await gateway.close()
    shared.close()
    return {
        "asked": service.asked,
        "taken": ledger.taken,
        "waits": ledger.waits,
        "limit": BASE_PACE.per_window,
        "documented": BASE_PACE.documented,
    }


if __name__ == "__main__":
    given = sys.argv
    told = asyncio.run(run(Path(given[1]), float(given[2]), float(given[3]), int(given[4])))
    sys.stdout.write(json.dumps(told))
