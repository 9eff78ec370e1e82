"""Every offer of a comparison unfolded in formulas: pieces, step, rate, charges, freight, duty.

The formulas reckon as the program does: each amount is rounded once to a ten-thousandth, half up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from workbench.compare.board_outcome import COMPARED, Unpriced, freight_quote, quote_of, refusal
from workbench.compare.landed_marking import Marking, read_marking
from workbench.compare.landed_terms import MOST_PIECES, Part, Wanted
from workbench.compare.rates import NoRate, Quote, origin_text
from workbench.compare.units import money_of, scaled, units_of
from workbench.core.offers import PRICE_KINDS, Item, Offer, OnQuote
from workbench.core.texts import tr
from workbench.export.comparison_looks import Looks, put_formula, put_number

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from workbench.compare.board_pricing import Pricing
    from workbench.compare.landed import Landed
    from workbench.compare.landed_lines import Line

_DECADES: Final = frozenset(10**power for power in range(7))
"""Quantities that a marking is tried at."""
FIRST: Final = 1
"""First row below the headings, from 0."""
_ITEM, _SUPPLIER, _KIND, _WANTED, _LEAST, _MULTIPLE, _UNTIL, _BOUGHT, _TIER, _UNIT = range(10)
_CURRENCY, _RATE, _GOODS, _MARKING, _SETUP, _CHARGES, _FREIGHT, _DUTY, _TOTAL, _PIECE, _SAYS = (
    range(10, 21)
)


Money = Callable[[int, str, int], None]
"""Writes an amount: its column, its formula and its ten-thousandths."""


class Span(NamedTuple):
    """Rows of the sheet, from 1, both included."""

    first: int
    last: int

    def column(self, sheet: str, letter: str) -> str:
        """Return a column of these rows as a reference."""
        return f"{sheet}!${letter}${self.first}:${letter}${self.last}"


class Rates:
    """The sheet of rates: a row for each way from a currency to another."""

    def __init__(self, sheet: Worksheet, looks: Looks) -> None:
        self._sheet, self._looks = sheet, looks
        self._rows: dict[tuple[str, str, Quote], int] = {}
        heads = (tr("From"), tr("To"), tr("Rate"), tr("Day"), tr("Origin"), tr("Through"))
        for column, text in enumerate(heads):
            sheet.write_string(0, column, text, looks.head)
        sheet.set_column(0, 5, 16)
        sheet.freeze_panes(1, 0)

    def cell(self, currency: str, to: str, quote: Quote) -> str:
        """Return the reference of a rate; "1" where both are one currency."""
        if not quote.origin:
            return "1"
        row = self._rows.get((currency, to, quote))
        if row is None:
            row = self._rows[currency, to, quote] = len(self._rows) + 1
            self._write(row, currency, to, quote)
        return f"{self._looks.names['rates']}!$C${row + 1}"

    def _write(self, row: int, currency: str, to: str, quote: Quote) -> None:
        sheet = self._sheet
        sheet.write_string(row, 0, currency)
        sheet.write_string(row, 1, to)
        put_number(sheet, row, 2, Fraction(*quote.ratio), self._looks.rate)
        if quote.day is not None:
            moment = datetime.combine(quote.day, time())
            sheet.write_datetime(row, 3, moment, self._looks.day)
        sheet.write_string(row, 4, origin_text(quote.origin))
        sheet.write_string(row, 5, quote.through)


class Tiers:
    """The sheet of price steps."""

    def __init__(self, sheet: Worksheet, looks: Looks) -> None:
        self._sheet, self._looks = sheet, looks
        self._row = FIRST
        self._spans: dict[int, Span] = {}
        heads = (tr("Item"), tr("Supplier"), tr("Price"), tr("From"), tr("Amount"), tr("Currency"))
        for column, text in enumerate(heads):
            sheet.write_string(0, column, text, looks.head)
        sheet.set_column(0, 1, 28)
        sheet.set_column(2, 5, 14)
        sheet.freeze_panes(1, 0)

    def span(self, place: int, item: Item, offer: Offer) -> Span:
        """Return the rows of an offer's steps, written when first asked for."""
        if place not in self._spans:
            first = self._row
            for step in offer.ladder.steps:
                texts = (item.name, offer.supplier, tr(PRICE_KINDS[offer.kind]))
                for column, text in enumerate(texts):
                    self._sheet.write_string(self._row, column, text)
                put_number(self._sheet, self._row, 3, step.from_quantity, self._looks.count)
                put_number(self._sheet, self._row, 4, step.amount, self._looks.amount(""))
                self._sheet.write_string(self._row, 5, offer.ladder.currency)
                self._row += 1
            self._spans[place] = Span(first + 1, self._row)
        return self._spans[place]


class Marked(NamedTuple):
    """What marking adds, as a formula can say it, in the offer's currency.

    Attributes:
        setup: once an order.
        each: for one piece, None where it does not rise evenly with the pieces.
        fixed: for `pieces`, where `each` is None.
        pieces: see above; 0 where the price holds at any quantity.
        holds_goods: whether it is one price for goods and marking.
    """

    setup: Decimal = Decimal(0)
    each: Decimal | None = Decimal(0)
    fixed: Decimal = Decimal(0)
    pieces: int = 0
    holds_goods: bool = False


