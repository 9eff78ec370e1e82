"""The split of a line over the shelf and the suppliers is the cheapest of all there are."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.made import DAY, RATES, group, offer
from workbench.compare import shelf_sentences
from workbench.compare.board import Board
from workbench.compare.curve import Curve
from workbench.compare.landed_terms import Freight, Terms, Wanted
from workbench.compare.shelf import MOST_SPLIT, Plans, plans
from workbench.core.errors import ErrorCode, WbError
from workbench.core.formats import Formats
from workbench.core.offers import Lot

LIMIT = 12
PLAIN = Formats()


def curves(*made, limit=LIMIT, **wanted):
    board = Board([group(*made)])
    wish = Wanted(rates=RATES, **wanted)
    return [Curve(board, place, wish, limit) for place in range(len(made))]


prices = st.decimals("0.5", "9", places=1)
small = st.builds(
    lambda first, second, start, **more: offer((1, first), (start, second), **more),
    prices,
    prices,
    st.integers(2, 9),
    supplier=st.sampled_from(["A", "B", "C"]),
    minimum=st.sampled_from([1, 1, 3]),
    multiple=st.sampled_from([1, 1, 4]),
    until=st.sampled_from([None, 5]),
)
lots = st.lists(
    st.builds(
        Lot,
        st.sampled_from(["", "Malmö"]),
        st.integers(-1, 4),
        st.just("b"),
        st.sampled_from([None, DAY, DAY - timedelta(days=1)]),
    ),
    max_size=3,
)


def enumerated(made, held, quantity, value, shelf, *, larger=True):
    """Return the lowest total of every feasible split, tried one by one."""
    by_supplier = {}
    for curve in made:
        by_supplier.setdefault(curve.supplier, [(0, Decimal(0))])
        points = (curve.at(each) for each in range(1, LIMIT + 1))
        by_supplier[curve.supplier] += [
            (p.bought if larger else p.quantity, p.total.amount) for p in points if p
        ]
    totals = [
        taken * value + sum(total for _, total in orders)
        for taken in shelf(min(held, quantity))
        for orders in product(*by_supplier.values())
        if taken + (got := sum(pieces for pieces, _ in orders)) >= quantity
        and (larger or taken + got == quantity)
    ]
    return min(totals, default=None)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(small, max_size=3),
    lots,
    st.integers(1, LIMIT),
    st.sampled_from([Decimal(0), Decimal(3)]),
    st.sampled_from([Decimal(0), Decimal("4.5")]),
)
def test_the_plan_is_the_cheapest_of_all_splits(made, held, quantity, value, freight):
    found = curves(*made, standard=Terms(Freight(freight)))
    usable = sum(
        lot.quantity for lot in held if lot.quantity > 0 and lot.expires != DAY - timedelta(1)
    )
    told = plans(found, held, quantity, value=value, day=DAY)
    for plan, shelf, larger in (
        (told.cheapest, lambda most: range(most + 1), True),
        (told.shelf_first, lambda most: [most], False),
        (told.bought, lambda _: [0], True),
    ):
        lowest = enumerated(found, usable, quantity, value, shelf, larger=larger)
        assert (plan and plan.total.amount) == lowest
        if plan:
            pieces = sum(each.pieces for each in (*plan.takes, *plan.buys))
            assert pieces - plan.left == quantity
            paid = sum(buy.total.amount for buy in plan.buys)
            assert paid + value * sum(take.pieces for take in plan.takes) == lowest
            assert len({buy.supplier for buy in plan.buys}) == len(plan.buys)
    assert all(lot.quantity <= 0 or lot.expires for lot in told.unusable)


def shelf_line() -> Plans:
    made = curves(
        offer((1, "6.00"), (250, "5.00"), supplier="X"),
        offer((1, "6.50"), (500, "3.74"), supplier="Y"),
        limit=1000,
    )
    held = [Lot("Lund", 20, "9", None), Lot("Malmö", 100, "24-B", DAY + timedelta(days=30))]
    return plans(made, held, 500)


def test_each_step_is_a_sentence_and_the_other_plan_is_told():
    found = shelf_line()
    assert found.shelf_first is not None
    assert found.cheapest == found.bought
    assert found.cheapest is not None
    assert shelf_sentences.steps(found.shelf_first, PLAIN) == (
        "Take 100 from Malmö (batch 24-B, expires 2026-12-19).",
        "Take 20 from Lund (batch 9).",
        "Buy 380 from X at tier 250 for 1,900.00 EUR.",
    )
    assert shelf_sentences.beside(found.shelf_first, found.cheapest, PLAIN) == (
        "or buy 500 from Y, 30.00 EUR cheaper in total"
    )
    assert shelf_sentences.beside(found.cheapest, found.shelf_first, PLAIN) == (
        "or take 120 from the shelf and buy 380 from X, 30.00 EUR dearer in total"
    )
    assert shelf_sentences.beside(found.cheapest, found.cheapest, PLAIN) == (
        "or buy 500 from Y, at the same total"
    )


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ((), ""),
        ((Lot("", 0),), ""),
        ((Lot("", 1),), "1 piece is on your shelf"),
        ((Lot("", 100), Lot("", 20, expires=DAY)), "120 pieces are on your shelf"),
        (
            (Lot("", 100), Lot("", 12, expires=DAY - timedelta(days=1))),
            "100 pieces are on your shelf; 12 more expired",
        ),
        (
            (Lot("", 12, expires=DAY - timedelta(days=1)),),
            "12 pieces on your shelf have expired",
        ),
    ],
)
def test_what_has_expired_is_told_and_not_counted(held, said):
    assert shelf_sentences.on_shelf(held, DAY, PLAIN) == said


def test_pieces_beyond_what_is_wanted_are_told():
    (curve,) = curves(offer((10, "1"), multiple=4))
    plan = plans([curve], [Lot("", 3)], 11, value=Decimal(2)).shelf_first
    assert plan is not None
    assert shelf_sentences.steps(plan, PLAIN) == (
        "Take 3 from the shelf.",
        "Buy 12 from Nordic at tier 10 for 12.00 EUR.",
        "4 pieces are left over.",
    )


def test_large_lines_are_split_over_the_shelf_and_one_supplier():
    quantity = MOST_SPLIT + 1
    made = curves(offer((1, "3"), supplier="A"), offer((1, "2"), supplier="B"), limit=quantity)
    found = plans(made, [Lot("", 1001)], quantity)
    assert found.cheapest is not None
    assert [(buy.supplier, buy.pieces) for buy in found.cheapest.buys] == [("B", 4000)]
    assert found.cheapest.takes[0].pieces == 1001
    dear = plans(made, [Lot("", quantity)], quantity, value=Decimal(9)).cheapest
    assert dear is not None
    assert dear.takes == ()
    assert plans([], [Lot("", 1)], quantity).cheapest is None
    assert plans([], [Lot("", quantity)], quantity).cheapest is not None


def test_a_curve_that_ends_too_early_is_refused():
    with pytest.raises(WbError) as refused:
        plans(curves(offer((1, "3"))), [], LIMIT + 1)
    assert refused.value.code is ErrorCode.INPUT


def test_costs_in_another_currency_are_left_out():
    made = curves(offer((1, "3")), offer((1, "1"), currency="SEK", supplier="B"), home="")
    found = plans(made, [], 4).cheapest
    assert found is not None
    assert (found.total.currency, found.buys[0].supplier) == ("EUR", "Nordic")
