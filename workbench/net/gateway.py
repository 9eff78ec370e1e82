"""The only way to a service: refuses, paces, signs, sends, reads, retries and names failures.

One gateway per account. Nothing here cancels a request: a caller that goes away leaves its request
to end by itself.
"""

from __future__ import annotations

import asyncio
import itertools
import random as random_module
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Jobs
from workbench.core.operations import Effect
from workbench.core.pacing import LONGEST_QUIET_WAIT
from workbench.core.signals import Signal
from workbench.core.sources import Source
from workbench.net.addresses import base_of, url_of
from workbench.net.auth import Auth, addressed
from workbench.net.clock import Clock, SystemClock
from workbench.net.connections import Connections
from workbench.net.errors import About, rate, read_only, refused_key, resting, signed_anew, slow
from workbench.net.exchange import Exchange, Facts
from workbench.net.log import RequestLog
from workbench.net.network import Network
from workbench.net.noting import Sending, bodies_of, record_of
from workbench.net.pacing import Ledger, Places
from workbench.net.requests import Reply, Request
from workbench.net.retry import Bucket, Circuit, decide
from workbench.net.state import GatewayState

if TYPE_CHECKING:
    import httpx

_FAILURES = frozenset(
    {
        *(ErrorCode.OFFLINE, ErrorCode.NAME, ErrorCode.CONNECT, ErrorCode.TLS, ErrorCode.PROXY),
        *(ErrorCode.CUT, ErrorCode.SLOW, ErrorCode.SERVER, ErrorCode.BODY_CUT),
    }
)
"""What counts towards leaving the service alone; a refusal is an answer and does not."""


