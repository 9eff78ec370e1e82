"""Parquet columns have types that hold the values exactly."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

from tests.export.rows import column, export, plan
from tests.export.test_workbook import NASTY
from workbench.core.fields import Kind
from workbench.core.values import Coded, Money, Odd, Priced
from workbench.export.plan import Format

VALUES = [
    (Kind.ID, "0012", "0012", pa.string()),
    (Kind.INTEGER, 2**60, 2**60, pa.int64()),
    (Kind.DECIMAL, Decimal("0.123456789"), Decimal("0.123456789"), pa.decimal128(38, 12)),
    (Kind.MONEY, Money(Decimal("1.90"), "EUR"), Decimal("1.90"), pa.decimal128(38, 12)),
    (Kind.PRICE, Priced(Decimal("2.5"), "EUR", 1, 1), Decimal("2.5"), pa.decimal128(38, 12)),
    (Kind.DATE, date(2026, 3, 14), date(2026, 3, 14), pa.date32()),
    (Kind.FLAG, False, False, pa.bool_()),
    (Kind.CHOICE, Coded("12", "Red"), "Red", pa.string()),
    (Kind.CODES, (Coded("1", "A"), Coded("2", "")), ["A", "2"], pa.list_(pa.string())),
    (Kind.TEXT, "x\ud800", "x\ufffd", pa.string()),
]


def test_values_and_types(tmp_path):
    columns = [column(f"f{place}", kind) for place, (kind, *_) in enumerate(VALUES)]
    rows = [tuple(value for _, value, *_ in VALUES), (None,) * len(VALUES)]
    written = export(plan(columns, rows), tmp_path / "a.parquet", Format.PARQUET)
    table = pq.read_table(str(tmp_path / "a.parquet"))
    assert table.schema.types == [kind for *_, kind in VALUES]
    assert list(table.to_pylist()[0].values()) == [held for _, _, held, _ in VALUES]
    assert set(table.to_pylist()[1].values()) == {None}
    assert not written.notes


def test_moments_keep_their_zone(tmp_path):
    moment = datetime(2026, 3, 14, 15, 9, 26, 123456, tzinfo=UTC)
    made = plan([column("at", Kind.TIME)], [(moment,)])
    export(made, tmp_path / "a.parquet", Format.PARQUET)
    held = pq.read_table(str(tmp_path / "a.parquet"))["at"]
    assert held.type == pa.timestamp("us", tz="UTC")
    assert held.cast(pa.int64()).to_pylist() == [int(moment.timestamp()) * 10**6 + 123456]


def test_what_does_not_fit_is_empty_and_counted(tmp_path):
    values = [Odd("many"), Decimal("1E+30"), Decimal("0.1234567890123"), Decimal("NaN"), None]
    made = plan([column("a", Kind.DECIMAL)], [(value,) for value in values])
    written = export(made, tmp_path / "a.parquet", Format.PARQUET)
    assert pq.read_table(str(tmp_path / "a.parquet"))["a"].null_count == len(values)
    assert written.notes == ("Values of an unexpected kind, left empty: 4.",)


def test_the_file_says_where_it_came_from(tmp_path):
    rows = [(text, Money(Decimal(1), "EUR")) for text in NASTY]
    made = plan([column("a", Kind.TEXT), column("cost", Kind.MONEY)], rows)
    export(made, tmp_path / "a.parquet", Format.PARQUET)
    with pq.ParquetFile(str(tmp_path / "a.parquet")) as held:
        metadata = held.metadata.metadata
        assert held.read()["a"].to_pylist() == NASTY
    assert "Source: EuropeanSourcing" in metadata[b"about"].decode()
    assert metadata[b"currency.cost"] == b"EUR"
