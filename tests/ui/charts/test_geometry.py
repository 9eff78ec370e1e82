"""Scales, ticks, steps and bars: what charts are drawn from."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workbench.core.formats import Formats
from workbench.core.values import Ladder, Step
from workbench.ui.charts.bins import bar_heights, moved, place_of, tidy, value_at
from workbench.ui.charts.curves import (
    Curve,
    quantity_span,
    short_names,
    step_points,
    summary,
    tiers,
    usable,
)
from workbench.ui.charts.scales import (
    LinearScale,
    LogScale,
    fitting,
    quantity_ticks,
    round_up,
    spread,
    value_ticks,
)
from workbench.ui.charts.sparkline import spark_points

AMOUNTS = st.decimals("0.0001", "100000", places=4)
LADDER = Ladder(
    (Step(25, Decimal("2.50")), Step(100, Decimal("2.31")), Step(250, Decimal("2.14"))), minimum=50
)


def test_the_axis_names_round_quantities():
    assert quantity_ticks(25, 1000) == [25, 50, 100, 250, 500, 1000]
    assert round_up(1001) == 2500


def test_equal_ratios_are_equally_wide():
    scale = LogScale(25, 2500, 10, 200)
    assert scale.x(25) == 10
    assert scale.x(250) == pytest.approx(110)
    assert scale.x(2500) == pytest.approx(210)


@given(st.integers(1, 500), st.integers(2, 5000), st.floats(0, 1))
def test_a_place_and_its_quantity_agree(low, ratio, share):
    scale = LogScale(low, low * ratio, 0, 400)
    assert low <= scale.quantity(400 * share) <= low * ratio
    assert scale.x(scale.quantity(400 * share)) == pytest.approx(400 * share, abs=400)


@given(AMOUNTS, AMOUNTS)
def test_hairlines_are_few_even_and_enclose_all(first, second):
    low, high = min(first, second), max(first, second)
    ticks = value_ticks(low, high)
    assert 2 <= len(ticks) <= 6
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert len({after - before for before, after in itertools.pairwise(ticks)}) == 1


@given(st.lists(st.integers(0, 300), min_size=1, max_size=9), st.integers(8, 20))
def test_labels_are_moved_apart_in_order(places, height):
    moved_to = spread(places, height, 0, 400)
    pairs = sorted(zip(moved_to, places, strict=True))
    assert [place for _, place in pairs] == sorted(places)
    for (before, _), (after, _) in itertools.pairwise(pairs):
        assert after - before >= height - 1e-6


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12, unique=True))
def test_labels_that_stand_do_not_touch(places):
    places = sorted(places)
    widths = [30] * len(places)
    kept = fitting(places, widths, 4)
    assert kept[-1] == len(places) - 1
    for before, after in itertools.pairwise(kept):
        assert places[after] - places[before] >= 34


def test_steps_stay_steps():
    across, down = LogScale(25, 250, 0, 100), LinearScale(Decimal(2), Decimal(3), 0, 100)
    points = step_points(LADDER, across, down)
    for (x1, y1), (x2, y2) in itertools.pairwise(points):
        assert x1 == x2 or y1 == y2
    assert points[0] == (0, pytest.approx(50))


def test_a_line_ends_where_its_last_step_does():
    closed = Ladder((Step(10, Decimal(1)),), until=100)
    across, down = LogScale(10, 1000, 0, 100), LinearScale(Decimal(0), Decimal(2), 0, 100)
    assert step_points(closed, across, down)[-1][0] == pytest.approx(50)


def test_the_asked_quantity_is_within_the_axis():
    for quantity in (1, 250, 90_000):
        low, high = quantity_span([Curve("", LADDER)], quantity)
        assert low <= quantity <= high


def test_only_one_currency_is_drawn():
    crowns = Curve("SEK", Ladder((Step(1, Decimal(30)),), currency="SEK"))
    euros = Curve("EUR", LADDER)
    assert usable([euros, crowns, Curve("none", Ladder(()))]) == [euros]


def test_the_tier_in_effect_knows_the_smallest_order():
    assert [t.start for t in tiers(LADDER, 10) if t.in_effect] == [25]
    assert [t.start for t in tiers(LADDER, 250) if t.in_effect] == [250]
    assert [t.saves for t in tiers(LADDER, 250)] == [None, Decimal(8), Decimal(14)]
    assert tiers(LADDER, 1)[1].total == Decimal("231.00")


def test_names_lose_what_all_begin_with():
    names = ("Nordic Promo AB (SE)", "Nordic Promo AB (DK)")
    assert short_names([Curve(name, LADDER) for name in names]) == ["SE", "DK"]
    assert short_names([Curve("Nordic Promo AB", LADDER)]) == ["Nordic Promo AB"]
    assert short_names([Curve("A", LADDER), Curve("A", LADDER)]) == ["A", "A"]


def test_the_chart_says_what_it_shows():
    said = summary([Curve("Skrivo", LADDER)], 250, Formats())
    assert said == "Skrivo: 2.50 EUR from 25, 2.14 EUR from 250; 2.14 EUR at 250"


def test_bars_begin_at_zero_and_few_are_seen():
    assert bar_heights([0, 50, 100], 40) == [0, 20, 40]
    assert bar_heights([1, 100_000], 40)[0] == 2
    assert bar_heights([0, 0], 40) == [0, 0]


@given(AMOUNTS, AMOUNTS, st.floats(0, 1))
def test_a_handle_stays_between_the_ends(first, second, share):
    low, high = min(first, second), max(first, second)
    assume(low < high)
    value = tidy(value_at(share, low, high), low, high)
    assert low <= value <= high
    assert abs(place_of(value, low, high) - share) < 0.06
    assert moved(low, -5, low, high) == low
    assert moved(low, 1000, low, high) == high
    assert moved(low, 10, low, high) > low


def test_one_per_cent_looks_like_one_per_cent():
    small = spark_points([Decimal(100), Decimal(99)], 30, 20)
    large = spark_points([Decimal(100), Decimal(60)], 30, 20)
    assert abs(small[1].y() - small[0].y()) == pytest.approx(1.0)
    assert abs(large[1].y() - large[0].y()) == pytest.approx(20.0)
    assert spark_points([], 30, 20) == []
