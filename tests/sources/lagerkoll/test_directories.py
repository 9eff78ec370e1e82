"""The short lists, and what their answers leave out."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from tests.sources.lagerkoll.documents import article, client, page, sent
from workbench.core.conditions import parse_where
from workbench.core.queries import Query
from workbench.core.values import Money
from workbench.net.requests import Request
from workbench.sources.lagerkoll import directories as tables
from workbench.sources.lagerkoll.directories import days_back
from workbench.sources.lagerkoll.subtables import OF_ARTICLE
from workbench.sources.lagerkoll.templates import template_columns

SUBTABLES = {table.id: table for table in OF_ARTICLE}


def test_month_ends_across_a_year():
    days = days_back(date(2026, 2, 10), 3)
    assert [day.isoformat() for day in days] == [
        "2026-02-10", "2026-01-31", "2025-12-31", "2025-11-30",
    ]  # fmt: skip


async def test_stock_values_stand_under_their_day():
    asked, sender = client(b'{"stockValue": 7227.687505999735, "stockValueFIFO": null}')
    found = await tables.STOCK_VALUES.search(asked, Query(), "")
    assert len(found.keys) == len(sender.seen) == tables.MONTHS + 1
    assert [sent(request)["date"] for request in sender.seen] == list(found.keys)
    field = tables.STOCK_VALUES.field("stock_value")
    assert field is not None
    assert field.read(found.rows[0]) == Money(Decimal("7227.687505999735"), "SEK")


async def test_one_day_is_asked_alone():
    asked, sender = client(b'{"stockValue": 1, "stockValueFIFO": 2}')
    filters = tables.STOCK_VALUES.filters
    query = Query(conditions=parse_where(filters, ["date=2025-12-31"]))
    found = await tables.STOCK_VALUES.search(asked, query, "")
    assert list(found.keys) == ["2025-12-31"]
    assert len(sender.seen) == 1


async def test_suppliers_are_read_to_the_last_page():
    def answer(request: Request) -> bytes:
        number = int(sent(request)["page"])
        rows = [{"id": number, "supplierName": f"S{number}", "country": "SE"}]
        return json.dumps({"pages": 3, "suppliers": rows}).encode()

    asked, _sender = client(answer)
    found = await tables.SUPPLIERS.search(asked, Query(), "")
    assert list(found.keys) == ["0", "1", "2"]
    name = tables.SUPPLIERS.field("name")
    assert name is not None
    assert name.read(found.rows[2]) == "S2"


async def test_low_stock_never_marks_articles_by_itself():
    asked, sender = client(page(article()))
    await tables.LOW_STOCK.search(asked, Query(), "")
    assert sent(sender.seen[0]) == {
        "filter_warning_flag": "false", "set_articles_warned": "false",
    }  # fmt: skip


def test_a_template_names_its_columns():
    document = {
        "id": 1, "name": "A",
        "data": {
            "rowFirst": 2, "rowTitle": 1, "articleName": 3, "articleId": 1,
            "price": {"column": 4, "defaultValue": ""}, "unit": {"defaultValue": "st"},
            "vat": None, "customFields": {"Ursprung": {"column": 9}}, "priceLists": {},
        },
    }  # fmt: skip
    rows = template_columns(json.dumps(document).encode(), Query())
    assert [(row.member.code, row.column, row.default) for row in rows] == [
        ("articleName", 3, None), ("articleId", 1, None), ("price", 4, None),
        ("unit", None, "st"), ("customFields.Ursprung", 9, None),
    ]  # fmt: skip


async def test_where_used_reads_bundles_by_whatever_name_they_come():
    table = SUBTABLES["bundles"]
    assert table.load is not None
    bundle = {"articleId": "8", "articleName": "Set", "amount": 2}
    for name in ("bundles", "articles", "batches"):
        asked, _sender = client(json.dumps({name: [bundle]}).encode())
        held = await table.load(asked, json.dumps(article()).encode(), Query())
        assert [getattr(row, "article_id", None) for row in table.rows(held, Query())] == ["8"], (
            name
        )


async def test_events_are_read_page_after_page():
    def answer(request: Request) -> bytes:
        number = int(sent(request)["page"])
        rows = [{"created": 1711659580633, "oldCount": number, "newCount": number + 1}]
        return json.dumps({"pages": 2, "historyCount": 2, "history": rows}).encode()

    asked, sender = client(answer)
    table = SUBTABLES["history"]
    assert table.load is not None
    held = await table.load(asked, json.dumps(article()).encode(), Query())
    assert [getattr(row, "old_count", None) for row in table.rows(held, Query())] == [
        Decimal(0),
        Decimal(1),
    ]
    assert {request.values["id"] for request in sender.seen} == {"192005-6"}


def test_tables_that_were_not_loaded_are_empty():
    document = json.dumps(article()).encode()
    for table in OF_ARTICLE:
        if table.load is not None and table.id not in {"parts", "prices"}:
            assert table.rows(document, Query()) == (), table.id