def marked_of(pricing: Pricing, place: int) -> Marked | str:
    """Return what marking adds to an offer, or why it cannot be told.

    It holds at any quantity where it is the same for a piece at every step of the offer and at the
    pieces bought; otherwise it is fixed for these.
    """
    wanted, board = pricing.wanted, pricing.board
    if not wanted.marked or wanted.printing is None:
        return Marked()
    pieces = int(pricing.costs.pieces[place])
    found = read_marking(board.marks.worked(place, pieces, wanted.printing), wanted)
    if isinstance(found, OnQuote):
        return found.reason
    fixed = Marked(money_of(found.setup), None, money_of(found.rest), pieces, found.holds_goods)
    if found.holds_goods or not pieces:
        return fixed
    others = {step.from_quantity for step in board.offers[place].ladder.steps} | {2 * pieces}
    # A marking has steps of its own: an even price near by says nothing of one far away.
    others |= _DECADES
    for other in sorted(each for each in others if 0 < each <= MOST_PIECES):
        held = read_marking(board.marks.worked(place, other, wanted.printing), wanted)
        if not isinstance(held, Marking) or not _alike(found, pieces, held, other):
            return fixed
    return Marked(money_of(found.setup), Decimal(found.rest) / pieces / 10_000)


def _alike(one: Marking, pieces: int, other: Marking, others: int) -> bool:
    same = one.setup == other.setup and other.holds_goods is False
    return same and one.rest * others == other.rest * pieces and one.rest % pieces == 0


