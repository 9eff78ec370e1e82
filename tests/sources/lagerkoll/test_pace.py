"""The pace of Lagerkoll: 180 a minute for all processes, none inside a wait, and as it was told."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from tests.harness.ledger import MemoryLedger
from tests.rigs.harness import Scale
from tests.rigs.rate import rate
from tests.sources import kit
from tests.sources.lagerkoll.test_extras import OPERATIONS, send
from workbench.core.edits import Call, Patch
from workbench.core.errors import ErrorCode, WbError
from workbench.core.queries import Query
from workbench.core.values import Money
from workbench.edits.drafts import Cell
from workbench.edits.parcels import Act, Intent
from workbench.edits.planning import Plan, plan
from workbench.net.requests import Reply, Request
from workbench.sources.lagerkoll import SOURCE
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.saving.articles import CHANGED_LIMIT, SAVING, read_many

PRICE = Money(Decimal(52), "SEK")
SEEN = datetime(2026, 1, 1, tzinfo=UTC)


async def test_two_processes_keep_180_in_any_minute_and_every_wait(tmp_path: Path):
    tally = await rate(Scale(quick=True, folder=tmp_path))
    assert tally.facts["limit"] == SOURCE.pace.per_window == 180
    assert tally.facts["documented"] == SOURCE.pace.documented == 200
    assert 100 < float(tally.facts["most_in_a_minute"]) <= 180
    assert float(tally.facts["minutes"]) > 1
    assert tally.facts.get("inside_a_wait", 0) == 0


def planned(count: int) -> Plan:
    cells = {"price": Cell(None, PRICE, SEEN)}
    some = [Intent(str(number), Act.UPDATE, cells) for number in range(count)]
    return plan(some, SAVING, lambda name: OPERATIONS[name].repeat)


def lasts(requests: int) -> float:
    """Seconds until the last of so many requests may go, by the ledger itself."""
    pace, ledger, now = SOURCE.pace, MemoryLedger(), 0.0
    for _ in range(requests):
        while wait := ledger.reserve("k", pace.per_window, pace.window, now, True, pace.reserved):
            now += wait
    return now


def test_what_is_told_before_is_what_the_pace_makes_of_it():
    many = planned(1_000)
    assert (many.reads, many.writes, many.verifies) == (10, 10, 10)
    assert not many.alone
    few = planned(SAVING.many_from - 1)
    assert len(few.alone) == few.writes == 19
    for requests in (180, 1_000, 3_000):
        told = Plan((), (), 0, requests, 0).seconds(SOURCE.pace)
        assert abs(told - lasts(requests)) <= SOURCE.pace.window


async def test_hundreds_take_as_many_requests_as_were_told():
    _service, sender = kit.lagerkoll()
    client = LagerkollClient(sender)
    keys: list[str] = []
    cursor = ""
    while len(keys) < 250:
        resource = SOURCE.resources[0]
        page = await resource.search(client, Query(sort="art"), cursor)
        keys, cursor = [*keys, *page.keys], page.cursor
    before = len(sender.seen)
    batch = SAVING.update_many
    assert batch is not None
    for start in range(0, 250, batch.most):
        part = keys[start : min(start + batch.most, 250)]
        assert SAVING.read_many is not None
        await SAVING.read_many(client, part, SEEN)
        call = batch.call([Patch(key, {"price": PRICE}) for key in part])
        await send(client, batch.operation, Call(call.arguments, call.body))
        found = await SAVING.read_many(client, part, SEEN)
        assert set(found) == set(part)
    assert len(sender.seen) - before == planned(250).requests == 9


class Small:
    """A service that takes no page of more than a hundred."""

    def __init__(self, sender: kit.AppSender) -> None:
        self._sender = sender

    async def send(self, request: Request) -> Reply:
        if dict(request.query).get("limit") == str(CHANGED_LIMIT):
            raise WbError(ErrorCode.REFUSED, "limit is at most 100")
        return await self._sender.send(request)


async def test_a_service_with_small_pages_is_asked_by_them():
    _service, sender = kit.lagerkoll()
    client = LagerkollClient(Small(sender))
    found = await read_many(client, ["10-0412"], datetime(1990, 1, 1, tzinfo=UTC))
    assert list(found) == ["10-0412"]
    assert len(sender.seen) > 1
