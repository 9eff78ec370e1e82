"""The pivot shows each supplier's best offer, and to a customer nothing but the sale."""

from __future__ import annotations

from decimal import Decimal

from tests.compare.made import LASER, RATES, group, marker, offer
from workbench.compare.board import Board
from workbench.compare.board_outcome import Outcome
from workbench.compare.landed_terms import Wanted
from workbench.compare.margins import MarginRule, Rounding
from workbench.compare.pivot import Cell, ClientCell, Column, Pivot, caption
from workbench.core.formats import Formats
from workbench.core.values import Money


def pivot(*groups, **wanted):
    return Pivot(Board(groups, marker).price(Wanted(quantity=250, rates=RATES, **wanted)))


TOTE = group(
    offer((1, "1.41"), (250, "1.36"), supplier="Gaveland"),
    offer((500, "1.22"), supplier="Mid Ocean", stock=400),
    offer((1, "1.90"), supplier="Mid Ocean"),
    offer((1, "16.80"), supplier="Presentia", currency="SEK"),
    offer((1, "1.00"), supplier="Skrivo", currency="GBP", troubles=("A gap.",)),
    offer(supplier="Skrivo"),
    identity="tote",
)


def test_a_cell_is_the_suppliers_best_offer():
    row = pivot(TOTE).row(0)
    assert row[1] == Cell(
        1,
        Outcome.PRICED,
        Money(Decimal("1.22"), "EUR"),
        Money(Decimal(610), "EUR"),
        tier=500,
        bought=500,
        buy=500,
        best=True,
        above=Decimal(0),
        short=True,
    )
    assert (row[0].best, row[0].above, row[0].buy) == (False, Decimal("11.5"), None)
    assert row[2].original == Money(Decimal("16.80"), "SEK")
    assert [caption(row[number], Formats()) for number in range(4)] == [
        "250+",
        "500+ buy 500",
        "1+ 16.80 SEK",
        "The supplier names no price.",
    ]
    assert row[3].outcome is Outcome.QUOTE
    lone = pivot(group(offer((0, "1.00"), troubles=("A gap of tiers.",)))).row(0)[0]
    assert (caption(lone, Formats()), lone.troubles) == ("1+", ("A gap of tiers.",))


def test_a_supplier_that_does_not_offer_a_group_has_no_cell():
    held = pivot(TOTE, group(offer((1, "3"), supplier="Regn"), identity="cap"))
    assert held.cell(1, 0) is None
    assert held.cell(0, 4) is None
    assert held.columns() == (
        Column(0, "Gaveland", 1, "EUR"),
        Column(1, "Mid Ocean", 1, "EUR"),
        Column(2, "Presentia", 1, "SEK"),
        Column(4, "Regn", 1, "EUR"),
        Column(3, "Skrivo", 1, ""),
    )


def test_the_spread_is_over_suppliers():
    spread = pivot(TOTE).spread(0)
    assert spread is not None
    assert [cost.amount for cost in spread.costs] == [
        Decimal("1.22"),
        Decimal("1.36"),
        Decimal("1.4723"),
    ]
    assert spread.percent == Decimal("20.7")


def test_facets_count():
    named = group(offer((1, "3"), supplier="Regn"), identity="cap")._replace(reason="name")
    held = pivot(TOTE, named)
    facets = held.facets()
    assert facets.supplier["Gaveland"] == 1
    assert facets.reason == {"": 1, "name": 1}
    assert facets.currency == {"EUR": 5, "SEK": 1, "GBP": 1}
    assert facets.outcome == {Outcome.PRICED: 5, Outcome.QUOTE: 1, Outcome.RATE: 1}


def test_a_customer_sees_the_sale_price_alone():
    held = pivot(TOTE, group(offer(), identity="none"))
    rule = MarginRule("Retail", value=Decimal(35), rounding=Rounding(Decimal(1), Decimal("0.90")))
    assert held.client_cell(0, rule) == ClientCell(
        500, Money(Decimal("1.90"), "EUR"), Money(Decimal(950), "EUR")
    )
    assert held.client_cell(1, rule) is None
    sold = held.sale(0, rule)
    assert sold is not None
    assert sold.cost.amount == Decimal("1.22")


def test_a_cell_with_marking_costs_more_and_on_quote_says_why():
    held = pivot(TOTE, group(offer((1, "2"), supplier="Bare"), identity="cap"), printing=LASER)
    assert held.facets().outcome[Outcome.WAITING] == 5
    cell = held.cell(0, 0)
    assert cell is not None
    assert cell.total == Money(Decimal("507.50"), "EUR")
    bare = held.cell(1, 4)
    assert bare is not None
    assert (bare.outcome, bare.reason) == (
        Outcome.QUOTE,
        "Nothing is known of this marking here.",
    )
    assert held.client_cell(1, MarginRule("")) is None