class Terms:
    """The sheet that unfolds every offer, a row each."""

    def __init__(
        self, sheet: Worksheet, looks: Looks, tiers: Tiers, rates: Rates, wanted: Wanted
    ) -> None:
        self._sheet, self._looks, self._wanted = sheet, looks, wanted
        self._tiers, self._rates = tiers, rates
        self._row = FIRST
        heads = (
            tr("Item"), tr("Supplier"), tr("Price"), tr("Wanted"), tr("From at least"),
            tr("Multiple"), tr("Up to"), tr("Bought"), tr("Step from"), tr("Unit price"),
            tr("Currency"), tr("Rate"), tr("Goods"), tr("Marking"), tr("Setup"), tr("Charges"),
            tr("Freight"), tr("Duty"), tr("Total"), tr("Per piece"), tr("Note"),
        )  # fmt: skip
        for column, text in enumerate(heads):
            sheet.write_string(0, column, text, looks.head)
        sheet.set_column(_ITEM, _SUPPLIER, 28)
        sheet.set_column(_KIND, _PIECE, 13)
        sheet.set_column(_SAYS, _SAYS, 60)
        sheet.freeze_panes(1, 2)

    @property
    def next_row(self) -> int:
        """The next row, from 1."""
        return self._row + 1

    def add(self, pricing: Pricing, place: int, wanted_at: str, confirmed: str = "") -> int:
        """Write an offer; return its row, from 1.

        Args:
            pricing: at the row's quantity.
            place: of the offer on the board.
            wanted_at: reference of the cell with the quantity.
            confirmed: what the service said of it.
        """
        item, offer = pricing.board.items[place], pricing.board.offers[place]
        row, sheet = self._row, self._sheet
        self._row += 1
        sheet.write_string(row, _ITEM, item.name)
        sheet.write_string(row, _SUPPLIER, " ".join(offer.supplier.split()))
        sheet.write_string(row, _KIND, tr(PRICE_KINDS[offer.kind]))
        refused = refusal(item, offer, self._wanted)
        marked = marked_of(pricing, place) if refused is None else Marked()
        quote = quote_of(item, offer, self._wanted)
        why = refused.reason if refused else marked if isinstance(marked, str) else ""
        if why or isinstance(quote, NoRate) or isinstance(marked, str):
            sheet.write_string(row, _SAYS, why)
            return row + 1
        self._reckon(row, pricing, place, wanted_at, marked, quote)
        notes = (confirmed, *offer.troubles, self._fixed(marked))
        self._says(row, pricing, place, " ".join(filter(None, notes)))
        return row + 1

    @staticmethod
    def _fixed(marked: Marked) -> str:
        if not marked.pieces:
            return ""
        return tr("The marking is fixed for {count} pieces.", count=f"{marked.pieces:,}")

    def _says(self, row: int, pricing: Pricing, place: int, note: str) -> None:
        text = tr("Not sold or not reckoned at that quantity.").replace('"', "'")
        plain = note.replace('"', "'")[:250]
        known = pricing.outcome(place) in COMPARED
        formula = f'IF(T{row + 1}="","{text}","{plain}")'
        put_formula(self._sheet, row, _SAYS, formula, None, plain if known else text)

    def _reckon(
        self, row: int, pricing: Pricing, place: int, wanted_at: str, marked: Marked, quote: Quote
    ) -> None:
        offer, looks, sheet = pricing.board.offers[place], self._looks, self._sheet
        item, at = pricing.board.items[place], row + 1
        ladder, currency = offer.ladder, pricing.currency(place)
        span = self._tiers.span(place, item, offer)
        tiers = looks.names["tiers"]
        least = max(ladder.minimum, ladder.steps[0].from_quantity, 1)
        until = MOST_PIECES if ladder.until is None else min(ladder.until, MOST_PIECES)
        sheet.write_number(row, _LEAST, least, looks.count)
        sheet.write_number(row, _MULTIPLE, max(offer.multiple, 1), looks.count)
        sheet.write_number(row, _UNTIL, until, looks.count)
        sheet.write_string(row, _CURRENCY, ladder.currency)
        rate = self._rates.cell(ladder.currency, currency, quote)
        found = pricing.landed(place)
        priced = pricing.outcome(place) in COMPARED
        costs = pricing.costs
        pieces = int(costs.pieces[place])
        unit = ladder.at(pieces) if priced else None

        def put(column: int, formula: str, value: Decimal | int | str, look: Format) -> None:
            put_formula(sheet, row, column, formula, look, value if priced else "")

        def money(column: int, formula: str, units: int) -> None:
            put(column, formula, money_of(units), looks.amount(currency))

        bought = f"CEILING(MAX(D{at},E{at}),F{at})"
        put_formula(sheet, row, _WANTED, wanted_at, looks.count, pricing.wanted.quantity)
        put(_BOUGHT, f'IF({bought}>G{at},"",{bought})', pieces, looks.count)
        froms, amounts = span.column(tiers, "D"), span.column(tiers, "E")
        put(_TIER, f'IF(H{at}="","",LOOKUP(H{at},{froms}))', int(costs.tier[place]), looks.count)
        put(_UNIT, f'IF(H{at}="","",LOOKUP(H{at},{froms},{amounts}))',
            unit.amount if unit else "", looks.amount(ladder.currency))  # fmt: skip
        put_formula(sheet, row, _RATE, rate, looks.rate, Fraction(*quote.ratio))
        if marked.holds_goods:
            money(_GOODS, f'IF(H{at}="","",0)', 0)
        else:
            money(_GOODS, f'IF(N(J{at})<=0,"",ROUND(J{at}*H{at}*L{at},4))', int(costs.goods[place]))
        self._marking(at, marked, money, costs.marking[place], costs.setup[place])
        charges = sum(int(line.amount.amount * 10_000) for line in _charges(found, offer))
        money(_CHARGES, self._charges(at, offer), charges)
        money(_FREIGHT, self._freight(at, offer, currency), int(costs.freight[place]))
        duty = self._wanted.of(offer.supplier).duty if Part.DUTY in self._wanted.includes else 0
        before = f"SUM(M{at}:Q{at})"
        money(_DUTY, f'IF(OR(M{at}="",N{at}=""),"",ROUND({before}*{duty}/100,4))',
              int(costs.duty[place]))  # fmt: skip
        money(_TOTAL, f'IF(OR(M{at}="",N{at}=""),"",SUM(M{at}:R{at}))', int(costs.total[place]))
        piece = pricing.per_piece(place)
        put(_PIECE, f'IF(S{at}="","",ROUND(S{at}/H{at},4))', piece.amount if piece else "",
            looks.amount(currency))  # fmt: skip

    def _marking(self, at: int, marked: Marked, money: Money, rest: int, setup: int) -> None:
        if marked.each is not None:
            formula = f'IF(M{at}="","",ROUND({marked.each:f}*H{at}*L{at},4))'
        else:
            formula = f'IF(H{at}={marked.pieces},ROUND({marked.fixed:f}*L{at},4),"")'
        money(_MARKING, formula, int(rest))
        money(_SETUP, f"ROUND({marked.setup:f}*L{at},4)", int(setup))

    def _charges(self, at: int, offer: Offer) -> str:
        if Part.CHARGES not in self._wanted.includes or not offer.charges:
            return "0"
        return "+".join(f"ROUND({amount:f}*L{at},4)" for _name, amount in offer.charges)

    def _freight(self, at: int, offer: Offer, currency: str) -> str:
        freight, quote = self._wanted.of(offer.supplier).freight, freight_quote(offer, self._wanted)
        if not isinstance(quote, Quote):
            return "0"
        rate = self._rates.cell(freight.currency, currency, quote)
        asked = f"ROUND(({freight.per_order:f}+{freight.per_piece:f}*H{at})*{rate},4)"
        units = None if freight.free_from is None else units_of(freight.free_from)
        if units is not None:
            free = money_of(scaled(units, quote.ratio))
            asked = f"IF(SUM(M{at}:O{at})>={free:f},0,{asked})"
        return f'IF(OR(M{at}="",N{at}=""),"",{asked})'


def _charges(found: Landed | Unpriced, offer: Offer) -> Sequence[Line]:
    names = {name for name, _amount in offer.charges}
    return [] if isinstance(found, Unpriced) else [e for e in found.lines if e.label in names]
