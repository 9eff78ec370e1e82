"""The row of one offer in formulas: pieces, step, rate, charges, freight, duty, total.

The formulas reckon as the program does: each amount is rounded once to a ten-thousandth, half up.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from workbench.compare.board_outcome import COMPARED, Unpriced, freight_quote
from workbench.compare.landed_terms import MOST_PIECES, Part, Wanted
from workbench.compare.rates import Quote
from workbench.compare.units import money_of, scaled, units_of
from workbench.core.offers import Item, Offer
from workbench.export.comparison_looks import Looks, put_formula
from workbench.export.comparison_marked import Marked
from workbench.export.comparison_tiers import Rates, Span

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from workbench.compare.board_pricing import Pricing
    from workbench.compare.landed import Landed
    from workbench.compare.landed_lines import Line


class Column(IntEnum):
    """The columns of the sheet, from 0: A is the item, U what there is to say."""

    ITEM = 0
    SUPPLIER = 1
    KIND = 2
    WANTED = 3
    LEAST = 4
    MULTIPLE = 5
    UNTIL = 6
    BOUGHT = 7
    TIER = 8
    UNIT = 9
    CURRENCY = 10
    RATE = 11
    GOODS = 12
    MARKING = 13
    SETUP = 14
    CHARGES = 15
    FREIGHT = 16
    DUTY = 17
    TOTAL = 18
    PIECE = 19
    SAYS = 20


class Order(NamedTuple):
    """What a row reckons: an offer on the board at what is wanted, with its way to the currency."""

    pricing: Pricing
    place: int
    wanted: Wanted
    quote: Quote
    marked: Marked

    @property
    def item(self) -> Item:
        """What is bought."""
        return self.pricing.board.items[self.place]

    @property
    def offer(self) -> Offer:
        """Who asks what for it."""
        return self.pricing.board.offers[self.place]

    @property
    def priced(self) -> bool:
        """Whether there is a cost at the quantity wanted."""
        return self.pricing.outcome(self.place) in COMPARED


class Reckoned:
    """A row of the sheet, each value a formula with what it comes to now.

    Args:
        sheet: it is written on.
        looks: formats and names of sheets.
        row: from 0.
        order: what is reckoned.
    """

    def __init__(self, sheet: Worksheet, looks: Looks, row: int, order: Order) -> None:
        self._sheet, self._looks, self._row, self._order = sheet, looks, row, order
        self._currency = order.pricing.currency(order.place)
        self._priced = order.priced

    def write(self, wanted_at: str, span: Span, rates: Rates) -> None:
        """Write the row.

        Args:
            wanted_at: reference of the cell with the quantity.
            span: of the offer's price steps.
            rates: the sheet of rates.
        """
        self._terms(wanted_at)
        self._price(span)
        order = self._order
        rate = rates.cell(order.offer.ladder.currency, self._currency, order.quote)
        ratio = Fraction(*order.quote.ratio)
        put_formula(self._sheet, self._row, Column.RATE, rate, self._looks.rate, ratio)
        self._goods()
        self._marking()
        self._charges()
        self._freight(rates)
        self._duty()
        self._total()

    def _put(self, column: Column, formula: str, value: Decimal | int | str, look: Format) -> None:
        held = value if self._priced else ""
        put_formula(self._sheet, self._row, column, formula, look, held)

    def _money(self, column: Column, formula: str, units: int) -> None:
        """Write an amount: its formula and its ten-thousandths."""
        self._put(column, formula, money_of(units), self._looks.amount(self._currency))

    @property
    def _at(self) -> int:
        """The row as formulas name it, from 1."""
        return self._row + 1

    # ---- what is bought, at which step -------------------------------------------------------

    def _terms(self, wanted_at: str) -> None:
        """Write what is wanted and under which terms it is sold."""
        sheet, row, count = self._sheet, self._row, self._looks.count
        offer, quantity = self._order.offer, self._order.pricing.wanted.quantity
        ladder = offer.ladder
        least = max(ladder.minimum, ladder.steps[0].from_quantity, 1)
        until = MOST_PIECES if ladder.until is None else min(ladder.until, MOST_PIECES)
        put_formula(sheet, row, Column.WANTED, wanted_at, count, quantity)
        sheet.write_number(row, Column.LEAST, least, count)
        sheet.write_number(row, Column.MULTIPLE, max(offer.multiple, 1), count)
        sheet.write_number(row, Column.UNTIL, until, count)
        sheet.write_string(row, Column.CURRENCY, ladder.currency)

    def _price(self, span: Span) -> None:
        """Write what is really bought, and the price of a piece at the step in effect."""
        at, looks, ladder = self._at, self._looks, self._order.offer.ladder
        costs, place = self._order.pricing.costs, self._order.place
        pieces, tiers = int(costs.pieces[place]), looks.names["tiers"]
        unit = ladder.at(pieces) if self._priced else None
        bought = f"CEILING(MAX(D{at},E{at}),F{at})"
        self._put(Column.BOUGHT, f'IF({bought}>G{at},"",{bought})', pieces, looks.count)
        froms, amounts = span.column(tiers, "D"), span.column(tiers, "E")
        step = f'IF(H{at}="","",LOOKUP(H{at},{froms}))'
        self._put(Column.TIER, step, int(costs.tier[place]), looks.count)
        price = f'IF(H{at}="","",LOOKUP(H{at},{froms},{amounts}))'
        look = looks.amount(ladder.currency)
        self._put(Column.UNIT, price, unit.amount if unit else "", look)

    # ---- what it comes to --------------------------------------------------------------------

    def _goods(self) -> None:
        at, order = self._at, self._order
        if order.marked.holds_goods:
            self._money(Column.GOODS, f'IF(H{at}="","",0)', 0)
            return
        formula = f'IF(N(J{at})<=0,"",ROUND(J{at}*H{at}*L{at},4))'
        self._money(Column.GOODS, formula, int(order.pricing.costs.goods[order.place]))

    def _marking(self) -> None:
        at, order, marked = self._at, self._order, self._order.marked
        costs = order.pricing.costs
        if marked.each is not None:
            formula = f'IF(M{at}="","",ROUND({marked.each:f}*H{at}*L{at},4))'
        else:
            formula = f'IF(H{at}={marked.pieces},ROUND({marked.fixed:f}*L{at},4),"")'
        self._money(Column.MARKING, formula, int(costs.marking[order.place]))
        setup = int(costs.setup[order.place])
        self._money(Column.SETUP, f"ROUND({marked.setup:f}*L{at},4)", setup)

    def _charges(self) -> None:
        order, formula = self._order, "0"
        found = order.pricing.landed(order.place)
        charges = sum(int(line.amount.amount * 10_000) for line in _charges(found, order.offer))
        if Part.CHARGES in order.wanted.includes and order.offer.charges:
            amounts = (amount for _name, amount in order.offer.charges)
            formula = "+".join(f"ROUND({amount:f}*L{self._at},4)" for amount in amounts)
        self._money(Column.CHARGES, formula, charges)

    def _freight(self, rates: Rates) -> None:
        freight = int(self._order.pricing.costs.freight[self._order.place])
        self._money(Column.FREIGHT, self._freight_formula(rates), freight)

    def _freight_formula(self, rates: Rates) -> str:
        at, order = self._at, self._order
        freight = order.wanted.of(order.offer.supplier).freight
        quote = freight_quote(order.offer, order.wanted)
        if not isinstance(quote, Quote):
            return "0"
        rate = rates.cell(freight.currency, self._currency, quote)
        asked = f"ROUND(({freight.per_order:f}+{freight.per_piece:f}*H{at})*{rate},4)"
        units = None if freight.free_from is None else units_of(freight.free_from)
        if units is not None:
            free = money_of(scaled(units, quote.ratio))
            asked = f"IF(SUM(M{at}:O{at})>={free:f},0,{asked})"
        return f'IF(OR(M{at}="",N{at}=""),"",{asked})'

    def _duty(self) -> None:
        at, order = self._at, self._order
        asked = Part.DUTY in order.wanted.includes
        duty = order.wanted.of(order.offer.supplier).duty if asked else 0
        formula = f'IF(OR(M{at}="",N{at}=""),"",ROUND(SUM(M{at}:Q{at})*{duty}/100,4))'
        self._money(Column.DUTY, formula, int(order.pricing.costs.duty[order.place]))

    def _total(self) -> None:
        at, order = self._at, self._order
        total = f'IF(OR(M{at}="",N{at}=""),"",SUM(M{at}:R{at}))'
        self._money(Column.TOTAL, total, int(order.pricing.costs.total[order.place]))
        piece, each = order.pricing.per_piece(order.place), f'IF(S{at}="","",ROUND(S{at}/H{at},4))'
        look = self._looks.amount(self._currency)
        self._put(Column.PIECE, each, piece.amount if piece else "", look)


def _charges(found: Landed | Unpriced, offer: Offer) -> Sequence[Line]:
    names = {name for name, _amount in offer.charges}
    return [] if isinstance(found, Unpriced) else [e for e in found.lines if e.label in names]
