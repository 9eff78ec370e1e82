"""A table gives back what was put in, exactly, whatever is appended, replaced or removed."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables.rows import FIELDS, KINDS, one_field, pages, records, table_of
from workbench.core.fields import Field, Kind
from workbench.core.values import Coded, Ladder, Money, Odd, Step
from workbench.tables.rowview import RowView
from workbench.tables.table import Appended, Table


def said(value):
    """Missing is None; an empty tuple says no more."""
    return None if value == () else value


def same_rows(table, expected):
    assert len(table) == len(expected)
    for row, (key, record) in enumerate(expected.items()):
        assert table.key(row) == key
        assert table.row_of(key) == row
        for name in KINDS:
            assert table.value(row, name) == said(record[name]), name


@settings(max_examples=60, deadline=None)
@given(
    pages,
    st.lists(st.tuples(st.integers(0, 11), records), max_size=4),
    st.sets(st.integers(0, 11)),
    pages,
)
def test_rows_come_back_as_they_were(first, replaced, removed, second):
    table = table_of(first)
    expected = {f"k{row}": record for row, record in enumerate(first)}
    for row, record in replaced:
        assert table.replace(f"k{row}", record) == (f"k{row}" in expected)
        if f"k{row}" in expected:
            expected[f"k{row}"] = record
    same_rows(table, expected)
    gone = {f"k{row}" for row in removed}
    assert table.remove(gone) == len(gone & expected.keys())
    expected = {key: record for key, record in expected.items() if key not in gone}
    same_rows(table, expected)
    keys = [f"n{row}" for row in range(len(second))]
    table.append(second, keys)
    same_rows(table, expected | dict(zip(keys, second, strict=True)))


def test_a_key_seen_before_is_counted_and_left_as_it_is():
    table = one_field(Kind.INTEGER, [1, 2])
    assert table.append([9, 3, 4], ["k1", "k2", "k2"]) == Appended(2, 1, repeated=2)
    assert [table.value(row, "x") for row in range(3)] == [1, 2, 3]


def test_a_key_seen_before_is_read_again_where_asked():
    table = one_field(Kind.INTEGER, [1, 2])
    assert table.append([9, 3, 4], ["k1", "k2", "k2"], replace=True) == Appended(2, 1, repeated=2)
    assert [table.value(row, "x") for row in range(3)] == [1, 9, 4]


@pytest.mark.parametrize("kind", list(Kind))
def test_what_a_field_does_not_promise_is_shown_as_it_is(kind):
    good = one_field(kind, [object()])
    assert isinstance(good.value(0, "x"), Odd)
    assert "object object" in good.text(0, "x")
    table = one_field(kind, [Odd("§ odd"), None])
    assert table.value(0, "x") == Odd("§ odd")
    assert table.text(0, "x") == "§ odd"
    assert table.text(1, "x") == "–"


def test_a_reader_that_fails_marks_its_cell_alone():
    bad = Field("bad", "Bad", Kind.TEXT, lambda record: record["bad"]["deep"])
    good = Field("good", "Good", Kind.TEXT, lambda record: record["good"])
    table = Table((bad, good))
    rows = [{"good": "a", "bad": {"deep": "x"}}, {"good": "b"}]
    assert table.append(rows, ["1", "2"]).odd == 1
    assert table.value(0, "bad") == "x"
    assert isinstance(table.value(1, "bad"), Odd)
    assert table.value(1, "good") == "b"


def test_a_record_read_again_can_lose_and_gain_its_mark():
    table = one_field(Kind.STOCK, [1, 2])
    table.replace("k0", "plenty")
    assert table.value(0, "x") == Odd("plenty")
    table.replace("k0", 5)
    assert table.value(0, "x") == 5


@pytest.mark.parametrize(
    "amount",
    [
        "0.0001",
        "0.00001",
        "12.5",
        "99999999999999.9999",
        "1E+30",
        "-0.12345678901234567890123456789",
    ],
)
def test_money_is_exact(amount):
    money = Money(Decimal(amount), "SEK")
    table = one_field(Kind.MONEY, [money, Money(Decimal(1), "EUR")])
    assert table.value(0, "x") == money


def test_amounts_longer_than_a_calculation_keeps_are_exact():
    long = Decimal("1.0000000000000000000000000000000000000001")
    table = one_field(Kind.DECIMAL, [long])
    assert table.value(0, "x") == long


def test_true_is_no_number():
    table = one_field(Kind.INTEGER, [True])
    assert table.value(0, "x") == Odd("True")


def test_texts_are_those_of_the_cells():
    ladder = Ladder((Step(1, Decimal("1234.5")), Step(100, Decimal("0.12345"))))
    assert one_field(Kind.PRICE, [(ladder,)]).text(0, "x") == "1,234.50 EUR"
    table = one_field(Kind.PRICE, [(ladder,)])
    table.set_quantity(100)
    assert table.text(0, "x") == "0.12345 EUR"
    assert one_field(Kind.CODES, [(Coded("1", "Red"), Coded("2", "Blue"))]).text(0, "x") == (
        "Red, Blue"
    )


def test_every_change_is_told():
    table = one_field(Kind.INTEGER, [1])
    seen = [(table.generation, table.reworked)]
    for change in (
        lambda: table.append([2], ["b"]),
        lambda: table.replace("b", 3),
        lambda: table.set_quantity(7),
        lambda: table.remove(["b"]),
    ):
        change()
        seen.append((table.generation, table.reworked))
    assert all(after[0] > before[0] for before, after in pairwise(seen))
    assert [row[1] - seen[0][1] for row in seen[1:]] == [0, 1, 2, 3]


def test_nothing_happens_without_rows():
    table = Table(FIELDS)
    view = RowView(table)
    assert table.append([], []) == Appended(0, 0)
    assert table.remove(["x"]) == 0
    view.arrange(text="x", header={"price": ">1"})
    assert len(view) == 0
    assert view.facet("brand") == ()
    assert view.histogram("price") is None
    assert view.find("x", 0) is None
