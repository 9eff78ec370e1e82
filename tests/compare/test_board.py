"""The board reckons thousands at once exactly as one landed cost is reckoned by itself."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given, settings

from tests.compare.made import DAY, LASER, RATES, READ, group, groups, item, marker, offer, wishes
from tests.sources.europeansourcing.marking.orders import (
    fixed,
    holder,
    marking,
    option,
    variant,
)
from workbench.compare.board import Board
from workbench.compare.board_groups import Grouped, grouped
from workbench.compare.board_outcome import Outcome
from workbench.compare.landed import Landed, landed
from workbench.compare.landed_terms import Freight, Part, Terms, Wanted
from workbench.compare.matching.model import Group, Groups, Match, Reason
from workbench.core.amounts import to_units
from workbench.core.offers import Item, OnQuote, Origin, PriceKind, Printing, Ref
from workbench.core.values import Money
from workbench.sources.europeansourcing.offers import OFFERING
from workbench.sources.europeansourcing.offers_prepared import prepare


def alone(board, place, wanted):
    return landed(board.items[place], board.offers[place], wanted, marker)


@settings(max_examples=120, deadline=None)
@given(groups(), wishes)
def test_the_columns_say_what_each_cost_unfolds_into(made, wanted):
    board = Board(made, marker)
    pricing = board.price(wanted)
    for place in range(len(board)):
        one = alone(board, place, wanted)
        if isinstance(one, Landed):
            assert pricing.total(place) == one.total
            assert pricing.per_piece(place) == one.per_piece
            assert pricing.outcome(place) is (Outcome.STALE if one.stale else Outcome.PRICED)
            assert (pricing.costs.pieces[place], pricing.costs.tier[place]) == (
                one.bought,
                one.tier,
            )
            assert sum(line.amount.amount for line in one.lines) == one.total.amount
        else:
            assert pricing.outcome(place) is one.outcome
            assert one.reason
            assert pricing.total(place) is None


def each(one):
    return Fraction(to_units(one.total.amount), one.bought)


@settings(max_examples=120, deadline=None)
@given(groups(), wishes)
def test_the_best_is_the_lowest_for_a_piece_received(made, wanted):
    board = Board(made, marker)
    pricing = board.price(wanted)
    for number in range(len(made)):
        found = {place: alone(board, place, wanted) for place in board.places(number)}
        priced = {place: one for place, one in found.items() if isinstance(one, Landed)}
        if not priced or len({one.total.currency for one in priced.values()}) > 1:
            assert pricing.best(number) is None
            continue
        best = min(
            priced,
            key=lambda place: (
                each(priced[place]),
                priced[place].total.amount,
                board.offers[place].lead_days or 10**9,
                board.offers[place].supplier.strip().lower(),
                place,
            ),
        )
        assert pricing.best(number) == best
        for place, one in priced.items():
            above = (each(one) / each(priced[best]) - 1) * 100 if each(priced[best]) else 0
            shown = pricing.above_best(place)
            assert not each(priced[best]) or abs(Fraction(shown) - above) <= Fraction(1, 20)


def test_a_cost_unfolds_into_its_lines():
    asked = offer(
        (1, "58.40"),
        (100, "29.90"),
        currency="SEK",
        supplier="Presentia",
        multiple=50,
        charges=(("Shipment", Decimal(100)),),
    )
    wanted = Wanted(
        quantity=230,
        rates=RATES,
        standard=Terms(Freight(Decimal(20), Decimal("0.10")), Decimal("4.7")),
        printing=LASER,
        day=DAY,
    )
    one = landed(item(asked), asked, wanted, marker)
    assert isinstance(one, Landed)
    assert (one.bought, one.tier, one.unit) == (250, 100, Money(Decimal("29.90"), "SEK"))
    assert [(line.label, line.reckoning, line.original.amount) for line in one.lines] == [
        ("Goods", "250 × 29.90", Decimal(7475)),
        ("Marking", "", Decimal("87.50")),
        ("Setup", "2 × 40.00", Decimal(80)),
        ("Shipment", "once an order", Decimal(100)),
        ("Freight", "20.00 an order + 250 × 0.10", Decimal(45)),
        ("Duty", "4.7 % of 723.54", one.lines[5].amount.amount),
    ]
    assert one.lines[0].amount == Money(Decimal("655.0984"), "EUR")
    quote = one.lines[0].quote
    assert quote is not None
    assert (quote.day, quote.origin) == (DAY, "ECB")
    assert one.original == Money(Decimal("7742.50"), "SEK")
    assert [term.label for term in one.lines[1].detail] == ["Print"]
    assert [term.label for term in one.lines[2].detail] == ["Setup"]


@pytest.mark.parametrize(
    ("without", "lines"),
    [
        ((), [("Goods and marking", Decimal(115))]),
        ((Part.SETUP,), [("Goods and marking", Decimal(115))]),
        ((Part.MARKING,), [("Goods", Decimal(200))]),
    ],
)
def test_a_price_for_goods_and_marking_together_is_one(without, lines):
    asked = offer((1, "2"), supplier="Whole")
    includes = frozenset(Part) - set(without)
    board = Board([group(asked)], marker)
    wanted = Wanted(quantity=100, printing=LASER, includes=includes)
    one = board.price(wanted).landed(0)
    assert isinstance(one, Landed)
    assert [(line.label, line.amount.amount) for line in one.lines] == lines
    assert board.price(wanted).total(0) == one.total


@pytest.mark.parametrize(
    ("change", "outcome", "reason"),
    [
        ({"kind": PriceKind.SALES}, Outcome.SALE, "Sales price: shown, not compared."),
        ({"compared": False}, Outcome.SALE, "List price: shown, not compared."),
        ({"vat_included": True}, Outcome.VAT, "The price includes VAT."),
        ({"territories": ("FR", "BE")}, Outcome.TERRITORY, "Holds in FR, BE only."),
        ({"valid_until": DAY - timedelta(days=1)}, Outcome.EXPIRED, "Valid until 2026-11-18."),
        ({"valid_from": DAY + timedelta(days=1)}, Outcome.FUTURE, "Valid from 2026-11-20."),
        ({"currency": "GBP"}, Outcome.RATE, "No rate is known for GBP."),
        ({"currency": ""}, Outcome.RATE, "No currency is named."),
        ({"until": 200}, Outcome.QUANTITY, "Prices end at 200 pieces."),
        (
            {"until": 260, "multiple": 100},
            Outcome.QUANTITY,
            "No whole multiple of 100 is sold up to 260.",
        ),
        ({"minimum": 10**8}, Outcome.QUANTITY, "More than 10,000,000 pieces are not reckoned."),
        (
            {"supplier": "Regn  & CO"},
            Outcome.LEFT_OUT,
            "The supplier is left out of the comparison.",
        ),
        ({"supplier": "Bare"}, Outcome.QUOTE, "Nothing is known of this marking here."),
        ({"minimum": 901}, Outcome.QUOTE, "Too many for this machine."),
    ],
)
def test_what_has_no_cost_says_why_and_is_never_the_best(change, outcome, reason):
    board = Board([group(offer((1, "0.01"), **change), offer((1, "9.00")))], marker)
    pricing = board.price(
        Wanted(
            quantity=250,
            rates=RATES,
            printing=LASER,
            day=DAY,
            country="SE",
            left_out=frozenset({"regn & co"}),
        )
    )
    assert pricing.outcome(0) is outcome
    assert pricing.reason(0) == reason
    assert (pricing.best(0), pricing.total(0), pricing.above_best(0)) == (1, None, None)


@pytest.mark.parametrize(("pairs", "says"), [((), "names no price"), (((1, "0"),), "price of 0")])
def test_no_price_and_a_price_of_zero_are_on_quote(pairs, says):
    pricing = Board([group(offer(*pairs))]).price(Wanted(quantity=5))
    assert pricing.outcome(0) is Outcome.QUOTE
    assert says in pricing.reason(0)
    assert pricing.best(0) is None


@pytest.mark.parametrize(
    ("quantity", "pieces", "price"), [(40, 40, 3), (41, None, None), (45, 50, 2), (51, 60, 2)]
)
def test_no_price_holds_between_tiers_that_leave_a_gap(quantity, pieces, price):
    gapped = offer((1, "3"), (50, "2"), gaps=((41, 49),), multiple=1 if quantity < 45 else 10)
    pricing = Board([group(gapped)]).price(Wanted(quantity=quantity))
    if price is None:
        assert pricing.outcome(0) is Outcome.QUANTITY
        assert pricing.reason(0) == "No price is named for 41 to 49 pieces."
        assert pricing.best(0) is None
    else:
        assert pricing.total(0) == Money(Decimal(pieces * price), "EUR")


def test_a_tie_is_broken_by_total_then_delivery_then_name():
    pricing = Board(
        [
            group(offer((1, "2")), offer((1, "2"), minimum=10), identity="total"),
            group(offer((1, "2")), offer((1, "2"), lead_days=4), offer((1, "2"), lead_days=9)),
            group(offer((1, "2"), supplier="b"), offer((1, "2"), supplier="Á")),
        ]
    ).price(Wanted(quantity=5))
    assert [pricing.best(number) for number in range(3)] == [0, 3, 6]


def test_a_rate_of_the_record_itself_is_taken_where_no_other_is_known():
    board = Board([group(offer((1, "10"), currency="GBP", rate=Decimal("13.2")))])
    wanted = Wanted(quantity=10, rates=RATES, homes={("shop", "main"): "SEK"})
    one = board.price(wanted).landed(0)
    assert isinstance(one, Landed)
    quote = one.lines[0].quote
    assert quote is not None
    assert (quote.origin, quote.through) == ("record + ECB", "SEK")
    assert one.total.amount == Decimal("115.6829")


def test_costs_left_as_quoted_are_compared_within_one_currency():
    euros = group(offer((1, "3")), offer((1, "2")))
    both = group(offer((1, "3")), offer((1, "2"), currency="SEK"))
    pricing = Board([euros, both]).price(Wanted(quantity=1, home="", rates=RATES))
    assert [pricing.best(0), pricing.best(1)] == [1, None]
    assert pricing.total(3) == Money(Decimal(2), "SEK")
    assert pricing.spread(1) is None


def test_markings_are_reckoned_for_the_groups_looked_at_and_kept():
    asked = []

    def counting(held, what, pieces, printing):
        asked.append(pieces)
        return marker(held, what, pieces, printing)

    board = Board([group(offer((1, "2")), offer((1, "3"))), group(offer((1, "4")))], counting)
    pricing = board.price(Wanted(quantity=10, printing=LASER))
    assert asked == []
    assert pricing.best(0) == 0
    assert (asked, pricing.settled(1)) == ([10, 10], False)
    pricing.settle()
    board.price(Wanted(quantity=10, printing=LASER)).settle()
    assert asked == [10, 10, 10]
    unmarked = frozenset(Part) - {Part.MARKING, Part.SETUP}
    board.price(Wanted(quantity=11, printing=LASER, includes=unmarked)).settle()
    assert asked == [10, 10, 10]


def test_a_marking_without_a_machine_to_reckon_it_is_on_quote():
    pricing = Board([group(offer((1, "2")))]).price(Wanted(quantity=10, printing=LASER))
    assert pricing.outcome(0) is Outcome.QUOTE
    quoted = Board([group(offer((1, "2")))], lambda *_: OnQuote("Ask."))
    assert quoted.price(Wanted(printing=LASER)).reason(0) == "Ask."


def test_suppliers_are_one_by_name_and_lie_apart():
    board = Board(
        [
            group(
                offer((1, "2"), supplier="Mid  Ocean"),
                offer((1, "3"), supplier="MID océan"),
                offer((1, "4"), supplier="mid ocean "),
                offer((1, "2.5"), supplier="Z"),
            )
        ]
    )
    pricing = board.price(Wanted(quantity=1))
    assert board.suppliers == ["Mid Ocean", "Z"]
    assert pricing.supplier_bests(0) == {0: 0, 1: 3}
    spread = pricing.spread(0)
    assert spread is not None
    assert ([cost.amount for cost in spread.costs], spread.percent) == ([2, Decimal("2.5")], 25)


def test_a_group_of_matching_becomes_one_of_the_board():
    one, two, three = (item(offer((1, "2")), key=key) for key in "abc")
    link = Match((one.ref, two.ref), Reason.GTIN, 0.99)
    weak = Match((one.ref, two.ref), Reason.NAME, 0.91)
    gone = Ref("shop", "main", "products", "gone")
    found = Groups((Group("g1", (one.ref, two.ref), (link, weak)),), alone=(three.ref, gone))
    made = list(grouped(found, {each.ref: each for each in (one, two, three)}))
    assert made[0] == Grouped("g1", (one, two), "name", 0.91)
    assert [held.items for held in made[1:]] == [(three,)]


def test_what_was_read_long_ago_is_compared_and_marked():
    board = Board([group(offer((1, "2")), read=READ)])
    wanted = Wanted(stale_before=READ + timedelta(hours=1))
    assert board.price(wanted).outcome(0) is Outcome.STALE
    assert board.price(wanted).best(0) == 0
    fresh = msgspec.structs.replace(wanted, stale_before=READ)
    assert board.price(fresh).outcome(0) is Outcome.PRICED


def test_the_documented_order_of_a_marked_product_lands_at_its_price():
    printed = marking(
        static_fixed_prices=[fixed("40.0")],
        dynamic_variable_price_holders=[holder("dynamic", (1, "40 * nb_couleurs"))],
        supplier_options=[option(2, (1, "5.0"))],
    )
    document = json.dumps({"id": 9, "variants": [variant() | {"variant_markings": [printed]}]})
    prepared = prepare(document.encode())
    (held,) = OFFERING.items(document.encode(), Origin("s", "a", "products", READ))
    marked = OFFERING.marked
    assert marked is not None
    board = Board([Grouped("g", (held,))], lambda *asked: marked(prepared, *asked))
    pricing = board.price(Wanted(quantity=25, printing=Printing("gravure-laser", colours=2)))
    best = pricing.best(0)
    assert best is not None
    one = pricing.landed(best)
    assert isinstance(one, Landed)
    assert one.total.amount == Decimal("432.5")
    assert [(line.label, line.amount.amount) for line in one.lines] == [
        ("Goods", Decimal("62.5")),
        ("Marking", Decimal(250)),
        ("Setup", Decimal(120)),
    ]
    assert [term.total for term in one.lines[1].detail] == [250]


def test_a_group_is_told_apart_by_the_first_colour_and_size_that_its_items_name():
    mugs = (
        Item(Ref("s", "a", "r", "1"), "Mug", READ),
        Item(Ref("s", "a", "r", "2"), "Mug", READ, size="L"),
        Item(Ref("s", "a", "r", "3"), "Mug", READ, size="M", colour="blue"),
    )
    assert Grouped("g", mugs).variant == "blue · L"
    assert Grouped("h", mugs[:1]).variant == ""
