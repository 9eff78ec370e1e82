"""The sheets that a comparison's formulas look up: rates of exchange, and steps of prices."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from workbench.compare.rates import Quote, origin_text
from workbench.core.offers import PRICE_KINDS, Item, Offer
from workbench.core.texts import tr
from workbench.export.comparison_looks import Looks, put_number

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FIRST: Final = 1
"""First row below the headings, from 0."""


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
            # A gap is a step without a price: what falls into it comes to nothing.
            starts: dict[int, Decimal | None] = {gap[0]: None for gap in offer.gaps}
            starts |= {step.from_quantity: step.amount for step in offer.ladder.steps}
            for start in sorted(starts):
                self._write(item, offer, start, starts[start])
            self._spans[place] = Span(first + 1, self._row)
        return self._spans[place]

    def _write(self, item: Item, offer: Offer, start: int, amount: Decimal | None) -> None:
        sheet, row = self._sheet, self._row
        for column, text in enumerate((item.name, offer.supplier, tr(PRICE_KINDS[offer.kind]))):
            sheet.write_string(row, column, text)
        put_number(sheet, row, 3, start, self._looks.count)
        if amount is None:
            sheet.write_string(row, 4, tr("None named"))
        else:
            put_number(sheet, row, 4, amount, self._looks.amount(""))
        sheet.write_string(row, 5, offer.ladder.currency)
        self._row += 1
