"""What a workbook carries: values survive, no untouched cell is a change, sizes are bounded."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.rows import AT, column, export, plan
from workbench.core.fields import Kind
from workbench.core.values import Coded, Money, Priced
from workbench.export.origin import (
    Carried,
    Origin,
    carried_fields,
    columns_carried,
    joined,
    pieces,
    read_row,
    row_text,
    stamp_of,
    token,
    token_number,
)
from workbench.export.origin_cells import untouched
from workbench.export.origin_reading import (
    ID,
    Head,
    align,
    heads_of,
    number_of,
    open_rows,
    recognise,
)
from workbench.export.workbook import carrying
from workbench.export.workbook.write import Limits

KINDS = {
    Kind.TEXT: st.text(max_size=40),
    Kind.ID: st.text(st.sampled_from("0123456789"), max_size=14),
    Kind.INTEGER: st.integers(-(10**14), 10**14),
    Kind.DECIMAL: st.decimals(allow_nan=False, allow_infinity=False, places=4,
                              min_value=-(10**9), max_value=10**9),
    Kind.MONEY: st.decimals(places=2, min_value=0, max_value=10**9).map(
        lambda amount: Money(amount, "EUR")),
    Kind.PRICE: st.decimals(places=4, min_value=0, max_value=10**6).map(
        lambda amount: Priced(amount, "SEK", 100, 250)),
    Kind.DATE: st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    Kind.TIME: st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1),  # noqa: DTZ001
                            timezones=st.just(UTC)),
    Kind.FLAG: st.booleans(),
    Kind.CHOICE: st.builds(Coded, st.text(max_size=5), st.text(min_size=1, max_size=9)),
    Kind.CODES: st.lists(st.builds(Coded, st.text(max_size=5), st.text(min_size=1, max_size=9)),
                         max_size=3).map(tuple),
    Kind.LINK: st.just("https://a.test/x?y=1&z=2"),
}  # fmt: skip


def origin_of(columns, keys):
    return Origin(source="es", account="main", resource="products", title="Products", at=AT,
                  read=AT, stamp=stamp_of(keys, AT), columns=columns_carried(columns))  # fmt: skip


def carried_plan(columns, rows):
    from dataclasses import replace

    keys = [f"key {number}" for number in range(len(rows))]
    made = plan(columns, rows)
    return replace(made, carried=Carried(origin_of(columns, keys), keys))


@settings(max_examples=8, deadline=None)
@given(st.data())
async def test_nothing_exported_is_taken_for_a_change(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("book")
    columns = [column(kind.value, kind) for kind in KINDS]
    rows = [tuple(data.draw(st.none() | values) for values in KINDS.values()) for _row in range(12)]
    export(carried_plan(columns, rows), folder / "rows.xlsx")
    returned = await recognise(folder / "rows.xlsx")
    fields = carried_fields(returned.origin)
    with await open_rows(returned) as sheet:
        found = align(returned.origin, sheet.headers, returned.heads)
        assert len(found.places) == len(columns)
        for cells in sheet.rows:
            number = number_of(cells, found, returned.origin.stamp)
            carried = returned.rows[number]
            assert carried.key == f"key {number}"
            for place, at in found.places.items():
                value = carried.value(place, fields[place])
                assert untouched(value, cells[at]), (value, cells[at])


@given(st.text(max_size=200))
def test_pieces_of_a_text_are_the_text(text):
    held = row_text("key", [text])
    assert "_x" not in "".join(pieces(held))
    row = read_row(joined(pieces(held)), 1)
    from workbench.core.fields import Field

    assert row.value(0, Field("a", "A", Kind.TEXT, str)) == text


def test_long_values_are_carried_in_several_cells():
    held = row_text("key", ["x" * 50_000])
    assert len(pieces(held)) == 4
    assert all(len(piece) < 32_767 for piece in pieces(held))
    assert joined(pieces(held)) == held


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (Decimal("1.5"), "1,50"),
        (Decimal("1234.5"), "1.234,50"),
        (Decimal("1234.5"), "1 234.50 EUR"),
        (Money(Decimal("1.50"), "EUR"), Decimal("1.5")),
        (Decimal(-2), "−2"),
        (3, Decimal(3)),
        ("0012345678905", Decimal(12345678905)),
        ("  both ", "both"),
        ("a\r\nb", "a\nb"),
        ("_x0041_", "A"),
        (date(2026, 3, 14), datetime(2026, 3, 14)),  # noqa: DTZ001
        (date(2026, 3, 14), "14.03.2026"),
        (date(2026, 3, 14), "2026-03-14"),
        (date(2026, 3, 14), Decimal(46095)),
        (AT, AT.replace(tzinfo=None) + timedelta(milliseconds=400)),
        (True, "WAHR"),
        (False, "FALSE"),
        (None, "  "),
        ("", None),
        ((), None),
    ],
)
def test_another_spelling_is_no_change(value, cell):
    assert untouched(value, cell)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (Decimal("1.5"), "1,51"),
        (Decimal("1.5"), "cheap"),
        (Decimal("1.5"), None),
        (None, "x"),
        ("", Decimal(0)),
        ("0012", "0013"),
        ("abc", "abd"),
        (date(2026, 3, 14), date(2026, 3, 15)),
        (AT, AT.replace(tzinfo=None) + timedelta(minutes=1)),
        (True, False),
        (Coded("1", "Mugs"), "Bottles"),
        ((Coded("1", "Mugs"),), "Mugs; Bottles"),
    ],
)
def test_another_value_is_a_change(value, cell):
    assert not untouched(value, cell)


def test_tokens_are_known_by_their_export_alone():
    assert token_number(token("0a1b2c3d", 17), "0a1b2c3d") == 17
    assert token_number(token("0a1b2c3d", 17), "ffffffff") is None
    assert token_number("17", "0a1b2c3d") is None


def heading_case():
    columns = [column("price", Kind.MONEY), column("cost", Kind.MONEY)]
    return origin_of(columns, [])


def test_a_deleted_heading_given_to_another_column_is_a_new_name():
    origin = heading_case()
    heads = heads_of({"workbench_c0": "#REF!", "workbench_c1": "Rows!$A$1"})
    found = align(origin, ("Price",), heads)
    assert dict(found.places) == {1: 0}
    assert found.deleted == (0,)


def test_columns_whose_cells_changed_places_are_followed():
    origin = heading_case()
    heads = {0: Head("Rows", 0, 1), 1: Head("Rows", 1, 1), ID: Head("Rows", 2, 1)}
    found = align(origin, ("Cost", "Price", "workbench:id"), heads)
    assert dict(found.places) == {0: 1, 1: 0}
    assert found.token == 2


def test_a_heading_that_stands_twice_is_not_guessed():
    found = align(heading_case(), ("Price", "Price", "Cost"), {})
    assert dict(found.places) == {1: 2}
    assert found.unsure == (0,)
    assert found.deleted == ()


async def test_half_a_character_stops_nothing(tmp_path):
    columns = [column("a", Kind.TEXT), column("b", Kind.CHOICE)]
    rows = [("x\ud800", Coded("1", "y\udfff")), ("z", None)]
    export(carried_plan(columns, rows), tmp_path / "rows.xlsx")
    returned = await recognise(tmp_path / "rows.xlsx")
    assert len(returned.rows) == 2
    assert returned.rows[0].value(0, carried_fields(returned.origin)[0]) == "x\ufffd"


async def test_a_workbook_that_is_too_large_says_so(tmp_path):
    columns = [column("a", Kind.TEXT)]
    made = carried_plan(columns, [("x",)] * 5)
    written = export(made, tmp_path / "rows.xlsx", limits=Limits(rows=3))
    assert any("brought back" in note for note in written.notes)
    assert await recognise(tmp_path / "rows.xlsx") is None
    assert carrying.MOST_CELLS == 1_000_000


@pytest.mark.parametrize("name", ["rows.csv", "rows.txt"])
async def test_texts_carry_nothing(tmp_path, name):
    path = tmp_path / name
    path.write_text("a,b\n1,2\n")
    assert await recognise(path) is None
