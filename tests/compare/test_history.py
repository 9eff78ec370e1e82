"""The past of a price: its course, twelve points of it, and what moved since a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.compare.kit import ladder
from workbench.compare.history import (
    Stage,
    Turn,
    changes,
    course,
    percent,
    price_at,
    short_day,
    sparkline,
    trend,
    trend_sentence,
)
from workbench.core.offers import Ref
from workbench.core.pricepoints import Moved, PricePoint
from workbench.core.texts import use_language
from workbench.core.values import Money

FIRST = datetime(2026, 9, 3, 8, tzinfo=UTC)


def _day(number):
    return FIRST + timedelta(days=number)


def _eur(text):
    return Money(Decimal(text), "EUR")


def _points(*prices, currency="EUR"):
    return [
        PricePoint(_day(number), ladder((1, price), (100, "1"), currency=currency))
        for number, price in prices
    ]


def test_the_course_at_a_quantity_leaves_out_what_changed_elsewhere():
    points = _points((0, "3"), (1, "2"), (5, "4"))
    assert [stage.price for stage in course(points, 1)] == [_eur("3"), _eur("2"), _eur("4")]
    assert course(points, 100) == (Stage(_day(0), _eur("1")),)
    gone = [*points, PricePoint(_day(6), None)]
    assert course(gone, 100)[-1] == Stage(_day(6), None)
    assert course([], 1) == ()


def test_the_price_at_a_moment():
    stages = course(_points((0, "3"), (4, "2")), 1)
    assert price_at(stages, _day(-1)) is None
    assert price_at(stages, _day(3)) == _eur("3")
    assert price_at(stages, _day(4)) == _eur("2")


def test_twelve_points_are_spread_evenly_up_to_the_last_reading():
    stages = course(_points((0, "3"), (11, "2")), 1)
    assert sparkline(stages, _day(11)) == (Decimal(3),) * 11 + (Decimal(2),)
    assert sparkline(stages, _day(22)) == (Decimal(3),) * 6 + (Decimal(2),) * 6
    assert sparkline((), _day(1)) == (None,) * 12
    one = course(_points((0, "3")), 1)
    assert sparkline(one, _day(0)) == (Decimal(3),) * 12


def test_a_line_never_joins_two_currencies():
    points = [*_points((0, "30"), currency="SEK"), *_points((6, "3"))]
    found = sparkline(course(points, 1), _day(11))
    assert found[:6] == (None,) * 6
    assert set(found[6:]) == {Decimal(3)}
    (moved,) = [trend(course(points, 1))]
    assert moved.change is None
    assert trend_sentence(moved) == ""


def test_a_trend_says_since_when():
    stages = course(_points((0, "2.00"), (3, "2.10"), (9, "1.84")), 1)
    last = trend(stages)
    assert (last.since, last.before) == (_day(9), _eur("2.10"))
    found = trend(stages, _day(1))
    assert found.change == Decimal("-0.08")
    assert trend_sentence(found) == "−8 % since 4 Sep"
    assert trend(stages, _day(-100)).since == FIRST
    assert trend(stages, _day(10)) is None
    assert trend(stages[:1]) is None
    assert trend_sentence(None) == ""


def test_days_and_percents_are_written_for_people():
    use_language("sv")
    try:
        assert short_day(date(2026, 10, 3)) == "3 okt."
    finally:
        use_language("")
    assert short_day(date(2026, 10, 3)) == "3 Oct"
    shown = [percent(Decimal(part)) for part in ("-0.08", "0.004", "0.0004", "0.1249", "-1.5")]
    assert shown == ["−8 %", "+0.4 %", "0 %", "+12 %", "−150 %"]


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        (ladder((1, "2")), ladder((1, "3")), Turn.UP),
        (ladder((1, "2")), ladder((1, "1")), Turn.DOWN),
        (None, ladder((1, "1")), Turn.NEW),
        (ladder((1, "1")), None, Turn.GONE),
        (ladder((1, "2")), ladder((1, "2"), (500, "1")), Turn.SAME),
        (ladder((1, "2")), ladder((1, "2"), currency="SEK"), Turn.OTHER),
        (ladder((1, "2")), ladder(), Turn.OTHER),
    ],
)
def test_what_became_of_an_offer(before, after, turn):
    moved = Moved(Ref("es", "main", "products", "a"), "list", FIRST, before, after, True)
    (found,) = changes([moved], 10)
    assert found.turn is turn
    assert (found.change is not None) is (turn in {Turn.UP, Turn.DOWN, Turn.SAME})


def test_what_was_never_read_before_is_no_move():
    ref = Ref("es", "main", "products", "a")
    moved = Moved(ref, "list", FIRST, None, ladder((1, "1")), False)
    (found,) = changes([moved], 10)
    assert found.turn is Turn.FIRST