class Gateway:
    """All requests of one account.

    Attributes:
        source, account: whose requests.
        changed: the state moved.
    """

    def __init__(
        self,
        source: Source,
        account: Account,
        auth: Auth,
        *,
        jobs: Jobs,
        ledger: Ledger,
        network: Network,
        log: RequestLog | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        clock: Clock | None = None,
        random: Callable[[], float] = random_module.random,
    ) -> None:
        self.source = source
        self.account = account
        self.changed: Signal[GatewayState] = Signal()
        self._auth = auth
        self._jobs = jobs
        self._ledger = ledger
        self._log = log
        self._clock = clock or SystemClock()
        self._random = random
        self._places = Places(source.pace.concurrent)
        self._connections = Connections(
            jobs,
            source.patience,
            lambda: (
                transport or network.transport(base_of(source, account, next(iter(source.hosts))))
            ),
        )
        self._bucket = Bucket()
        self._circuit = Circuit()
        self._renewing = asyncio.Lock()
        self._turns = itertools.count()
        self._generation = 0
        self._refused = self._offline = False
        self._skew: float | None = None
        self._under_way = self._day_used = 0
        self._lines = {True: asyncio.Lock(), False: asyncio.Lock()}
        self._retry_at, self._queued = 0.0, 0

    async def send(self, request: Request) -> Reply:
        """Send a request by the rules and return its whole answer.

        A caller may be cancelled; its request is then left to end by itself.

        Raises:
            WbError: every failure, by name.
        """
        about = About(
            self.source.id, self.source.title, request.operation, self.source.forbidden_hint
        )
        if self.account.read_only and request.effect is Effect.WRITE:
            raise read_only(about, self.account.name)
        url = url_of(self.source, self.account, addressed(request, self._auth))
        call = Sending(request, url, about, next(self._turns), self._clock.monotonic())
        failure: WbError | None = None
        try:
            reply = call.reply = await self._persist(call)
        except WbError as error:
            failure = error
            raise
        else:
            return reply
        finally:
            self._note_call(call, failure)

    def state(self) -> GatewayState:
        """Return what the tab shows: waits, rests, refused key, budget, skew."""
        pace, now = self.source.pace, self._clock.wall()
        used = self._ledger.used(self._key, pace.window, now) if pace.per_window else 0
        opens, instant = self._circuit.open_until, self._clock.monotonic()
        return GatewayState(
            waiting=self._pause_left(),
            retrying=max(0.0, self._retry_at - instant),
            resting=max(0.0, opens - instant) if opens else 0.0,
            refused=self._refused,
            offline=self._offline,
            skew=self._skew,
            used=used,
            limit=pace.per_window,
            documented=pace.documented,
            window=pace.window,
            day_used=self._day_used,
            per_day=pace.per_day,
            queued=self._queued,
            under_way=self._under_way,
        )

    def with_auth(self, auth: Auth) -> None:
        """Sign with new credentials from now on; requests are sent again."""
        self._auth = auth
        self._generation += 1
        self._refused = False
        self._tell()

    async def close(self) -> None:
        """Close every connection."""
        await self._connections.close()

    @property
    def _key(self) -> str:
        return self.account.key

    async def _persist(self, call: Sending) -> Reply:
        """Send until it succeeds or the rules say stop."""
        last: WbError | None = None
        while True:
            try:
                await self._admit(call)
            except WbError as error:
                if last is not None and error.code is ErrorCode.RESTING:
                    raise last from None
                raise
            call.attempt += 1
            begun = self._clock.monotonic()
            task = self._jobs.spawn(
                f"{self.source.id} {call.request.operation}", self._attempt(call), awaited=True
            )
            outcome = await asyncio.shield(task)
            if isinstance(outcome, Reply):
                return outcome
            if last is not None and outcome.code is ErrorCode.RESTING:
                # What signs the request gave up meanwhile: the reason is what is told.
                raise last
            last = outcome
            call.spent += self._clock.monotonic() - begun
            await self._before_next(call, outcome)

    async def _before_next(self, call: Sending, error: WbError) -> None:
        """Wait for the next attempt.

        Raises:
            WbError: the failure itself, where there is none.
        """
        patience, repeat = self.source.patience, call.request.repeat
        wait = decide(error, call.attempt, call.spent, self._random, patience, repeat, self._bucket)
        if wait is None:
            raise error
        call.paid = self._bucket.spend(error)
        call.spent += wait
        self._retry_at = self._clock.monotonic() + wait
        self._tell()
        await self._clock.sleep(wait)

    async def _admit(self, call: Sending) -> None:
        """Wait in line until the request may go; it holds a place when this returns.

        Urgent requests have a line of their own. Only the head of a line looks at the window, so
        that the order is kept and many waiting ones do not ask over and over.

        Raises:
            WbError: codes AUTH, RESTING, RATE: nothing is sent now.
        """
        self._queued += 1
        try:
            async with self._lines[call.request.urgent]:
                await self._admit_head(call)
        finally:
            self._queued -= 1

    async def _admit_head(self, call: Sending) -> None:
        while True:
            self._check_key(call)
            await self._places.take(call.request.urgent, call.turn)
            try:
                wait = self._wait_now(call)
            except BaseException:
                self._places.give()
                raise
            if wait <= 0:
                self._under_way += 1
                return
            self._places.give()
            self._tell()
            await self._clock.sleep(wait)

    def _wait_now(self, call: Sending) -> float:
        """Return the seconds until the request may go; at 0 its place in the window is taken."""
        self._check_key(call)
        pause = self._pause_left()
        if pause > LONGEST_QUIET_WAIT:
            raise rate(call.about, pause)
        if pause > 0:
            return pause
        rest = self._circuit.rest(self._clock.monotonic())
        if rest is not None:
            raise resting(call.about, rest)
        wait = self._reserve(call)
        if wait <= 0:
            self._circuit.enter()
        return wait

    def _reserve(self, call: Sending) -> float:
        pace = self.source.pace
        if not pace.per_window:
            return 0.0
        # Else a long send, which may take every place, would hold a load still until its end.
        aged = self._clock.monotonic() - call.started > pace.window
        urgent = call.request.urgent or aged
        now = self._clock.wall()
        return self._ledger.reserve(
            self._key, pace.per_window, pace.window, now, urgent, pace.reserved
        )

    def _check_key(self, call: Sending) -> None:
        if self._refused:
            raise refused_key(call.about)

    def _pause_left(self) -> float:
        return max(0.0, self._ledger.paused_until(self._key) - self._clock.wall())

    async def _attempt(self, call: Sending) -> Reply | WbError:
        """Send once, a read once more with renewed credentials; the place is given back here."""
        try:
            used = self._generation
            outcome = await self._exchanged(call)
            if _is_refusal(outcome) and await self._renewed(used):
                if call.request.effect is Effect.WRITE:
                    return signed_anew(call.about)
                used = self._generation
                outcome = await self._exchanged(call)
            if _is_refusal(outcome) and used == self._generation:
                self._refused = True
            self._learn(call, outcome)
            return outcome
        finally:
            self._circuit.leave()
            self._under_way -= 1
            self._places.give()
            self._tell()

    async def _renewed(self, generation: int) -> bool:
        """Return whether new headers may be tried; of many refused at once, one renews."""
        async with self._renewing:
            if self._generation > generation:
                return True
            if self._refused or not await self._auth.renew():
                return False
            self._generation += 1
            return True

    async def _exchanged(self, call: Sending) -> Reply | WbError:
        """Send once, in a task that may be abandoned at the deadline."""
        self._count_day()
        deadline = self.source.patience.attempt
        exchange = Exchange(
            call.request, call.url, lambda host: self._sign(call, host), call.about,
            plain=self.account.loopback, deadline=deadline,
        )  # fmt: skip
        outcome: Reply | WbError
        try:
            outcome = await self._connections.run(call.about.operation, exchange.run, deadline)
        except TimeoutError:
            outcome = slow(call.about)
        except WbError as error:
            outcome = error
        if exchange.facts.pool_dry:
            self._connections.retire()
        call.facts = exchange.facts
        self._note_date(exchange.facts)
        return outcome

    async def _sign(self, call: Sending, host: str) -> Mapping[str, str]:
        call.signed = await self._auth.headers(host)
        return call.signed

    def _learn(self, call: Sending, outcome: Reply | WbError) -> None:
        """Move the brakes by what came back."""
        if isinstance(outcome, Reply):
            self._circuit.succeeded()
            self._bucket.earn(call.paid)
            self._offline = False
            return
        self._offline = outcome.code is ErrorCode.OFFLINE
        if outcome.wait and outcome.status in {429, 503}:
            self._ledger.pause(self._key, self._clock.wall() + outcome.wait)
        if outcome.code in _FAILURES:
            self._circuit.failed(self._clock.monotonic())
        elif outcome.status:
            self._circuit.succeeded()

    def _note_date(self, facts: Facts) -> None:
        if facts.date is not None:
            self._skew = facts.date.timestamp() - self._clock.wall()

    def _count_day(self) -> None:
        if self.source.pace.per_day:
            day = datetime.fromtimestamp(self._clock.wall(), UTC).date().isoformat()
            self._day_used = self._ledger.count_day(self._key, day)

    def _tell(self) -> None:
        self.changed.emit(self.state())

    def _note_call(self, call: Sending, failure: WbError | None) -> None:
        if self._log is None:
            return
        took = round((self._clock.monotonic() - call.started) * 1000)
        ended = (datetime.fromtimestamp(self._clock.wall(), UTC), took)
        record = record_of(call, (self.source, self.account), ended, failure, self._log)
        self._log.add(record, bodies_of(call) if record.kept else None)


def _is_refusal(outcome: Reply | WbError) -> bool:
    return isinstance(outcome, WbError) and outcome.code is ErrorCode.AUTH
