"""Curves hold at every quantity what one cost does; all better quantities and cross-overs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.made import LASER, RATES, group, item, marker, offer, offers, wishes
from workbench.compare.board import Board
from workbench.compare.curve import (
    Curve,
    Stretch,
    axis,
    better_quantities,
    chart_quantities,
    nudge,
    table,
)
from workbench.compare.curve_crossing import (
    CrossOver,
    cross_over_sentence,
    cross_overs,
    nudge_sentence,
)
from workbench.compare.landed import Landed, landed
from workbench.compare.landed_terms import Freight, Terms, Wanted
from workbench.core.formats import Formats

LIMIT = 130


def brute(board, place, wanted):
    """Return the cost at each quantity, reckoned one by one."""
    held = board.items[place], board.offers[place]
    found = (landed(*held, wanted.at(quantity), marker) for quantity in range(1, LIMIT + 1))
    return {quantity: one for quantity, one in enumerate(found, 1) if isinstance(one, Landed)}


@settings(max_examples=60, deadline=None)
@given(offers(), wishes)
def test_a_curve_is_every_single_cost(made, wanted):
    board = Board([group(made)], marker)
    curve, costs = Curve(board, 0, wanted, LIMIT), brute(board, 0, wanted)
    for quantity in range(1, LIMIT + 1):
        point, one = curve.at(quantity), costs.get(quantity)
        assert (point and (point.total, point.per_piece, point.bought, point.tier)) == (
            one and (one.total, one.per_piece, one.bought, one.tier)
        )


@settings(max_examples=60, deadline=None)
@given(offers(), wishes)
def test_every_quantity_that_a_larger_order_costs_less_than(made, wanted):
    board = Board([group(made)], marker)
    curve, costs = Curve(board, 0, wanted, LIMIT), brute(board, 0, wanted)
    expected = {}
    for quantity, one in costs.items():
        larger = [each for each in costs if each > quantity]
        best = min(larger, key=lambda each: (costs[each].total.amount, each), default=quantity)
        if costs[best].total.amount < one.total.amount:
            expected[quantity] = best
    found = better_quantities(curve)
    told = {each: held.instead for held in found for each in range(held.first, held.last + 1)}
    assert told == expected
    for quantity in range(1, LIMIT + 1, 9):
        hint = nudge(curve, quantity)
        assert (hint is not None) == (quantity in expected)
        if hint:
            best = costs[expected[quantity]]
            assert (hint.instead, hint.total) == (best.bought, best.total)
            assert hint.saving.amount == costs[quantity].total.amount - best.total.amount


@settings(max_examples=60, deadline=None)
@given(offers(), offers(), wishes)
def test_every_quantity_at_which_the_order_changes(one, two, wanted):
    board = Board([group(one, two)], marker)
    curves = [Curve(board, place, wanted, LIMIT) for place in range(2)]
    costs = [brute(board, place, wanted) for place in range(2)]
    expected, before = [], 0
    for quantity in sorted(costs[0].keys() & costs[1].keys()):
        left, right = (costs[place][quantity] for place in range(2))
        if left.total.currency != right.total.currency:
            continue
        apart = (
            Fraction(left.total.amount) / left.bought - Fraction(right.total.amount) / right.bought
        )
        sign = (apart > 0) - (apart < 0)
        if sign and before and sign != before:
            expected.append(quantity)
        before = sign or before
    assert [each.quantity for each in cross_overs(*curves)] == expected


@settings(max_examples=40, deadline=None)
@given(offers(), wishes, st.integers(1, 40), st.integers(41, LIMIT))
def test_stretches_lie_end_to_end_and_a_tier_never_changes_within(made, wanted, first, last):
    curve = Curve(Board([group(made)], marker), 0, wanted, LIMIT)
    stretches = curve.stretches(first, last)
    assert (stretches[0].first, stretches[-1].last) == (first, last)
    for one, two in pairwise(stretches):
        assert one.last + 1 == two.first
    for held in stretches:
        points = [curve.at(each) for each in range(held.first, held.last + 1)]
        assert {point.tier if point else None for point in points} == {
            held.tier if held.compared else None
        }


def curves(*made, limit=1000, **wanted):
    board = Board([group(*made)], marker)
    return [Curve(board, place, Wanted(rates=RATES, **wanted), limit) for place in range(len(made))]


def test_a_nudge_names_what_is_saved():
    (curve,) = curves(offer((1, "2.00"), (500, "1.80")))
    assert better_quantities(curve)[0].first == 451
    assert better_quantities(curve, 460, 470)[0] == (460, 470, 500)
    hint = nudge(curve, 470)
    assert hint is not None
    assert nudge_sentence(hint, Formats()) == (
        "Buy 500 instead of 470",
        "Tier 500: the total falls by 40.00 EUR.",
    )
    assert nudge(curve, 450) is None
    assert nudge(curve, 500) is None


def test_a_cross_over_is_named():
    a, b = curves(offer((1, "5.00"), supplier="A"), offer((1, "5.50"), (500, "4.90"), supplier="B"))
    assert cross_overs(a, b) == (CrossOver(500, "B", "A"),)
    assert cross_over_sentence(cross_overs(a, b)[0], Formats()) == (
        "Cross-over at 500",
        "B cheaper from here up",
    )


def test_free_freight_and_fixed_costs_break_a_curve():
    (curve,) = curves(
        offer((1, "2.00"), minimum=10),
        standard=Terms(Freight(Decimal(30), free_from=Decimal(200))),
        limit=150,
    )
    assert curve.stretches() == (Stretch(1, 99, 1, True), Stretch(100, 150, 1, True))
    assert better_quantities(curve) == ((86, 99, 100),)


def test_suppliers_with_other_tiers_share_an_axis_without_interpolation():
    both = curves(offer((1, "3"), (100, "2"), (500, "1")), offer((25, "4"), (250, "2.5")))
    assert axis(both, also=(300,)) == (1, 100, 250, 300, 500)
    rows = table(both, axis(both))
    assert [
        (quantity, *(each and each.per_piece.amount for each in points))
        for quantity, points in rows
    ] == [(1, 3, 4), (100, 2, 4), (250, 2, Decimal("2.5")), (500, 1, Decimal("2.5"))]
    drawn = chart_quantities(both, 1, 1000, 20)
    assert {1, 99, 100, 249, 250, 499, 500, 1000} <= set(drawn)
    assert drawn == tuple(sorted(set(drawn)))


def test_markings_are_reckoned_for_the_quantities_looked_at():
    asked = []

    def counting(held, what, pieces, printing):
        asked.append(pieces)
        return marker(held, what, pieces, printing)

    board = Board([group(offer((1, "2")))], counting)
    curve = Curve(board, 0, Wanted(printing=LASER))
    assert asked == []
    curve.at(700)
    assert (min(asked), max(asked)) == (513, 1024)
    assert landed(
        item(board.offers[0]), board.offers[0], Wanted(printing=LASER, quantity=700), marker
    )
