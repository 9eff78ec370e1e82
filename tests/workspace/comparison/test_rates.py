"""Exchange rates: nobody is asked before it is allowed, what is wrong is named, typed ones win."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import httpx
import pytest

from tests.harness.waiting import until
from tests.net.kit import Pieces
from workbench.compare.rates import ECB, TYPED, Converted, Rate
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job, Jobs, JobState
from workbench.core.settings import ProxyMode
from workbench.core.values import Money
from workbench.net.files import Files
from workbench.net.network import Network
from workbench.sandbox.faults import Fault, Faults
from workbench.sandbox.rates.figures import rates_of
from workbench.sandbox.rates.service import build
from workbench.sandbox.server import build_app
from workbench.store.database import Database
from workbench.store.rates import RateStore
from workbench.store.workspace_schema import WORKSPACE_SCHEMA
from workbench.workspace.comparison.ecb import days_behind, last_published, read_rates
from workbench.workspace.comparison.rates import ExchangeRates

BASE = "http://127.0.0.1/rates/stats/eurofxref"
SUNDAY = datetime(2026, 11, 22, 9, tzinfo=UTC)


class Bench:
    """Rates over a bank in this process, and what it was asked."""

    def __init__(self, tmp_path, database, transport=None):
        self.now = SUNDAY
        self.allowed = True
        self.faults = Faults()
        self.asked: list[str] = []
        self.tmp_path = tmp_path
        app = build_app([build(self.faults, lambda: self.now)])
        inner = transport or httpx.ASGITransport(app)
        asked = self.asked

        class Counted(httpx.AsyncBaseTransport):
            async def handle_async_request(self, request):
                asked.append(request.url.path.rpartition("/")[2])
                return await inner.handle_async_request(request)

        self.jobs = Jobs()
        self.rates = ExchangeRates(
            RateStore(database),
            lambda: Files(
                Network(ProxyMode.NONE), jobs=self.jobs, allow_loopback=True, transport=Counted()
            ),
            self.jobs,
            folder=tmp_path / "downloads",
            allowed=lambda: self.allowed,
            base=BASE,
            clock=lambda: self.now,
        )

    async def fetched(self):
        return await self.rates.fetched(Job("1", "Read exchange rates", "rates"))


@pytest.fixture
def database(tmp_path):
    opened = Database(tmp_path / "workspace.db", WORKSPACE_SCHEMA)
    yield opened
    opened.close()


@pytest.fixture
def bench(tmp_path, database):
    return Bench(tmp_path, database)


async def test_nobody_is_asked_before_it_is_switched_on(bench):
    bench.allowed = False
    with pytest.raises(WbError, match="switched off") as caught:
        await bench.fetched()
    assert "www.ecb.europa.eu" in caught.value.hint
    assert await bench.rates.fetch_if_due() is None
    assert bench.asked == []


async def test_the_first_reading_brings_ninety_days_and_the_next_one_the_day(bench, database):
    rates = await bench.fetched()
    assert bench.asked == ["eurofxref-hist-90d.xml"]
    assert bench.rates.newest == date(2026, 11, 20)
    friday = rates_of(date(2026, 11, 20))
    assert rates.of("USD") == Rate("USD", Decimal(friday["USD"]), date(2026, 11, 20), ECB)
    assert len({each.day for each in rates.entries}) == 90
    thursday = rates_of(date(2026, 11, 19))
    held = Rate("USD", Decimal(thursday["USD"]), date(2026, 11, 19), ECB)
    assert held in rates.entries
    assert await bench.rates.fetch_if_due() is None
    bench.now += timedelta(days=1, hours=7)
    assert bench.rates.due
    await bench.fetched()
    assert bench.asked[1:] == ["eurofxref-daily.xml"]
    assert bench.rates.newest == date(2026, 11, 23)
    again = Bench(bench.tmp_path, database)
    assert (await again.rates.ready()).of("SEK") == bench.rates.rates.of("SEK")
    assert list((bench.tmp_path / "downloads").iterdir()) == []


async def test_days_that_were_missed_are_read_too(bench):
    await bench.fetched()
    bench.now += timedelta(days=5)
    await bench.fetched()
    assert bench.asked == ["eurofxref-hist-90d.xml"] * 2
    assert date(2026, 11, 24) in {each.day for each in bench.rates.rates.entries}


async def test_rates_say_when_they_are_old(bench):
    assert bench.rates.stale == ""
    await bench.fetched()
    assert bench.rates.stale == ""
    bench.now += timedelta(days=6)
    assert bench.rates.stale == "The exchange rates are of 2026-11-20: 5 working days behind."


async def test_a_typed_rate_wins_until_it_is_removed(bench):
    await bench.fetched()
    told = []
    note = told.append
    bench.rates.changed.connect(note)
    typed = await bench.rates.set_typed(" sek ", Decimal("11.5"), date(2026, 1, 2))
    assert bench.rates.typed == (typed,)
    found = bench.rates.rates.convert(Money(Decimal(115), "SEK"), "EUR")
    assert isinstance(found, Converted)
    assert (found.amount, found.day, found.origin) == (Decimal(10), date(2026, 1, 2), TYPED)
    await bench.rates.set_typed("SEK", Decimal("11.6"))
    assert [each.per_euro for each in bench.rates.typed] == [Decimal("11.6")]
    await bench.rates.remove_typed("SEK")
    assert bench.rates.typed == ()
    back = bench.rates.rates.of("SEK")
    assert back
    assert back.origin == ECB
    assert len(told) == 3


@pytest.mark.parametrize(
    ("currency", "rate", "field"),
    [
        ("EUR", "1", "currency"),
        ("S3K", "1", "currency"),
        ("", "1", "currency"),
        ("SEK", "0", "rate"),
        ("SEK", "-1", "rate"),
        ("SEK", "NaN", "rate"),
        ("SEK", "1E99", "rate"),
    ],
)
async def test_what_is_no_rate_is_refused_at_its_field(bench, currency, rate, field):
    with pytest.raises(WbError) as caught:
        await bench.rates.set_typed(currency, Decimal(rate))
    assert (caught.value.code, caught.value.field) == (ErrorCode.INPUT, field)


async def test_a_failure_is_kept_for_the_page_and_troubles_nobody_else(bench):
    unseen, told = [], []
    bench.jobs.failed.connect(lambda *what: unseen.append(what))
    bench.rates.told.connect(lambda: told.append(bench.rates.failure))
    bench.faults.add(Fault(path="eurofxref", status=404))
    job = await bench.rates.fetch_if_due()
    assert job is not None
    assert not bench.rates.due, "one try at a time"
    await until(lambda: not bench.jobs.pending)
    assert job.state is JobState.FAILED
    assert unseen == []
    assert told == [bench.rates.failure]
    assert bench.rates.failure
    assert await bench.rates.fetch_if_due() is None
    bench.now += timedelta(hours=1)
    assert await bench.rates.fetch_if_due() is not None
    await until(lambda: not bench.jobs.pending)
    assert (bench.rates.failure, told[1:]) == ("", [""])
    assert bench.rates.newest == date(2026, 11, 20)


async def test_a_failing_bank_leaves_what_was_read(bench):
    before = await bench.fetched()
    bench.now += timedelta(days=2)
    bench.faults.add(Fault(times=1, status=404))
    with pytest.raises(WbError) as caught:
        await bench.fetched()
    assert caught.value.code is ErrorCode.NOT_FOUND
    assert bench.rates.rates == before
    assert not bench.rates.due
    bench.now += timedelta(hours=2)
    assert bench.rates.due


class Answer(httpx.AsyncBaseTransport):
    def __init__(self, body, **headers):
        self.body, self.headers = body, headers

    async def handle_async_request(self, request):
        return httpx.Response(200, stream=Pieces([self.body]), headers=self.headers)


async def test_a_file_that_is_too_large_is_refused(tmp_path, database):
    bench = Bench(tmp_path, database, Answer(b"<" + b" " * 4_000_001))
    with pytest.raises(WbError) as caught:
        await bench.fetched()
    assert caught.value.code is ErrorCode.BODY_BIG
    assert bench.rates.rates.entries == ()


ENVELOPE = (
    '<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"'
    ' xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><Cube>{}</Cube></gesmes:Envelope>'
)
DAY = "<Cube time='2026-11-20'>{}</Cube>"
BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>' + ENVELOPE.format(
    DAY.format("<Cube currency='USD' rate='1.1'>&c;</Cube>")
)


@pytest.mark.parametrize(
    "body",
    ["", "no xml", "<html><body>Sign in</body></html>", ENVELOPE.format(""), BOMB,
     ENVELOPE.format(DAY.format("<Cube currency='USD' rate='1.1'/>"))[:-5],
     ENVELOPE.format("<Cube time='today'><Cube currency='USD' rate='1.1'/></Cube>"),
     ENVELOPE.format("<Cube currency='USD' rate='1.1'/>"),
     "<Cube time='2026-11-20'><Cube currency='USD' rate='1.1'/></Cube>", "\0\1\2"],
)  # fmt: skip
def test_what_is_no_file_of_rates_is_named(body):
    with pytest.raises(WbError, match="no exchange rates") as caught:
        read_rates(body.encode())
    assert caught.value.code is ErrorCode.DATA


def test_odd_rates_are_left_out_and_exact_ones_kept():
    cubes = "".join(
        f"<Cube currency='{code}' rate='{rate}'/>"
        for code, rate in [
            ("USD", "1.08730000000000000001"),
            ("SEK", "0"),
            ("DKK", "-7.4"),
            ("GBP", "1,2"),
            ("usd", "1"),
            ("JPY", "NaN"),
            ("CZK", ""),
        ]
    )
    (rate,) = read_rates(ENVELOPE.format(DAY.format(cubes)).encode())
    assert rate == Rate("USD", Decimal("1.08730000000000000001"), date(2026, 11, 20), ECB)


def test_a_day_is_expected_from_the_afternoon_on_and_never_at_a_weekend():
    friday = date(2026, 11, 20)
    assert last_published(SUNDAY) == friday
    assert last_published(datetime(2026, 11, 20, 15, tzinfo=UTC)) == friday
    assert last_published(datetime(2026, 11, 20, 14, tzinfo=UTC)) == date(2026, 11, 19)
    assert days_behind(friday, SUNDAY) == 0
    assert days_behind(date(2026, 11, 13), SUNDAY) == 5
