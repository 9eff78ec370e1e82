"""What an order costs, against the rules said in words: minimum, multiple, end, gap, charges."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.compare.made import group
from workbench.compare.board import Board
from workbench.compare.board_outcome import Outcome
from workbench.compare.curve import Curve
from workbench.compare.curve_crossing import cross_overs
from workbench.compare.landed_terms import Freight, Part, Terms, Wanted
from workbench.core.offers import Offer, PriceKind
from workbench.core.values import Ladder, Step

MOST = 60
CENTS = Decimal("0.0001")

plain = st.builds(
    lambda starts, amounts, minimum, until, multiple, gap, charge, name: Offer(
        "x",
        name,
        PriceKind.LIST,
        Ladder(
            tuple(Step(at, amount) for at, amount in zip(sorted(starts), amounts, strict=False)),
            minimum,
            until=until,
        ),
        multiple=multiple,
        gaps=gap,
        charges=(("Shipment", charge),) if charge else (),
    ),
    st.sets(st.integers(1, 50), min_size=1, max_size=4),
    st.lists(st.decimals("0.5", "9", places=2), min_size=4, max_size=4),
    st.sampled_from([1, 1, 8, 20]),
    st.sampled_from([None, None, 45]),
    st.sampled_from([1, 1, 5, 12]),
    st.sampled_from([(), (), ((10, 19),), ((3, 3), (30, 41))]),
    st.sampled_from([Decimal(0), Decimal("12.35")]),
    st.sampled_from(["A", "B"]),
)
WANTED = Wanted(
    includes=frozenset(Part),
    standard=Terms(Freight(Decimal(9), Decimal("0.05"), "EUR", Decimal(150)), Decimal("4.5")),
)


def order(offer: Offer, quantity: int) -> tuple[int, Decimal] | None:
    """Pieces and total of an order, one piece after the other tried."""
    pieces = quantity
    while (
        pieces < offer.ladder.minimum
        or pieces < offer.ladder.steps[0].from_quantity
        or pieces % offer.multiple
    ):
        pieces += 1
    if offer.ladder.until is not None and pieces > offer.ladder.until:
        return None
    if any(pieces in range(first, last + 1) for first, last in offer.gaps):
        return None
    amount = [step.amount for step in offer.ladder.steps if step.from_quantity <= pieces][-1]
    goods = amount * pieces
    charges = sum((charge for _name, charge in offer.charges), Decimal(0))
    freight = Decimal(0) if goods >= 150 else 9 + Decimal("0.05") * pieces
    before = goods + charges + freight
    duty = (before * Decimal("4.5") / 100).quantize(CENTS, ROUND_HALF_UP)
    return pieces, before + duty


@settings(max_examples=80, deadline=None)
@given(plain)
def test_an_order_costs_what_its_rules_say_at_every_quantity(offer: Offer) -> None:
    board = Board([group(offer)])
    curve = Curve(board, 0, WANTED, MOST)
    for quantity in range(1, MOST + 1):
        pricing, wanted = board.price(WANTED.at(quantity)), order(offer, quantity)
        point = curve.at(quantity)
        if wanted is None:
            assert pricing.outcome(0) is Outcome.QUANTITY
            assert (pricing.total(0), pricing.best(0), point) == (None, None, None)
            assert pricing.reason(0)
            continue
        total = pricing.total(0)
        assert total is not None
        assert point is not None
        assert (int(pricing.costs.pieces[0]), total.amount) == wanted
        assert (point.bought, point.total.amount) == wanted


@settings(max_examples=60, deadline=None)
@given(plain, plain)
def test_a_supplier_overtakes_another_where_the_orders_say_so(one: Offer, two: Offer) -> None:
    offers = replace(one, supplier="A"), replace(two, supplier="B")
    board = Board([group(*offers)])
    first, second = (Curve(board, place, WANTED, MOST) for place in range(2))
    said = {each.quantity: each.cheaper for each in cross_overs(first, second, 1, MOST)}
    leader = ""
    for quantity in range(1, MOST + 1):
        costs = [order(offer, quantity) for offer in offers]
        each = [cost[1] / cost[0] for cost in costs if cost is not None]
        if len(each) < 2:
            continue
        if each[0] == each[1]:
            continue
        cheaper = "A" if each[0] < each[1] else "B"
        if leader and cheaper != leader:
            assert said.get(quantity) == cheaper, quantity
        leader = cheaper
