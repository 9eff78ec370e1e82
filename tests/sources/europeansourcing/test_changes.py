"""Deleted products are asked by day, itself included, and come once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from tests.sources import kit
from workbench.sources.europeansourcing.changes import deleted_since
from workbench.sources.europeansourcing.client import EuropeanSourcingClient


async def test_deletions_since_a_moment():
    answer = b'[{"product_id": 5}, {"product_id": "5"}, {"product_id": "x7"}, {}, "odd"]'
    sender = kit.CannedSender(lambda _request: answer)
    client = EuropeanSourcingClient(sender)
    night = datetime(2026, 3, 2, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert await deleted_since(client, night) == ("5", "x7")
    assert await deleted_since(client, date(2026, 3, 2)) == ("5", "x7")
    assert await deleted_since(client, datetime(2026, 3, 2, tzinfo=UTC)) == ("5", "x7")
    days = [request.values["date"] for request in sender.seen]
    assert days == ["2026-03-01", "2026-03-02", "2026-03-02"]
