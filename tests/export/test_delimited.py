"""CSV is plain for machines, and harmless for Excel where that is asked for."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.export.rows import column, export, plan
from tests.export.test_workbook import FORMULAS, NASTY, nasty_strings
from workbench.core.fields import Kind
from workbench.core.values import Coded, Money, Odd, Priced
from workbench.export.plan import Format, Part

VALUES = [
    (Kind.ID, "0012345678905", "0012345678905"),
    (Kind.INTEGER, -1234567, "-1234567"),
    (Kind.DECIMAL, Decimal("1E+3"), "1000"),
    (Kind.MONEY, Money(Decimal("-1.90"), "EUR"), "-1.90"),
    (Kind.PRICE, Priced(Decimal("0.1234567890123456789"), "EUR", 1, 1), "0.1234567890123456789"),
    (Kind.DATE, date(2026, 3, 14), "2026-03-14"),
    (Kind.TIME, datetime(2026, 3, 14, 15, 9, 26, tzinfo=UTC), "2026-03-14T15:09:26Z"),
    (Kind.FLAG, False, "FALSE"),
    (Kind.CHOICE, Coded("12", "Red"), "Red"),
    (Kind.CODES, (Coded("1", "Red"), Coded("2", "")), "Red; 2"),
    (Kind.LINK, None, ""),
    (Kind.STOCK, Odd("many"), "many"),
]


def read(path, separator=",", encoding="utf-8"):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file, delimiter=separator))


def test_values_and_headers(tmp_path):
    made = plan(
        [column(f"f{place}", kind) for place, (kind, *_) in enumerate(VALUES)],
        [tuple(value for _, value, _ in VALUES)],
    )
    export(made, tmp_path / "a.csv", Format.CSV)
    assert read(tmp_path / "a.csv") == [
        [f"f{place}" for place in range(len(VALUES))],
        [text for *_, text in VALUES],
    ]


@pytest.mark.fault(29)
@pytest.mark.fault(73)
def test_plain_csv_changes_no_character(tmp_path):
    texts = [*NASTY, *nasty_strings(10_000)]
    rows = [(text, text) for text in texts]
    export(
        plan([column("a", Kind.TEXT), column("b", Kind.ID)], rows), tmp_path / "a.csv", Format.CSV
    )
    assert not (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert read(tmp_path / "a.csv")[1:] == [[text, text] for text in texts]


@pytest.mark.fault(73)
def test_csv_for_excel_guards_texts_and_leaves_numbers(tmp_path):
    rows = [(text, Decimal("-5.25"), Money(Decimal("1.9"), "EUR"), -5) for text in FORMULAS]
    kinds = [Kind.TEXT, Kind.DECIMAL, Kind.MONEY, Kind.INTEGER]
    made = plan([column(kind.value, kind) for kind in kinds], rows)
    export(made, tmp_path / "a.csv", Format.CSV_EXCEL)
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    written = read(tmp_path / "a.csv", ";", "utf-8-sig")
    for row, text in zip(written[1:], FORMULAS, strict=True):
        assert row[1:] == ["-5,25", "1,9", "-5"]
        assert row[0] in {text, f"'{text}"}
        assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


def test_broken_characters_are_marked(tmp_path):
    export(plan([column("a", Kind.TEXT)], [("x\ud800",)]), tmp_path / "a.csv", Format.CSV)
    assert read(tmp_path / "a.csv")[1] == ["x\ufffd"]


def test_mixed_currencies_are_said(tmp_path):
    amounts = [(Money(Decimal(1), code),) * 2 for code in ("EUR", "PLN")]
    one = plan([column("cost", Kind.MONEY)], [row[:1] for row in amounts])
    written = export(one, tmp_path / "a.csv", Format.CSV)
    assert written.notes == (
        "cost holds several currencies (EUR, PLN); add its currency as a column.",
    )
    named = [column("cost", Kind.MONEY), column("cost", Kind.MONEY, Part.CURRENCY)]
    assert not export(plan(named, amounts), tmp_path / "b.csv", Format.CSV).notes
    assert read(tmp_path / "b.csv") == [
        ["cost", "cost.currency"], ["1", "EUR"], ["1", "PLN"],
    ]  # fmt: skip


def test_no_rows(tmp_path):
    export(plan([column("a", Kind.TEXT)], []), tmp_path / "a.csv", Format.CSV)
    assert read(tmp_path / "a.csv") == [["a"]]
