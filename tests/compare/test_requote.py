"""Promises held against what is true now: nothing is guessed, and the first one always stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.kit import READ, item, offer
from workbench.compare.baskets import line_of
from workbench.compare.quoting import Home, quote
from workbench.compare.requote import (
    Difference,
    Fate,
    Place,
    accepted,
    gone,
    item_of,
    judge,
    plan,
    unchecked,
)
from workbench.core.offers import Printing, Ref, Worked, WorkedTerm
from workbench.core.values import Money

AT = datetime(2026, 9, 4, tzinfo=UTC)
LATER = AT + timedelta(days=30)


def _eur(text):
    return Money(Decimal(text), "EUR")


def _line(held, quantity=100, **more):
    return line_of("1", held, "list", quantity).accept(quote(held, "list", quantity, at=AT, **more))


def _judged(before, after, quantity=100, **more):
    line = _line(item("a", before), quantity, **more)
    now = quote(item("a", after, read=READ + timedelta(days=30)), "list", quantity, at=LATER)
    return judge(line, now)


@pytest.mark.parametrize(
    ("after", "fate", "change"),
    [
        (offer((1, "2.00")), Fate.SAME, "0"),
        (offer((1, "2.0")), Fate.SAME, "0"),
        (offer((1, "2.10")), Fate.UP, "0.05"),
        (offer((1, "1.84")), Fate.DOWN, "-0.08"),
        (offer((1, "2.00"), currency="SEK"), Fate.OTHER, None),
        (offer((1, "2.00"), until=99), Fate.NO_PRICE, None),
        (offer(), Fate.NO_PRICE, None),
    ],
)
def test_a_promise_is_the_same_dearer_cheaper_or_not_comparable(after, fate, change):
    verdict = _judged(offer((1, "2.00")), after)
    assert verdict.fate is fate
    assert verdict.change == (change and Decimal(change))
    assert bool(verdict.reason) is (fate is Fate.NO_PRICE)
    assert verdict.then is not None
    assert verdict.then.total == _eur("200.00")


def test_every_ground_that_moved_is_named_with_both_sides():
    before = offer((1, "2.00"), (100, "1.50"), stock=500, valid_until=date(2026, 12, 31))
    after = offer((1, "2.00"), (250, "1.50"), stock=20, minimum=120)
    verdict = _judged(before, after)
    assert verdict.fate is Fate.UP
    assert verdict.difference == _eur("90.00")
    assert verdict.differences == (
        Difference("Price of a piece", "1.50 EUR", "2.00 EUR"),
        Difference("Tier from", "100", "1"),
        Difference("Pieces to buy", "100", "120"),
        Difference("Stock", "500", "20"),
        Difference("Valid until", "2026-12-31", ""),
    )


def _worked(setup):
    terms = (WorkedTerm("Setup", f"1 × {setup}", Decimal(setup)),)
    return Worked(100, Decimal(setup), Decimal(0), terms, Decimal(200), 200 + Decimal(setup))


def test_a_changed_marking_is_named_by_its_terms():
    held = item("a", offer((1, "2.00")))
    printing = Printing("laser")
    line = _line(held, printing=printing, worked=_worked("40.00"))
    now = quote(held, "list", 100, at=LATER, printing=printing, worked=_worked("45.00"))
    verdict = judge(line, now)
    assert (verdict.fate, verdict.difference) == (Fate.UP, _eur("5.00"))
    assert verdict.differences == (
        Difference("Marking", "40.00 EUR", "45.00 EUR"),
        Difference("Setup", "1 × 40.00", "1 × 45.00"),
    )


def test_the_margin_is_told_for_what_the_customer_was_promised():
    verdict = _judged(offer((1, "3.00")), offer((1, "3.20")), sale=_eur("4.00"))
    assert verdict.margin == Decimal("-0.05")
    assert _judged(offer((1, "3.00")), offer((1, "3.20"))).margin is None
    dear = _judged(offer((1, "3.00")), offer((1, "3.20")), sale=Money(Decimal(4), "SEK"))
    assert dear.margin is None


def test_another_exchange_rate_is_a_difference_and_no_rise():
    held = item("a", offer((1, "2.00"), currency="USD"))
    first, second = (
        lambda *_all, rate=rate: Home(_eur("180"), Decimal(rate), date(2026, 9, 3), "ECB")
        for rate in ("0.90", "0.92")
    )
    line = _line(held, convert=first)
    verdict = judge(line, quote(held, "list", 100, at=LATER, convert=second))
    assert verdict.fate is Fate.SAME
    assert verdict.differences == (Difference("Exchange rate", "0.90", "0.92"),)


def test_an_accepted_promise_stands_and_the_first_one_stays():
    verdict = _judged(offer((1, "2.00")), offer((1, "2.10")))
    line = _line(item("a", offer((1, "2.00"))))
    after = accepted(line, verdict)
    assert after.quoted == line.quoted
    assert after.standing == verdict.now
    assert msgspec.json.decode(msgspec.json.encode(after), type=type(after)) == after
    assert accepted(line, unchecked(line, "Offline.")) == line
    assert accepted(line, _judged(offer((1, "2.00")), offer())) == line


def test_what_was_never_promised_is_quoted_for_the_first_time():
    held = item("a", offer((1, "2.00")))
    line = line_of("1", held, "list", 10)
    verdict = judge(line, quote(held, "list", 10, at=AT))
    assert (verdict.fate, verdict.change) == (Fate.FIRST, None)
    assert accepted(line, verdict).quoted == verdict.now


def test_what_is_gone_or_was_not_asked_says_why():
    line = _line(item("a", offer((1, "2.00"))))
    assert gone(line).fate is Fate.GONE
    assert gone(line).reason
    missing = quote(item("a"), "list", 100, at=LATER)
    assert judge(line, missing, there=False).fate is Fate.GONE
    assert unchecked(line, "The account is gone.").reason == "The account is gone."
    assert unchecked(line, "x").then == line.quoted


def test_a_variant_is_found_by_its_gtin_where_the_record_lists_them_otherwise():
    red = item("a", variant="1", gtins=("4006381333931",))
    blue = item("a", variant="2", gtins=("4006381333948",))
    line = line_of("1", red)
    assert item_of(line, [blue, red]) == red
    turned = [
        item("a", variant="1", gtins=blue.gtins),
        item("a", variant="2", gtins=red.gtins),
    ]
    assert item_of(line, turned) == turned[1]
    assert item_of(line, [blue]) is None
    bare = item("a", variant="1")
    assert item_of(line, [bare]) == bare
    assert item_of(line, [item("b", variant="1", gtins=red.gtins)]) is None


def _of(number, source, key, variant=""):
    ref = Ref(source, "main", "products", key, variant)
    return msgspec.structs.replace(line_of(str(number), item(key)), ref=ref)


def test_the_plan_reads_each_record_once_and_says_what_it_cannot_read():
    lines = [
        _of(1, "es", "a", "red"),
        _of(2, "es", "a", "blue"),
        _of(3, "es", "b"),
        _of(4, "es", "c"),
        _of(5, "lk", "1"),
        _of(6, "lk", "2"),
        _of(7, "loupe", "x"),
    ]
    sizes = {"es": 2, "lk": 1, "loupe": "The table cannot be read record by record."}
    found = plan(lines, lambda place: sizes[place.source])
    assert [(each.place.source, each.keys) for each in found.readings] == [
        ("es", ("a", "b")),
        ("es", ("c",)),
        ("lk", ("1",)),
        ("lk", ("2",)),
    ]
    assert found.requests == 4
    assert found.unchecked == {"7": "The table cannot be read record by record."}


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 30)), max_size=60),
    st.integers(1, 7),
    st.integers(1, 7),
)
def test_a_plan_is_as_short_as_can_be_and_reads_everything(keys, a, b):
    lines = [_of(number, source, str(key)) for number, (source, key) in enumerate(keys)]
    size = {"a": a, "b": b}
    found = plan(lines, lambda place: size[place.source])
    read = [(each.place.source, int(key)) for each in found.readings for key in each.keys]
    assert sorted(read) == sorted(set(keys))
    assert all(len(each.keys) <= size[each.place.source] for each in found.readings)
    least = sum(-(-len({k for s, k in keys if s == source}) // size[source]) for source in "ab")
    assert found.requests == least
    assert Place("a", "main", "products") in {each.place for each in found.readings} or not any(
        source == "a" for source, _key in keys
    )


def test_a_promise_for_another_quantity_is_no_rise():
    held = item("a", offer((1, "2.00")))
    verdict = judge(_line(held, 100), quote(held, "list", 1000, at=LATER))
    assert (verdict.fate, verdict.change, verdict.difference) == (Fate.OTHER, None, None)
    assert Difference("Pieces wanted", "100", "1,000") in verdict.differences
