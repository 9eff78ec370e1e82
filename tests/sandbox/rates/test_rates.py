"""Reference rates in the bank's own form, the same at every start."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

import httpx

from workbench.sandbox.faults import Fault, Faults
from workbench.sandbox.rates.figures import is_working_day, rates_of
from workbench.sandbox.rates.service import build
from workbench.sandbox.server import build_app

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
CUBE = "{http://www.ecb.int/vocabulary/2002-08-01/eurofxref}Cube"


async def _answer(name: str, at: datetime = NOW, faults: Faults | None = None) -> httpx.Response:
    transport = httpx.ASGITransport(build_app([build(faults, lambda: at)]))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return await client.get(f"/rates/stats/eurofxref/{name}")


async def _days(name: str, at: datetime = NOW) -> list[ET.Element]:
    answer = await _answer(name, at)
    assert answer.headers["content-type"].startswith("text/xml")
    root = ET.fromstring(answer.content)
    assert root.tag == "{http://www.gesmes.org/xml/2002-08-01}Envelope"
    (outer,) = root.findall(CUBE)
    return outer.findall(CUBE)


async def test_the_daily_file_holds_the_last_working_day() -> None:
    (day,) = await _days("eurofxref-daily.xml")
    assert day.get("time") == "2026-11-20"
    rates = {each.get("currency"): each.get("rate") for each in day.findall(CUBE)}
    assert rates == rates_of(date(2026, 11, 20))
    assert "EUR" not in rates
    assert len(rates) == 29
    (before,) = await _days("eurofxref-daily.xml", datetime(2026, 11, 20, 14, 59, tzinfo=UTC))
    assert before.get("time") == "2026-11-19"


async def test_the_history_holds_ninety_working_days_newest_first() -> None:
    days = [
        date.fromisoformat(each.get("time", "")) for each in await _days("eurofxref-hist-90d.xml")
    ]
    assert len(set(days)) == 90
    assert days == sorted(days, reverse=True)
    assert all(map(is_working_day, days))


def test_figures_move_a_little_and_stay_the_same_for_a_day() -> None:
    first, second = rates_of(date(2026, 9, 1)), rates_of(date(2026, 9, 2))
    assert first == rates_of(date(2026, 9, 1))
    assert first["USD"] != second["USD"]
    assert all(
        abs(Decimal(second[code]) / Decimal(first[code]) - 1) < Decimal("0.015") for code in first
    )
    assert abs(Decimal(first["DKK"]) - Decimal("7.46")) < Decimal("0.01")


async def test_it_can_fail() -> None:
    faults = Faults()
    faults.add(Fault(times=1, status=503))
    assert (await _answer("eurofxref-daily.xml", faults=faults)).status_code == 503
