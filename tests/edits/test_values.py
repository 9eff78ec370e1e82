"""Typed values in the journal's words and back, and when two of them mean the same."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.edits.kit import BAGS, MUGS, STEPS, steps
from workbench.core.edits import Entry
from workbench.core.fields import Field, Kind
from workbench.core.values import Coded, Money, Odd
from workbench.edits.values import pack, same, unpack

_DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9))
_TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=30)
_CODED = st.builds(Coded, _TEXTS, _TEXTS, st.sampled_from(["", "ff0000"]))
_OF_KIND = {
    Kind.TEXT: _TEXTS,
    Kind.ID: _TEXTS,
    Kind.LINK: _TEXTS,
    Kind.PICTURE: _TEXTS,
    Kind.INTEGER: st.integers(-(2**53), 2**53),
    Kind.STOCK: st.integers(0, 10**6),
    Kind.DECIMAL: _DECIMALS,
    Kind.MONEY: st.builds(Money, _DECIMALS, st.sampled_from(["SEK", "EUR"])),
    Kind.DATE: st.dates(),
    Kind.TIME: st.datetimes(timezones=st.just(UTC)),
    Kind.FLAG: st.booleans(),
    Kind.CHOICE: _CODED,
    Kind.CODES: st.lists(_CODED, max_size=4).map(tuple),
}


def _field(kind: Kind) -> Field:
    return Field("f", "F", kind, lambda row: row)


@pytest.mark.parametrize("kind", _OF_KIND)
def test_every_kind_comes_back_as_it_was(kind):
    @settings(max_examples=60)
    @given(st.one_of(st.none(), st.builds(Odd, _TEXTS), _OF_KIND[kind]))
    def comes_back(value):
        found = unpack(pack(value), _field(kind))
        assert found == value
        assert type(found) is type(value)

    comes_back()


@given(st.dictionaries(st.integers(1, 9), st.decimals(1, 9, places=2)))
def test_rows_come_back(rows):
    value = steps(*((start, str(amount)) for start, amount in rows.items()))
    assert unpack(pack(value), _field(Kind.INTEGER), STEPS) == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[1]", Kind.TEXT),
        ('"12,5"', Kind.DECIMAL),
        ('"x"', Kind.DATE),
        ('"12"', Kind.MONEY),
        ('"ab"', Kind.CHOICE),
        ('"false"', Kind.FLAG),
        ("12.5", Kind.INTEGER),
        ("{broken", Kind.TEXT),
        ('{"odd": "12,5"}', Kind.DECIMAL),
    ],
)
def test_what_is_none_of_its_kind_stays_as_it_was_typed(text, kind):
    assert isinstance(unpack(text, _field(kind)), Odd)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (None, ""),
        (None, ()),
        ("Mug", " Mug "),
        (Decimal("12.5"), Decimal("12.500")),
        (12, Decimal("12.0")),
        (Money(Decimal(1), "SEK"), Money(Decimal("1.0"), "SEK")),
        (Coded("1", "Mugs"), Coded("1", "Cups")),
        ((MUGS, BAGS), (BAGS, MUGS)),
    ],
)
def test_values_that_mean_the_same(one, other):
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mug", "mug"),
        ("0012", "12"),
        (Decimal("12.5"), Decimal("12.51")),
        (None, "0"),
        (None, 0),
        (None, False),
        (MUGS, BAGS),
        ((MUGS,), (MUGS, BAGS)),
        (date(2026, 3, 29), date(2026, 3, 30)),
        (datetime(2026, 3, 29, tzinfo=UTC), None),
        (Odd("12,5"), Decimal("12.5")),
    ],
)
def test_values_that_do_not(one, other):
    assert not same(one, other)
    assert not same(other, one)


def test_order_counts_where_the_entry_says_so():
    ordered = Entry("codes", ordered=True)
    assert not same((MUGS, BAGS), (BAGS, MUGS), ordered)
    rows = steps((1, "5"), (10, "4"))
    turned = tuple(reversed(rows))
    assert same(rows, turned, STEPS)
    listed = Entry("steps", rows=STEPS.rows, entries=STEPS.entries, ordered=True)
    assert not same(rows, turned, listed)


def test_rows_are_compared_by_what_can_be_typed():
    rows = steps((1, "5"))
    more = tuple({**row, "shown": "only"} for row in rows)
    assert same(rows, more, STEPS)
    assert not same(rows, steps((1, "5.01")), STEPS)
    assert same((), None, STEPS)


def test_space_around_a_text_counts_unless_the_service_takes_it():
    assert not same(" Mug", "Mug", Entry("name"))
    assert same(" Mug", "Mug", Entry("name", trimmed=True))
    assert same("  ", None, Entry("name"))
