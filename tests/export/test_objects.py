"""JSON keeps every value exact and every code with its name."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

from tests.export.rows import column, export, plan
from tests.export.test_workbook import NASTY
from workbench.core.fields import Kind
from workbench.core.values import Coded, Money, Odd, Priced
from workbench.export.plan import Format, Part


def read(path):
    return json.loads(path.read_text("utf-8"), parse_float=Decimal)


def test_values(tmp_path):
    values = [
        (Kind.ID, "0012", "0012"),
        (Kind.INTEGER, 2**60, 2**60),
        (Kind.DECIMAL, Decimal("0.1234567890123456789"), Decimal("0.1234567890123456789")),
        (Kind.MONEY, Money(Decimal("1.90"), "EUR"), {"amount": "1.90", "currency": "EUR"}),
        (Kind.DATE, date(2026, 3, 14), "2026-03-14"),
        (Kind.TIME, datetime(2026, 3, 14, 15, 9, 26, tzinfo=UTC), "2026-03-14T15:09:26Z"),
        (Kind.FLAG, True, True),
        (Kind.CHOICE, Coded("12", "Red", "ff0000"), {"code": "12", "label": "Red"}),
        (Kind.CODES, (Coded("1", "A"), Coded("2", "")),
         [{"code": "1", "label": "A"}, {"code": "2", "label": ""}]),
        (Kind.LINK, None, None),
        (Kind.STOCK, Odd("many"), "many"),
        (Kind.TEXT, "x\ud800", "x\ufffd"),
    ]  # fmt: skip
    columns = [column(f"f{place}", kind) for place, (kind, *_) in enumerate(values)]
    rows = [tuple(value for _, value, _ in values)] * 2
    export(plan(columns, rows), tmp_path / "a.json", Format.JSON)
    wanted = {f"f{place}": held for place, (*_, held) in enumerate(values)}
    assert read(tmp_path / "a.json") == [wanted, wanted]


def test_parts_of_a_price(tmp_path):
    columns = [column("price", Kind.PRICE, part) for part in Part]
    priced = Priced(Decimal("1.90"), "EUR", 100, 500)
    export(plan(columns, [(priced,) * 4]), tmp_path / "a.json", Format.JSON)
    assert read(tmp_path / "a.json") == [
        {
            "price": {"amount": "1.90", "currency": "EUR"},
            "price.from_quantity": 100,
            "price.bought": 500,
            "price.currency": "EUR",
        }
    ]


def test_texts_come_back(tmp_path):
    rows = [(text,) for text in NASTY] * 60
    export(plan([column("a", Kind.TEXT)], rows), tmp_path / "a.json", Format.JSON)
    assert [row["a"] for row in read(tmp_path / "a.json")] == [text for (text,) in rows]


def test_no_rows(tmp_path):
    export(plan([column("a", Kind.TEXT)], []), tmp_path / "a.json", Format.JSON)
    assert read(tmp_path / "a.json") == []
