"""Exchange rates of a workspace: typed ones, and the bank's where the user has switched that on.

Nothing is asked for before that. What was read stays with its day, and says how old it is.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbench.compare.rates import ECB, EURO, TYPED, Rate, Rates
from workbench.core.errors import ErrorCode, Sent, WbError, bad_input
from workbench.core.jobs import Job, Jobs
from workbench.core.signals import Signal
from workbench.core.texts import tr, trn
from workbench.core.times import now
from workbench.store.rates import KeptRate, RateStore
from workbench.workspace.comparison.ecb import (
    BASE,
    DAILY,
    HISTORY,
    HOST,
    LARGEST,
    days_behind,
    last_published,
    read_rates,
)

if TYPE_CHECKING:
    from workbench.net.files import Files

KEPT: Final = timedelta(days=800)
"""How long rates that were read are kept: for prices of earlier days."""
PATIENCE: Final = 60.0
"""Seconds that a file may take."""
PAUSE: Final = timedelta(hours=1)
"""Between two tries that the program makes by itself."""
OLD: Final = 2
"""Publications that may be missing before rates are called old; the bank has holidays."""


class ExchangeRates:
    """The rates of one workspace.

    Attributes:
        changed: rates were read, typed or removed.
        told: reading them failed, or was tried again: `failure` is another one.
        failure: why the bank's rates could not be read the last time, "" where they could.
        base: the folder that the bank's files are asked for in.

    Args:
        store: keeps them.
        files: makes the client without credentials.
        jobs: shows the reading.
        folder: for the file while it is read.
        allowed: whether the user has switched the reading on.
        base: the bank's own, or the sandbox's.
        clock: the present moment.
    """

    def __init__(
        self,
        store: RateStore,
        files: Callable[[], Files],
        jobs: Jobs,
        *,
        folder: Path,
        allowed: Callable[[], bool],
        base: str = BASE,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.changed: Signal[Rates] = Signal()
        self.told: Signal[()] = Signal()
        self.failure = ""
        self.base = base
        self._store = store
        self._files = files
        self._jobs = jobs
        self._folder = folder
        self._allowed = allowed
        self._clock = clock
        self._rates = Rates()
        self._turn = asyncio.Lock()
        self._ready = False
        self._tried: datetime | None = None

    async def ready(self) -> Rates:
        """Return the rates; the first call reads them from the disk.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        async with self._turn:
            if not self._ready:
                self._rates = await self._kept()
                self._ready = True
        return self._rates

    async def _kept(self) -> Rates:
        return Rates(Rate(*kept) for kept in await asyncio.to_thread(self._store.all))

    @property
    def rates(self) -> Rates:
        """Every rate at hand; none before `ready`."""
        return self._rates

    @property
    def typed(self) -> tuple[Rate, ...]:
        """The rates that were typed, by currency."""
        held = [each for each in self._rates.entries if each.origin == TYPED]
        return tuple(sorted(held, key=lambda each: each.currency))

    @property
    def newest(self) -> date | None:
        """The newest day of the bank's rates; None where none was read."""
        days = [each.day for each in self._rates.entries if each.origin == ECB]
        return max(days, default=None)

    @property
    def stale(self) -> str:
        """A sentence on how old the bank's rates are; "" where they are new or none was read."""
        newest = self.newest
        if newest is None:
            return ""
        missing = days_behind(newest, self._clock())
        if missing <= OLD:
            return ""
        return trn(
            "The exchange rates are of {day}: {count} working day behind.",
            "The exchange rates are of {day}: {count} working days behind.",
            missing,
            day=newest.isoformat(),
        )

    # ---- typed -------------------------------------------------------------------------------

    async def set_typed(self, currency: str, per_euro: Decimal, day: date | None = None) -> Rate:
        """Keep a rate that was typed, over an older one of its currency.

        Args:
            currency: ISO 4217 code.
            per_euro: units of it for one euro.
            day: the day it holds for; today for None.

        Raises:
            WbError: INPUT for what is no currency or no rate; DISK, DISK_FULL or STORE.
        """
        code = currency.strip().upper()
        if len(code) != 3 or not (code.isascii() and code.isalpha()) or code == EURO:
            raise bad_input(
                tr("“{text}” is no currency that has a rate to the euro.", text=currency),
                tr("Type its three letters, such as SEK."),
                field="currency",
            )
        if not per_euro.is_finite() or per_euro <= 0 or abs(per_euro.adjusted()) > 12:
            raise bad_input(
                tr("A rate is a number above 0."),
                tr("Type how many {currency} one euro is worth.", currency=code),
                field="rate",
            )
        rate = Rate(code, per_euro, day or self._clock().date(), TYPED)
        await self._change(lambda: self._type(rate))
        return rate

    def _type(self, rate: Rate) -> None:
        self._store.remove(TYPED, rate.currency)
        self._store.put([_kept(rate)])

    async def remove_typed(self, currency: str) -> None:
        """Forget a typed rate: the bank's counts again.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await self._change(lambda: self._store.remove(TYPED, currency))

    async def _change(self, work: Callable[[], object]) -> None:
        async with self._turn:
            await asyncio.to_thread(work)
            self._rates = await self._kept()
            self._ready = True
        self.changed.emit(self._rates)

    # ---- the bank's --------------------------------------------------------------------------

    @property
    def due(self) -> bool:
        """Whether newer rates can be expected, and the program may ask for them by itself."""
        at = self._clock()
        if not self._allowed() or (self._tried is not None and at - self._tried < PAUSE):
            return False
        return self.newest is None or self.newest < last_published(at)

    async def fetch_if_due(self) -> Job | None:
        """Begin to read newer rates where they are due; for quiet moments.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await self.ready()
        return self.fetch() if self.due else None

    def fetch(self) -> Job:
        """Begin to read the bank's rates, as a job that is seen; `failure` says how it ended."""
        self._tried = self._clock()
        job, _task = self._jobs.start(
            tr("Read exchange rates"), "rates", self.fetched, awaited=True
        )
        return job

    async def fetched(self, job: Job) -> Rates:
        """Read the bank's rates: the last day alone where only that is missing.

        Raises:
            WbError: INPUT where the user has not switched it on, as the network named it, DATA
                where the answer holds no rates; what was read before stays.
        """
        if not self._allowed():
            raise bad_input(
                tr("Reading exchange rates is switched off."),
                tr("Switch it on in Settings, Exchange rates: {host} is asked then.", host=HOST),
            )
        await self.ready()
        at = self._clock()
        self._tried = at
        newest = self.newest
        name = DAILY if newest is not None and days_behind(newest, at) <= 1 else HISTORY
        try:
            read = await self._read(f"{self.base}/{name}", name, job)
        except WbError as error:
            if error.code is not ErrorCode.CANCELLED:
                self.fail(error.full_text)
            raise
        self.fail("")
        before = at.date() - KEPT
        await self._change(lambda: self._store.put(map(_kept, read), before=before))
        job.note = tr("Rates of {day}", day=max(each.day for each in read).isoformat())
        return self._rates

    def fail(self, why: str) -> None:
        """Keep why the rates could not be read, "" where they could; told where it is news."""
        if why != self.failure:
            self.failure = why
            self.told.emit()

    async def _read(self, url: str, name: str, job: Job) -> tuple[Rate, ...]:
        await asyncio.to_thread(self._folder.mkdir, parents=True, exist_ok=True)
        files = self._files()
        try:
            with tempfile.TemporaryDirectory(prefix=".rates.", dir=self._folder) as scratch:
                async with asyncio.timeout(PATIENCE):
                    path = await files.download(url, Path(scratch), name, _limited, job)
                return await asyncio.to_thread(lambda: read_rates(path.read_bytes()))
        except TimeoutError:
            raise WbError(
                ErrorCode.SLOW,
                tr("{host} did not answer in time.", host=HOST),
                tr("Try again later, or type the rates."),
                sent=Sent.MAYBE,
            ) from None
        finally:
            await files.close()


def _limited(done: int, total: int | None) -> None:
    if max(done, total or 0) > LARGEST:
        raise WbError(
            ErrorCode.BODY_BIG,
            tr("The file of exchange rates is too large to be one."),
            tr("Try again later, or type the rates."),
            sent=Sent.YES,
        )


def _kept(rate: Rate) -> KeptRate:
    return KeptRate(rate.currency, rate.per_euro, rate.day, rate.origin)
